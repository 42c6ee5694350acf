package dev.brume.sqs;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.message.MessageText;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.sqs.engine.NewMessage;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.SentMessage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Delivers messages of other services to queues. With enforcement on, the queue's policy decides.
 */
final class QueueDeliveries implements DeliveryTarget {
  private static final String SEND_MESSAGE = "sqs:SendMessage";
  private static final String NO_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";

  private final QueueFinder queues;
  private final Authorizer authorizer;

  QueueDeliveries(QueueFinder queues, Authorizer authorizer) {
    this.queues = queues;
    this.authorizer = authorizer;
  }

  @Override
  public boolean exists(Arn target) {
    return find(target) != null;
  }

  private Queue find(Arn target) {
    return queues.findQuietly(target.scope(), target.resource());
  }

  @Override
  public DeliveryOutcome refusal(Arn target, Sender sender) {
    Queue queue = find(target);
    return queue == null ? notFound(target) : refusal(queue, sender);
  }

  private DeliveryOutcome refusal(Queue queue, Sender sender) {
    if (authorizer.mode() == Authorizer.Mode.OFF) {
      return null;
    }
    AccessTarget asked =
        AccessTarget.of(queue.arn(), queue.scope().account())
            .with(QueueAccess.policyOf(queue))
            .withTags(queue.settings().tags());
    return authorizer.admits(sender.identity(), new AccessQuery(SEND_MESSAGE, asked))
        ? null
        : DeliveryOutcome.denied(
            "AccessDenied", sender.service() + " may not send messages to " + queue.arn());
  }

  private static DeliveryOutcome notFound(Arn target) {
    return DeliveryOutcome.notFound(NO_QUEUE, "The queue " + target + " does not exist");
  }

  @Override
  public CompletionStage<DeliveryOutcome> deliver(
      Arn target, DeliveryMessage message, Sender sender) {
    return CompletableFuture.completedFuture(send(target, message, sender));
  }

  private DeliveryOutcome send(Arn target, DeliveryMessage message, Sender sender) {
    Queue queue = find(target);
    if (queue == null) {
      return notFound(target);
    }
    DeliveryOutcome refusal = refusal(queue, sender);
    if (refusal != null) {
      return refusal;
    }
    Map<String, MessageAttribute> attributes = message.attributes();
    long sizeBytes = MessageText.sizeBytes(message.body()) + MessageAttribute.sizeBytes(attributes);
    try {
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
    } catch (AwsError why) {
      return why.code().equals("QueueDoesNotExist")
          ? notFound(target)
          : DeliveryOutcome.invalid(why.queryCode(), why.getMessage());
    }
  }

  private static MessageAttribute traceHeader(DeliveryMessage message) {
    String header = message.traceHeader();
    return header == null ? null : new MessageAttribute("String", header, null);
  }
}
