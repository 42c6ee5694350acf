package dev.brume.core.access;

/**
 * Whether somebody may do something.
 *
 * @param action with its service, as IAM spells it: {@code sqs:SendMessage}
 * @param target to what
 */
public record AccessQuery(String action, AccessTarget target) {}
