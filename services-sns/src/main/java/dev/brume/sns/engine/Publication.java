package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.sns.engine.TopicDelivery.Envelope;
import dev.brume.sns.engine.TopicDelivery.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message being published to the subscriptions of a topic, whose lock guards it: documents for
 * filter policies and deliveries are created once for all of them.
 */
final class Publication {
  private final PublishedMessage message;
  private final PublishResult result;
  private final String deduplicationId;
  private final boolean isFromFifoTopic;
  private final Envelope envelope;
  private final Map<String, Optional<JsonNode>> bodies = new HashMap<>();
  private JsonNode attributes;
  private DeliveryMessage lastSent;
  private boolean wasLastToFifo;

  /**
   * @param deduplicationId in FIFO topics, else null
   * @param isReplayed whether it comes from the topic's archive
   */
  Publication(
      TopicRecord topic,
      PublishedMessage message,
      PublishResult result,
      String deduplicationId,
      boolean isReplayed) {
    this.message = message;
    this.result = result;
    this.deduplicationId = deduplicationId;
    isFromFifoTopic = topic.isFifo();
    envelope =
        new Envelope(
            Kind.NOTIFICATION,
            result.messageId(),
            result.sequenceNumber(),
            isFromFifoTopic ? message.groupId() : null,
            result.publishedMillis(),
            isFromFifoTopic ? null : Notifications.version(topic),
            message.origin(),
            null,
            !message.bodies().isEmpty(),
            isReplayed);
  }

  PublishedMessage message() {
    return message;
  }

  PublishResult result() {
    return result;
  }

  String deduplicationId() {
    return deduplicationId;
  }

  /** The envelope's members other than the message. */
  Envelope envelope() {
    return envelope;
  }

  /** Its attributes as a document for filter policies. */
  JsonNode attributes() {
    if (attributes == null) {
      attributes = FilteredAttributes.of(message.attributes());
    }
    return attributes;
  }

  /** The body for a protocol as a document for filter policies; null if it is not a JSON object. */
  JsonNode body(String protocol) {
    String text = message.bodyFor(protocol);
    return bodies
        .computeIfAbsent(text, same -> JsonDocument.COMMON.object(same).map(JsonNode.class::cast))
        .orElse(null);
  }

  /** The message for an endpoint, before it is wrapped in an envelope. */
  DeliveryMessage sentTo(SubscriptionRecord subscription) {
    String body = message.bodyFor(subscription.bodyName());
    boolean isToFifo = subscription.endpoint().endsWith(TopicRecord.FIFO_SUFFIX);
    if (lastSent == null || wasLastToFifo != isToFifo || !lastSent.body().equals(body)) {
      boolean isGrouped = isToFifo || !isFromFifoTopic;
      lastSent =
          new DeliveryMessage(
              body,
              message.subject(),
              message.attributes(),
              isGrouped ? message.groupId() : null,
              isToFifo ? deduplicationId : null,
              null,
              message.traceHeader());
      wasLastToFifo = isToFifo;
    }
    return lastSent;
  }
}
