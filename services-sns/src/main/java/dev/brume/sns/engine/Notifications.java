package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;
import dev.brume.sns.engine.TopicDelivery.Envelope;
import dev.brume.sns.engine.TopicDelivery.Kind;
import java.util.Map;

/** Makes what topics send to their subscriptions. */
final class Notifications {
  private final String topicArn;
  private final SnsEnvironment environment;

  Notifications(String topicArn, SnsEnvironment environment) {
    this.topicArn = topicArn;
    this.environment = environment;
  }

  /**
   * A message for a subscription.
   *
   * @param deduplicationId in FIFO topics, else null
   * @param isReplayed whether it comes from the topic's archive
   */
  TopicDelivery message(
      TopicRecord topic,
      Subscription subscription,
      PublishedMessage message,
      PublishResult result,
      String deduplicationId,
      boolean isReplayed) {
    SubscriptionRecord settings = subscription.settings();
    DeliveryMessage sent =
        DeliveryMessage.of(message.bodyFor(settings.bodyName()))
            .withSubject(message.subject())
            .withAttributes(message.attributes())
            .withTraceHeader(message.traceHeader());
    if (settings.endpoint().endsWith(TopicRecord.FIFO_SUFFIX)) {
      sent = sent.inGroup(message.groupId(), deduplicationId);
    } else if (!topic.isFifo()) {
      sent = sent.inGroup(message.groupId(), null);
    }
    Envelope envelope =
        new Envelope(
            Kind.NOTIFICATION,
            result.messageId(),
            result.sequenceNumber(),
            result.publishedMillis(),
            topic.isFifo() ? null : version(topic),
            message.origin(),
            null,
            !message.bodies().isEmpty(),
            isReplayed);
    return delivery(topic, subscription, sent, envelope);
  }

  private TopicDelivery delivery(
      TopicRecord topic, Subscription subscription, DeliveryMessage sent, Envelope envelope) {
    SubscriptionRecord settings = subscription.settings();
    HttpDeliveryPolicy http =
        settings.isHttp()
            ? HttpDeliveryPolicy.effective(
                topic.attributes().get(Subscription.DELIVERY_POLICY),
                settings.attributes().get(Subscription.DELIVERY_POLICY))
            : null;
    return new TopicDelivery(
        topicArn,
        subscription.arn(),
        settings.protocol(),
        settings.endpoint(),
        subscription.deadLetterArn(),
        sent,
        envelope,
        subscription.isRaw(),
        http,
        0);
  }

  private static String version(TopicRecord topic) {
    return topic.attributes().getOrDefault(Topic.SIGNATURE_VERSION, "1");
  }

  /** What asks an endpoint to agree. */
  TopicDelivery confirmation(TopicRecord topic, Subscription subscription, String origin) {
    return confirmation(
        topic,
        subscription,
        Kind.SUBSCRIPTION_CONFIRMATION,
        "You have chosen to subscribe to the topic "
            + topicArn
            + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.",
        subscription.settings().confirmation().token(),
        origin);
  }

  /** What tells an endpoint that its subscription has ended, and how to restore it. */
  TopicDelivery end(TopicRecord topic, Subscription subscription, String token, String origin) {
    return confirmation(
        topic,
        subscription,
        Kind.UNSUBSCRIBE_CONFIRMATION,
        "You have chosen to deactivate subscription "
            + subscription.arn()
            + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL"
            + " included in this message.",
        token,
        origin);
  }

  private TopicDelivery confirmation(
      TopicRecord topic,
      Subscription subscription,
      Kind kind,
      String text,
      String token,
      String origin) {
    Envelope envelope =
        new Envelope(
            kind,
            environment.ids().uuid(),
            null,
            environment.timeline().nowMillis(),
            version(topic),
            origin,
            token,
            false,
            false);
    SubscriptionRecord settings = subscription.settings();
    DeliveryMessage sent = DeliveryMessage.of(text).withAttributes(Map.of());
    return new TopicDelivery(
        topicArn,
        subscription.arn(),
        settings.protocol(),
        settings.endpoint(),
        null,
        sent,
        envelope,
        false,
        settings.isHttp() ? HttpDeliveryPolicy.DEFAULT : null,
        0);
  }
}
