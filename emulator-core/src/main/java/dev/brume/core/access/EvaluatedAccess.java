package dev.brume.core.access;

import dev.brume.core.policy.Decision;

/**
 * A decision that was made, for those who want to know why.
 *
 * @param caller as messages name him
 * @param action with its service
 * @param resource its ARN
 * @param decision what the policies came to
 */
public record EvaluatedAccess(String caller, String action, String resource, Decision decision) {}
