package dev.brume.core.port;

/**
 * What a function answered.
 *
 * @param outcome delivered where it returned, failed where it threw, or why it was not called
 * @param payload what it returned or threw, in JSON; null where it was not called
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
