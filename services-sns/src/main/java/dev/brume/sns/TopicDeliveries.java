package dev.brume.sns;

import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.ResourceDeliveries;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.sns.engine.PublishedMessage;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicErrors;
import java.util.Map;

/** Topics as delivery targets. While access is enforced, the topic's policy decides. */
final class TopicDeliveries extends ResourceDeliveries<Topic> {
  private final TopicFinder topics;
  private final TopicKeys keys;
  private final Authorizer authorizer;
  private final LinkOrigin origin;

  TopicDeliveries(TopicFinder topics, TopicKeys keys, Authorizer authorizer, LinkOrigin origin) {
    super(
        authorizer,
        new Wording("topic", "NotFound", "sns:Publish", TopicErrors.DATA_DENIED, "publish to"));
    this.topics = topics;
    this.keys = keys;
    this.authorizer = authorizer;
    this.origin = origin;
  }

  @Override
  protected DeliveryOutcome keyRefusal(Topic topic, Sender sender) {
    return keys.refusal(authorizer, topic, Arn.parse(topic.arn()).orElseThrow(), sender);
  }

  @Override
  protected Topic find(Arn target) {
    return topics.findQuietly(target);
  }

  @Override
  protected AccessTarget access(Topic topic, Arn target) {
    return TopicAccess.target(topics, target.toString());
  }

  @Override
  protected DeliveryOutcome put(Topic topic, Arn target, DeliveryMessage message, Sender sender) {
    if (topic.settings().isFifo() && message.groupId() == null) {
      return DeliveryOutcome.invalid(
          "InvalidParameter", "The MessageGroupId parameter is required for FIFO topics");
    }
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
  }

  @Override
  protected DeliveryOutcome outcome(AwsError refusal, Arn target) {
    return TopicErrors.isDataDenied(refusal)
        ? DeliveryOutcome.denied(TopicErrors.DATA_DENIED, refusal.getMessage())
        : notFound(target);
  }
}
