package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.QueueMessage;
import dev.brume.core.port.QueueSource;
import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Arn;
import dev.brume.sqs.api.Message;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.QueueErrors;
import dev.brume.sqs.engine.ReceiveRequest;
import dev.brume.sqs.engine.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Lets other services of the emulator receive from queues (event source mappings, pipes). */
final class ConsumedQueues implements QueueSource {
  /** The most messages of one ReceiveMessage. */
  private static final int MAX_MESSAGES_A_RECEIVE = 10;

  private static final OutgoingMessage EVERYTHING = OutgoingMessage.complete();

  private final QueueFinder queues;

  ConsumedQueues(QueueFinder queues) {
    this.queues = queues;
  }

  @Override
  public boolean exists(Arn queue) {
    return queues.findQuietly(queue.scope(), queue.resource()) != null;
  }

  private Queue get(Arn queue) {
    Queue found = queues.findQuietly(queue.scope(), queue.resource());
    if (found == null) {
      throw QueueErrors.queueDoesNotExist();
    }
    return found;
  }

  @Override
  public int visibilityTimeoutSeconds(Arn queue) {
    return get(queue).settings().attributes().visibilityTimeoutSeconds();
  }

  @Override
  public List<QueueMessage> receive(Arn queue, int maxMessages, Integer visibilityTimeoutSeconds) {
    Queue source = get(queue);
    List<QueueMessage> received = new ArrayList<>();
    boolean more = true;
    while (more && received.size() < maxMessages) {
      int wanted = Math.min(MAX_MESSAGES_A_RECEIVE, maxMessages - received.size());
      List<ReceivedMessage> some = receiveOnce(source, wanted, visibilityTimeoutSeconds);
      some.forEach(message -> received.add(shown(message)));
      more = !some.isEmpty();
    }
    return received;
  }

  /** A receive that does not wait: its response is complete at once. */
  private static List<ReceivedMessage> receiveOnce(
      Queue source, int maxMessages, Integer visibilityTimeoutSeconds) {
    try {
      return source
          .receive(new ReceiveRequest(maxMessages, visibilityTimeoutSeconds, 0, null))
          .result()
          .toCompletableFuture()
          .join();
    } catch (AwsError overLimitOrGone) {
      return List.of();
    }
  }

  private static QueueMessage shown(ReceivedMessage received) {
    Message message =
        EVERYTHING.show(
            received.message(),
            received.delivery(),
            received.sequenceNumber(),
            received.receiptHandle(),
            Map.of());
    return new QueueMessage(
        message.messageId(),
        message.receiptHandle(),
        message.body(),
        message.md5OfBody(),
        message.attributes(),
        received.message().attributes(),
        message.md5OfMessageAttributes());
  }

  @Override
  public List<String> delete(Arn queue, List<String> receiptHandles) {
    return failed(queue, receiptHandles, Queue::delete);
  }

  @Override
  public List<String> changeVisibility(Arn queue, List<String> receiptHandles, int seconds) {
    return failed(
        queue, receiptHandles, (source, handle) -> source.changeVisibility(handle, seconds));
  }

  private List<String> failed(
      Arn queue, List<String> receiptHandles, BiConsumer<Queue, String> action) {
    Queue source = get(queue);
    List<String> failed = new ArrayList<>(0);
    for (String handle : receiptHandles) {
      try {
        action.accept(source, handle);
      } catch (AwsError refusal) {
        failed.add(handle);
      }
    }
    return failed;
  }

  @Override
  public Wakeup onAvailable(Arn queue, Runnable wake) {
    return get(queue).onAvailable(wake);
  }
}
