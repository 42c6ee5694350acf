package dev.brume.lambda.runtime;

/**
 * X-Ray trace headers; nothing records the traces.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">
 *     Tracing header</a>
 */
public final class TraceHeader {
  private static final int DIGITS = 32;

  private TraceHeader() {}

  /** The given header of a call, or one derived from the call's id. */
  static String of(Invocation invocation) {
    return invocation.traceId() == null ? of(invocation.requestId()) : invocation.traceId();
  }

  /**
   * A header derived from a request's id.
   *
   * @param requestId a UUID
   */
  public static String of(String requestId) {
    String hex = requestId.replace("-", "");
    return hex.length() < DIGITS
        ? "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0"
        : "Root=1-"
            + hex.substring(0, 8)
            + "-"
            + hex.substring(8, DIGITS)
            + ";Parent="
            + hex.substring(16, DIGITS)
            + ";Sampled=0";
  }
}
