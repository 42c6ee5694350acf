package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.concurrent.CompletionStage;

/**
 * Resources of one service as delivery targets: the queues of SQS, the topics of SNS, the functions
 * of Lambda, the buses of EventBridge, and so on. Called in a section of the store.
 */
public interface DeliveryTarget {
  /** Whether the resource exists. */
  boolean exists(Arn target);

  /**
   * Why the resource's policy denies deliveries of {@code sender}; null if it allows them. Services
   * check this before they accept a configuration.
   */
  default DeliveryOutcome refusal(Arn target, Sender sender) {
    return null;
  }

  /**
   * Delivers a message. If the target is in the emulator's own state, the stage is complete on
   * return, so that the delivery and the end of its task are written as one group.
   *
   * @return a stage that does not fail because of the target: such failures are outcomes
   */
  CompletionStage<DeliveryOutcome> deliver(Arn target, DeliveryMessage message, Sender sender);
}
