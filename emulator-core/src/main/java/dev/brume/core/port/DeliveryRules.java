package dev.brume.core.port;

import dev.brume.core.task.TaskOutcome;

/** What follows from the outcomes of deliveries, as the sending service has it. */
@FunctionalInterface
public interface DeliveryRules {
  /** What is temporary is tried again by the retry policy; everything else ends the delivery. */
  DeliveryRules USUAL =
      (task, outcome) ->
          switch (outcome.status()) {
            case DELIVERED -> TaskOutcome.DONE;
            case THROTTLED, FAILED -> TaskOutcome.RETRY;
            case NOT_FOUND, ACCESS_DENIED, INVALID -> TaskOutcome.abandon(outcome.message());
          };

  /** What to do next. */
  TaskOutcome after(DeliveryTask task, DeliveryOutcome outcome);

  /**
   * The delivery is given up: the place to put it into a dead-letter queue, by a further delivery.
   *
   * @param reason why, for people and logs
   */
  default void abandoned(DeliveryTask task, String reason) {}
}
