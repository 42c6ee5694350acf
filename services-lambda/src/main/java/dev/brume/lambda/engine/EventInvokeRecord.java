package dev.brume.lambda.engine;

/**
 * The asynchronous invocation settings of a version or alias.
 *
 * @param function the function's name
 * @param qualifier a version or an alias
 * @param maxAgeSeconds null for AWS's default of six hours
 * @param maxRetries null for AWS's default of two
 * @param onSuccess the destination of successes, or null
 * @param onFailure the destination of failures, or null
 * @param modifiedMillis when it was last changed
 */
public record EventInvokeRecord(
    String function,
    String qualifier,
    Integer maxAgeSeconds,
    Integer maxRetries,
    String onSuccess,
    String onFailure,
    long modifiedMillis) {}
