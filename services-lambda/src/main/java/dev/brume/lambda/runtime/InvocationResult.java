package dev.brume.lambda.runtime;

import dev.brume.core.kit.JsonObjectText;
import dev.brume.lambda.LambdaQuotas;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The result of a call.
 *
 * @param payload the function's response or error, in JSON
 * @param failure whether the function failed
 * @param contentType of the response
 * @param log the end of the log
 * @param streamed whether the response went to the call's sink instead
 */
public record InvocationResult(
    byte[] payload, boolean failure, String contentType, byte[] log, boolean streamed) {
  private static final String JSON = "application/json";
  private static final byte[] NOTHING = new byte[0];

  /** The function answered. */
  public static InvocationResult answer(byte[] payload, String contentType) {
    return new InvocationResult(payload, false, typeOf(contentType), NOTHING, false);
  }

  /** A complete response sent to the call's sink. */
  static InvocationResult ended() {
    return new InvocationResult(NOTHING, false, JSON, NOTHING, true);
  }

  /** The type of a response, or the default if it has none. */
  static String typeOf(String contentType) {
    return contentType == null ? "application/octet-stream" : contentType;
  }

  /** The function failed, and told so itself. */
  public static InvocationResult error(byte[] payload) {
    return new InvocationResult(payload, true, JSON, NOTHING, false);
  }

  /** The function failed in a way that its environment noticed. */
  public static InvocationResult error(String type, String message) {
    String text =
        JsonObjectText.of(json -> json.member("errorType", type).member("errorMessage", message));
    return error(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The function has answered more than it may. */
  static InvocationResult tooLarge() {
    return error(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size ("
            + LambdaQuotas.PAYLOAD_BYTES
            + " bytes).");
  }

  /** "Task timed out after 3.00 seconds" (recorded on AWS in November 2025). */
  static InvocationResult timeout(String requestId, double seconds) {
    return error(
        "Sandbox.Timedout",
        String.format(
            Locale.ROOT,
            "RequestId: %s Error: Task timed out after %.2f seconds",
            requestId,
            seconds));
  }

  /** The exit of the process; with {@code status} if it is above 0, and by a signal above 128. */
  static InvocationResult exit(String requestId, int status) {
    String reason;
    if (status == 0) {
      reason = "Runtime exited without providing a reason";
    } else if (status > 128) {
      reason = "Runtime exited with error: signal: " + signal(status - 128);
    } else {
      reason = "Runtime exited with error: exit status " + status;
    }
    return error("Runtime.ExitError", "RequestId: " + requestId + " Error: " + reason);
  }

  private static String signal(int number) {
    return switch (number) {
      case 6 -> "aborted";
      case 9 -> "killed";
      case 11 -> "segmentation fault";
      case 15 -> "terminated";
      default -> Integer.toString(number);
    };
  }

  /** The same with the end of the log. */
  InvocationResult withLog(byte[] tail) {
    return new InvocationResult(payload, failure, contentType, tail, streamed);
  }
}
