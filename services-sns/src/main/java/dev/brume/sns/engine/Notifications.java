package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;
import dev.brume.sns.engine.TopicDelivery.Envelope;
import dev.brume.sns.engine.TopicDelivery.Kind;
import java.util.Map;

/** Creates the deliveries from topics to their subscriptions. */
final class Notifications {
  private final String topicArn;
  private final SnsEnvironment environment;

  Notifications(String topicArn, SnsEnvironment environment) {
    this.topicArn = topicArn;
    this.environment = environment;
  }

  /** A message for a subscription. */
  TopicDelivery message(TopicRecord topic, Subscription subscription, Publication publication) {
    return delivery(
        topic, subscription, publication.sentTo(subscription.settings()), publication.envelope());
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
        http);
  }

  /** The signature version of a topic's messages. */
  static String version(TopicRecord topic) {
    return topic.attributes().getOrDefault(Topic.SIGNATURE_VERSION, "1");
  }

  /** The request for confirmation to an endpoint. */
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

  /** The notice to an endpoint that its subscription has ended, with a link to restore it. */
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
        settings.isHttp() ? HttpDeliveryPolicy.DEFAULT : null);
  }
}
