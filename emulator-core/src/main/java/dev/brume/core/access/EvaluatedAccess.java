package dev.brume.core.access;

import dev.brume.core.policy.Decision;

/**
 * A past decision, for explanations.
 *
 * @param caller the caller's name in messages
 * @param action with the service prefix
 * @param resource its ARN
 * @param decision the policies' decision
 */
public record EvaluatedAccess(String caller, String action, String resource, Decision decision) {}
