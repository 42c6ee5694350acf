package dev.brume.core.port;

import dev.brume.core.task.TaskOutcome;

/** The sending service's handling of delivery outcomes. */
@FunctionalInterface
public interface DeliveryRules {
  /** Temporary failures are retried by the retry policy; every other outcome ends the delivery. */
  DeliveryRules USUAL =
      (task, outcome) ->
          switch (outcome.status()) {
            case DELIVERED -> TaskOutcome.DONE;
            case THROTTLED, FAILED -> TaskOutcome.RETRY;
            case NOT_FOUND, ACCESS_DENIED, INVALID -> TaskOutcome.abandon(outcome.message());
          };

  /** The next step. */
  TaskOutcome after(DeliveryTask task, DeliveryOutcome outcome);

  /**
   * Called when a delivery is given up, for example to send it to a dead-letter queue by a further
   * delivery.
   *
   * @param reason the reason, for people and logs
   */
  default void abandoned(DeliveryTask task, String reason) {}
}
