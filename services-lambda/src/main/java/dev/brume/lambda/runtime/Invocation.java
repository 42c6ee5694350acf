package dev.brume.lambda.runtime;

/**
 * One call of a function.
 *
 * @param requestId a UUID
 * @param functionArn the ARN by which the function was called
 * @param payload the event in JSON
 * @param clientContext JSON, or null
 * @param traceId of X-Ray, or null
 * @param sink takes a response that is streamed; null where the response is wanted as a whole
 */
public record Invocation(
    String requestId,
    String functionArn,
    byte[] payload,
    String clientContext,
    String traceId,
    ResponseSink sink) {
  /** A call whose response is wanted as a whole. */
  public static Invocation whole(
      String requestId, String functionArn, byte[] payload, String clientContext, String traceId) {
    return new Invocation(requestId, functionArn, payload, clientContext, traceId, null);
  }
}
