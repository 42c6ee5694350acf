package dev.brume.lambda.engine;

import java.util.List;

/**
 * The URL of a function or of one of its aliases.
 *
 * @param function the function's name
 * @param alias null where the URL is that of the function itself
 * @param id the first label of the URL's host
 * @param authType {@code NONE} or {@code AWS_IAM}
 * @param cors null where there are no rules
 * @param invokeMode {@code BUFFERED} or {@code RESPONSE_STREAM}; null where none was ever named,
 *     which means the first, and is not shown by updates (recorded on AWS in November 2025)
 * @param createdMillis when it was made
 * @param modifiedMillis when it was changed last
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
  /** Whether requests have to be signed. */
  public boolean isSigned() {
    return "AWS_IAM".equals(authType);
  }

  /** Whether responses are passed on while they come. */
  public boolean isStreamed() {
    return "RESPONSE_STREAM".equals(invokeMode);
  }

  /** Rules for pages of other origins; each may be null. */
  public record CorsSettings(
      Boolean allowCredentials,
      List<String> allowHeaders,
      List<String> allowMethods,
      List<String> allowOrigins,
      List<String> exposeHeaders,
      Integer maxAgeSeconds) {}
}
