package dev.brume.lambda.engine;

import java.util.List;

/**
 * Why an execution or an operation has failed; each part may be null.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ErrorObject.html">ErrorObject</a>
 */
public record DurableError(String message, String type, String data, List<String> stackTrace) {
  /** Nothing is said. */
  public static final DurableError NONE = new DurableError(null, null, null, null);

  /** An error of a type. */
  public static DurableError of(String type, String message) {
    return new DurableError(message, type, null, null);
  }
}
