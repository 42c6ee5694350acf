package dev.brume.core.port;

/**
 * The result of a function call.
 *
 * @param outcome delivered if it returned, failed if it threw, or why it was not called
 * @param payload the result or error, in JSON; null if it was not called
 */
public record FunctionAnswer(DeliveryOutcome outcome, String payload) {
  /** The function was not called. */
  public static FunctionAnswer notCalled(DeliveryOutcome outcome) {
    return new FunctionAnswer(outcome, null);
  }

  public boolean isSuccess() {
    return outcome.isDelivered();
  }
}
