package dev.brume.sqs;

import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.message.MessageText;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.ResourceDeliveries;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.sqs.engine.NewMessage;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.SentMessage;
import java.util.Map;

/** Delivers messages of other services to queues. */
final class QueueDeliveries extends ResourceDeliveries<Queue> {
  private final QueueFinder queues;
  private final QueueKeys keys;
  private final Authorizer authorizer;

  QueueDeliveries(QueueFinder queues, QueueKeys keys, Authorizer authorizer) {
    super(
        authorizer,
        new Wording(
            "queue",
            "AWS.SimpleQueueService.NonExistentQueue",
            "sqs:SendMessage",
            "AccessDenied",
            "send messages to"));
    this.queues = queues;
    this.keys = keys;
    this.authorizer = authorizer;
  }

  @Override
  protected DeliveryOutcome keyRefusal(Queue queue, Sender sender) {
    return keys.refusal(authorizer, queue, sender);
  }

  @Override
  protected Queue find(Arn target) {
    return queues.findQuietly(target.scope(), target.resource());
  }

  @Override
  protected AccessTarget access(Queue queue, Arn target) {
    return AccessTarget.of(queue.arn(), queue.scope().account())
        .with(QueueAccess.policyOf(queue))
        .withTags(queue.settings().tags());
  }

  @Override
  protected DeliveryOutcome put(Queue queue, Arn target, DeliveryMessage message, Sender sender) {
    Map<String, MessageAttribute> attributes = message.attributes();
    long sizeBytes = MessageText.sizeBytes(message.body()) + MessageAttribute.sizeBytes(attributes);
    MessageAttributes.checkCount(attributes.size());
    SentMessage sent =
        queue.send(
            new NewMessage(
                message.body(),
                attributes,
                traceHeader(message),
                target.account(),
                message.groupId(),
                message.deduplicationId(),
                null,
                (int) sizeBytes));
    return DeliveryOutcome.delivered(sent.messageId());
  }

  @Override
  protected DeliveryOutcome outcome(AwsError refusal, Arn target) {
    return refusal.code().equals("QueueDoesNotExist")
        ? notFound(target)
        : super.outcome(refusal, target);
  }

  private static MessageAttribute traceHeader(DeliveryMessage message) {
    String header = message.traceHeader();
    return header == null ? null : new MessageAttribute("String", header, null);
  }
}
