package dev.brume.sns;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.sns.engine.PublishedMessage;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicErrors;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Topics as delivery targets. While access is enforced, the topic's policy decides. */
final class TopicDeliveries implements DeliveryTarget {
  private final TopicFinder topics;
  private final Authorizer authorizer;
  private final LinkOrigin origin;

  TopicDeliveries(TopicFinder topics, Authorizer authorizer, LinkOrigin origin) {
    this.topics = topics;
    this.authorizer = authorizer;
    this.origin = origin;
  }

  @Override
  public boolean exists(Arn target) {
    return topics.findQuietly(target) != null;
  }

  @Override
  public DeliveryOutcome refusal(Arn target, Sender sender) {
    if (!exists(target)) {
      return notFound(target);
    }
    if (authorizer.mode() == Authorizer.Mode.OFF) {
      return null;
    }
    AccessQuery query =
        new AccessQuery("sns:Publish", TopicAccess.target(topics, target.toString()));
    return authorizer.admits(sender.identity(), query)
        ? null
        : DeliveryOutcome.denied(
            "AuthorizationError", sender.service() + " may not publish to " + target);
  }

  private static DeliveryOutcome notFound(Arn target) {
    return DeliveryOutcome.notFound("NotFound", "The topic " + target + " does not exist");
  }

  @Override
  public CompletionStage<DeliveryOutcome> deliver(
      Arn target, DeliveryMessage message, Sender sender) {
    return CompletableFuture.completedFuture(publish(target, message, sender));
  }

  private DeliveryOutcome publish(Arn target, DeliveryMessage message, Sender sender) {
    DeliveryOutcome refusal = refusal(target, sender);
    if (refusal != null) {
      return refusal;
    }
    Topic topic = topics.findQuietly(target);
    if (topic == null) {
      return notFound(target);
    }
    if (topic.settings().isFifo() && message.groupId() == null) {
      return DeliveryOutcome.invalid(
          "InvalidParameter", "The MessageGroupId parameter is required for FIFO topics");
    }
    try {
      topic.publish(
          new PublishedMessage(
              message.body(),
              Map.of(),
              message.subject(),
              message.attributes(),
              message.groupId(),
              message.deduplicationId(),
              origin.withoutRequest(),
              message.traceHeader()),
          sender.service());
      return DeliveryOutcome.DELIVERED;
    } catch (AwsError failed) {
      return TopicErrors.isDataDenied(failed)
          ? DeliveryOutcome.denied(TopicErrors.DATA_DENIED, failed.getMessage())
          : notFound(target);
    }
  }
}
