package dev.brume.lambda.engine;

import java.util.List;

/**
 * The URL of a function or of one of its aliases.
 *
 * @param function the function's name
 * @param alias null for the function's own URL
 * @param id the first label of the URL's host
 * @param authType {@code NONE} or {@code AWS_IAM}
 * @param cors null without CORS settings
 * @param invokeMode {@code BUFFERED} or {@code RESPONSE_STREAM}; null if it was never set, which
 *     means the first, and is omitted in update responses (recorded on AWS in November 2025)
 * @param createdMillis when it was created
 * @param modifiedMillis when it was last changed
 */
public record FunctionUrlRecord(
    String function,
    String alias,
    String id,
    String authType,
    CorsSettings cors,
    String invokeMode,
    long createdMillis,
    long modifiedMillis) {
  /** Whether requests must be signed. */
  public boolean isSigned() {
    return "AWS_IAM".equals(authType);
  }

  /** Whether responses are streamed. */
  public boolean isStreamed() {
    return "RESPONSE_STREAM".equals(invokeMode);
  }

  /** CORS settings; each may be null. */
  public record CorsSettings(
      Boolean allowCredentials,
      List<String> allowHeaders,
      List<String> allowMethods,
      List<String> allowOrigins,
      List<String> exposeHeaders,
      Integer maxAgeSeconds) {}
}
