package dev.brume.lambda.engine;

/**
 * How asynchronous invocations of a version or alias are treated.
 *
 * @param function the function's name
 * @param qualifier a version or an alias
 * @param maxAgeSeconds null for AWS's default of six hours
 * @param maxRetries null for AWS's default of two
 * @param onSuccess the ARN that successes are reported to, or null
 * @param onFailure the ARN that failures are reported to, or null
 * @param modifiedMillis when it was changed last
 */
public record EventInvokeRecord(
    String function,
    String qualifier,
    Integer maxAgeSeconds,
    Integer maxRetries,
    String onSuccess,
    String onFailure,
    long modifiedMillis) {}
