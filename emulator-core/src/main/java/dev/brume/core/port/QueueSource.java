package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.List;

/**
 * Queues as consumers inside the emulator see them: event source mappings and pipes. Like SQS's own
 * operations, without HTTP. Called in a section of the store, with no lock held.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     Amazon SQS</a>
 */
public interface QueueSource {
  /** Whether the queue exists. */
  boolean exists(Arn queue);

  /**
   * How long received messages are hidden unless a receive says otherwise, in seconds.
   *
   * @throws dev.brume.core.error.AwsError where there is no such queue
   */
  int visibilityTimeoutSeconds(Arn queue);

  /**
   * Receives what there is now; does not wait.
   *
   * @param maxMessages at least 1; more than the 10 of ReceiveMessage are taken by several receives
   * @param visibilityTimeoutSeconds how long they are hidden, 0 to 43,200; null for as long as the
   *     queue has it
   * @return at most as many as asked for; of a FIFO queue in the order of each group
   * @throws dev.brume.core.error.AwsError where there is no such queue
   */
  List<QueueMessage> receive(Arn queue, int maxMessages, Integer visibilityTimeoutSeconds);

  /**
   * Deletes messages.
   *
   * @return the receipt handles that could not be deleted
   * @throws dev.brume.core.error.AwsError where there is no such queue
   */
  List<String> delete(Arn queue, List<String> receiptHandles);

  /**
   * Hides messages until {@code seconds} from now; 0 makes them visible at once.
   *
   * @return the receipt handles for which that could not be done
   * @throws dev.brume.core.error.AwsError where there is no such queue
   */
  List<String> changeVisibility(Arn queue, List<String> receiptHandles, int seconds);

  /**
   * Calls {@code wake} once: when the queue has a message to be received (inside this call where it
   * has one now), or when it is deleted. No message is taken. Who is woken does little more than to
   * append to the outbox or to add a task, and may find that another consumer was quicker.
   *
   * @throws dev.brume.core.error.AwsError where there is no such queue
   */
  Wakeup onAvailable(Arn queue, Runnable wake);
}
