package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;

/**
 * A pending delivery to one subscription: the payload of a durable task.
 *
 * @param topicArn the topic
 * @param subscriptionArn the subscription
 * @param protocol how it goes; {@link #DEAD_LETTER} to dead-letter queues
 * @param target where it goes: an ARN, a URL, an address or a phone number
 * @param deadLetterArn where it goes next where it can't be delivered; null for nowhere
 * @param message what is delivered; its body still has to be put into an envelope
 * @param envelope what the envelope says beside
 * @param isRaw whether it goes without the envelope
 * @param http how it goes to an HTTP endpoint, else null
 */
public record TopicDelivery(
    String topicArn,
    String subscriptionArn,
    String protocol,
    String target,
    String deadLetterArn,
    DeliveryMessage message,
    Envelope envelope,
    boolean isRaw,
    HttpDeliveryPolicy http) {
  /** How what could not be delivered goes to a dead-letter queue. */
  static final String DEAD_LETTER = "dead-letter";

  /** "A message can contain up to 10 attributes", says SQS. */
  private static final int MAX_QUEUE_ATTRIBUTES = 10;

  /** The kind of a message. */
  public enum Kind {
    /** A published message. */
    NOTIFICATION("Notification"),
    /** Asks an endpoint to confirm. */
    SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation"),
    /** Notifies an endpoint that its subscription has ended. */
    UNSUBSCRIBE_CONFIRMATION("UnsubscribeConfirmation");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The value in envelopes and headers. */
    public String text() {
      return text;
    }
  }

  /**
   * The members of an envelope other than the message.
   *
   * @param kind the kind of message
   * @param messageId a UUID
   * @param sequenceNumber of FIFO topics, else null
   * @param groupId the message group in FIFO topics, else null; not shown
   * @param timestampMillis when the message was published, since 1970 in milliseconds
   * @param signatureVersion {@code 1} or {@code 2}; null if it is not signed, as for FIFO topics
   * @param origin scheme and host of the links in it
   * @param token of confirmations, else null
   * @param isStructured whether the publisher had a message for each protocol
   * @param isReplayed whether it comes from the topic's archive
   */
  public record Envelope(
      Kind kind,
      String messageId,
      String sequenceNumber,
      String groupId,
      long timestampMillis,
      String signatureVersion,
      String origin,
      String token,
      boolean isStructured,
      boolean isReplayed) {}

  /**
   * The same for the dead-letter queue, which may be of another kind than the queue that it was
   * for. A raw message with more attributes than queues take gets an envelope; AWS does not say
   * what becomes of it.
   */
  TopicDelivery toDeadLetterQueue() {
    boolean isOrdered = envelope.sequenceNumber() != null;
    String group = isOrdered ? envelope.groupId() : message.groupId();
    DeliveryMessage sent;
    if (deadLetterArn.endsWith(TopicRecord.FIFO_SUFFIX)) {
      String known = message.deduplicationId();
      sent = message.inGroup(group, known == null ? envelope.messageId() : known);
    } else {
      sent = message.inGroup(isOrdered ? null : group, null);
    }
    return new TopicDelivery(
        topicArn,
        subscriptionArn,
        DEAD_LETTER,
        deadLetterArn,
        null,
        sent,
        envelope,
        isRaw && message.attributes().size() <= MAX_QUEUE_ATTRIBUTES,
        null);
  }

  /** Whether it goes to an HTTP endpoint. */
  public boolean isHttp() {
    return http != null;
  }

  /** The unit of ordering: the messages of a group, if there are groups. */
  String lane() {
    return envelope.sequenceNumber() == null ? null : subscriptionArn + "/" + envelope.groupId();
  }
}
