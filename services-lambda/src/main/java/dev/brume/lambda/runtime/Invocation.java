package dev.brume.lambda.runtime;

/**
 * One call of a function.
 *
 * @param requestId a UUID
 * @param functionArn the ARN by which the function was called
 * @param payload the event in JSON
 * @param clientContext JSON, or null
 * @param traceId of X-Ray, or null
 */
public record Invocation(
    String requestId, String functionArn, byte[] payload, String clientContext, String traceId) {}
