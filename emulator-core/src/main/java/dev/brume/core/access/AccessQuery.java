package dev.brume.core.access;

/**
 * An access check.
 *
 * @param action with the service prefix, as in IAM: {@code sqs:SendMessage}
 * @param target the resource
 */
public record AccessQuery(String action, AccessTarget target) {}
