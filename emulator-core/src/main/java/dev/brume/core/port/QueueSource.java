package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.List;

/**
 * Queues, for consumers inside the emulator: event source mappings and pipes. Like SQS's own
 * operations, without HTTP. Called in a section of the store, with no lock held.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     Amazon SQS</a>
 */
public interface QueueSource {
  /** Whether the queue exists. */
  boolean exists(Arn queue);

  /**
   * The queue's default visibility timeout in seconds.
   *
   * @throws dev.brume.core.error.AwsError if the queue does not exist
   */
  int visibilityTimeoutSeconds(Arn queue);

  /**
   * Receives the available messages; does not wait.
   *
   * @param maxMessages at least 1; more than ReceiveMessage's 10 are received in several calls
   * @param visibilityTimeoutSeconds 0 to 43,200; null for the queue's default
   * @return at most {@code maxMessages}; from a FIFO queue in the order of each group
   * @throws dev.brume.core.error.AwsError if the queue does not exist
   */
  List<QueueMessage> receive(Arn queue, int maxMessages, Integer visibilityTimeoutSeconds);

  /**
   * Deletes messages.
   *
   * @return the receipt handles that could not be deleted
   * @throws dev.brume.core.error.AwsError if the queue does not exist
   */
  List<String> delete(Arn queue, List<String> receiptHandles);

  /**
   * Hides messages until {@code seconds} from now; 0 makes them visible at once.
   *
   * @return the receipt handles whose messages could not be changed
   * @throws dev.brume.core.error.AwsError if the queue does not exist
   */
  List<String> changeVisibility(Arn queue, List<String> receiptHandles, int seconds);

  /**
   * Calls {@code wake} once: when the queue has a receivable message (inside this call if it has
   * one now), or when it is deleted. No message is received. {@code wake} must do little more than
   * append to the outbox or add a task; another consumer may receive the message first.
   *
   * @throws dev.brume.core.error.AwsError if the queue does not exist
   */
  Wakeup onAvailable(Arn queue, Runnable wake);
}
