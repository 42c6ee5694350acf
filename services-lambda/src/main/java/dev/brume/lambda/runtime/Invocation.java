package dev.brume.lambda.runtime;

/**
 * One call of a function.
 *
 * @param requestId a UUID
 * @param functionArn the requested function ARN
 * @param payload the event in JSON
 * @param clientContext JSON, or null
 * @param traceId of X-Ray, or null
 * @param sink receives a streamed response; null for a whole response
 */
public record Invocation(
    String requestId,
    String functionArn,
    byte[] payload,
    String clientContext,
    String traceId,
    ResponseSink sink) {
  /** A call with a whole response. */
  public static Invocation whole(
      String requestId, String functionArn, byte[] payload, String clientContext, String traceId) {
    return new Invocation(requestId, functionArn, payload, clientContext, traceId, null);
  }
}
