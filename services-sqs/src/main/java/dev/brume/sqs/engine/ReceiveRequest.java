package dev.brume.sqs.engine;

/**
 * The parameters of a receive.
 *
 * @param maxNumberOfMessages 1 to 10
 * @param visibilityTimeoutSeconds 0 to 43,200, or null for the queue's default
 * @param waitTimeSeconds 0 to 20, or null for the queue's default
 * @param attemptId the ReceiveRequestAttemptId, or null
 */
public record ReceiveRequest(
    int maxNumberOfMessages,
    Integer visibilityTimeoutSeconds,
    Integer waitTimeSeconds,
    String attemptId) {}
