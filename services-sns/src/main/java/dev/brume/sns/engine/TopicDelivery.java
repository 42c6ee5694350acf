package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;

/**
 * A message on its way to one subscription: the payload of durable work.
 *
 * @param topicArn the topic
 * @param subscriptionArn the subscription
 * @param targetArn where it goes: the subscription's endpoint, or its dead-letter queue
 * @param deadLetterArn where it goes next where it can't be delivered; null for nowhere
 * @param message what is delivered; its body still has to be put into an envelope
 * @param envelope what the envelope says beside; null where there is none
 */
public record TopicDelivery(
    String topicArn,
    String subscriptionArn,
    String targetArn,
    String deadLetterArn,
    DeliveryMessage message,
    Envelope envelope) {

  /**
   * What an envelope says beside the message.
   *
   * @param messageId a UUID
   * @param sequenceNumber of FIFO topics, else null
   * @param timestampMillis when the message was published, since 1970 in milliseconds
   * @param signatureVersion {@code 1} or {@code 2}; null where it is not signed, as of FIFO topics
   * @param origin scheme and host of the links in it
   */
  public record Envelope(
      String messageId,
      String sequenceNumber,
      long timestampMillis,
      String signatureVersion,
      String origin) {}

  TopicDelivery toDeadLetterQueue() {
    return new TopicDelivery(topicArn, subscriptionArn, deadLetterArn, null, message, envelope);
  }

  /** What must arrive in order: the messages of a group, where there are groups. */
  String lane() {
    return message.deduplicationId() == null && (envelope == null || !isOfFifo())
        ? null
        : subscriptionArn + "/" + message.groupId();
  }

  private boolean isOfFifo() {
    return envelope.sequenceNumber() != null;
  }
}
