package dev.brume.sqs.engine;

/**
 * The engine's no: what is wrong, in AWS's words. It knows nothing of the wire; the operations turn
 * it into AWS's error of the same name. A refused call has changed nothing.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a call was refused; the names are those of AWS's errors. */
  public enum Reason {
    INVALID_PARAMETER_VALUE,
    MESSAGE_NOT_INFLIGHT,
    MISSING_PARAMETER,
    OVER_LIMIT,
    PURGE_QUEUE_IN_PROGRESS,
    QUEUE_DELETED_RECENTLY,
    QUEUE_DOES_NOT_EXIST,
    RECEIPT_HANDLE_IS_INVALID,
    RESOURCE_NOT_FOUND,
    UNSUPPORTED_OPERATION
  }

  private final Reason reason;

  public Refusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Why the call was refused. */
  public Reason reason() {
    return reason;
  }

  /** There is no such queue. */
  public static Refusal queueDoesNotExist() {
    return new Refusal(Reason.QUEUE_DOES_NOT_EXIST, "The specified queue does not exist.");
  }

  /** AWS's sentence for a parameter with a bad value. */
  static Refusal invalidParameter(String parameter, Object value, String why) {
    return new Refusal(
        Reason.INVALID_PARAMETER_VALUE,
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + why);
  }

  static Refusal missingParameter(String parameter) {
    return new Refusal(
        Reason.MISSING_PARAMETER, "The request must contain the parameter " + parameter + ".");
  }
}
