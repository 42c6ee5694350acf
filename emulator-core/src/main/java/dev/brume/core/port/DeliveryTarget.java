package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.concurrent.CompletionStage;

/**
 * The resources of one service that others deliver to: the queues of SQS, the topics of SNS, the
 * functions of Lambda, the buses of EventBridge, and so on. Called in a section of the store.
 */
public interface DeliveryTarget {
  /** Whether the resource exists. */
  boolean exists(Arn target);

  /**
   * Why {@code sender} may not deliver to the resource, by its policy; null where it may. What a
   * service asks before it takes a configuration.
   */
  default DeliveryOutcome refusal(Arn target, Sender sender) {
    return null;
  }

  /**
   * Delivers a message. Where the target is in the emulator's own state, the stage is complete on
   * return, so that the delivery and the end of the task that causes it are written as one.
   *
   * @return a stage that does not fail for reasons of the target: these are outcomes
   */
  CompletionStage<DeliveryOutcome> deliver(Arn target, DeliveryMessage message, Sender sender);
}
