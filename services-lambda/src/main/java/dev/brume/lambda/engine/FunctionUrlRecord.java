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
 * @param invokeMode {@code BUFFERED} or {@code RESPONSE_STREAM}
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
  /** Rules for pages of other origins; each may be null. */
  public record CorsSettings(
      Boolean allowCredentials,
      List<String> allowHeaders,
      List<String> allowMethods,
      List<String> allowOrigins,
      List<String> exposeHeaders,
      Integer maxAgeSeconds) {}
}
