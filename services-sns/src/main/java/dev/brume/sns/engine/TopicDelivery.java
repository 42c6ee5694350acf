package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;

/**
 * A message on its way to one subscription: the payload of durable work.
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
 * @param failures how often it could not be delivered to an HTTP endpoint
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
    HttpDeliveryPolicy http,
    int failures) {
  /** How what could not be delivered goes to a dead-letter queue. */
  static final String DEAD_LETTER = "dead-letter";

  /** How many first tries of one subscription to an HTTP endpoint may be under way. */
  private static final int HTTP_LANES = 8;

  /** How many retries of the same number may be. */
  private static final int HTTP_RETRY_LANES = 2;

  /** What kind of message it is. */
  public enum Kind {
    /** Something that was published. */
    NOTIFICATION("Notification"),
    /** Asks an endpoint to agree. */
    SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation"),
    /** Tells an endpoint that it gets nothing any more. */
    UNSUBSCRIBE_CONFIRMATION("UnsubscribeConfirmation");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As envelopes and headers have it. */
    public String text() {
      return text;
    }
  }

  /**
   * What an envelope says beside the message.
   *
   * @param kind what kind of message it is
   * @param messageId a UUID
   * @param sequenceNumber of FIFO topics, else null
   * @param groupId the message group in FIFO topics, else null; not shown
   * @param timestampMillis when the message was published, since 1970 in milliseconds
   * @param signatureVersion {@code 1} or {@code 2}; null where it is not signed, as of FIFO topics
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

  TopicDelivery toDeadLetterQueue() {
    return new TopicDelivery(
        topicArn,
        subscriptionArn,
        DEAD_LETTER,
        deadLetterArn,
        null,
        message,
        envelope,
        isRaw,
        null,
        0);
  }

  TopicDelivery afterFailure() {
    return new TopicDelivery(
        topicArn,
        subscriptionArn,
        protocol,
        target,
        deadLetterArn,
        message,
        envelope,
        isRaw,
        http,
        failures + 1);
  }

  /** Whether it goes to an HTTP endpoint. */
  public boolean isHttp() {
    return http != null;
  }

  /** What must arrive in order: the messages of a group, where there are groups. */
  String lane() {
    return envelope.sequenceNumber() == null ? null : subscriptionArn + "/" + envelope.groupId();
  }

  /** Keeps a slow HTTP endpoint from taking the place of all others. */
  String httpLane() {
    int lanes = failures == 0 ? HTTP_LANES : HTTP_RETRY_LANES;
    int lane = Math.floorMod(envelope.messageId().hashCode(), lanes);
    return subscriptionArn + "/" + failures + "/" + lane;
  }
}
