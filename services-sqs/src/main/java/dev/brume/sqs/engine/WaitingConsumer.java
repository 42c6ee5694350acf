package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A consumer that waits for messages (long polling). Where the queue had some, or none and the
 * consumer would not wait, the answer is there at once; else it comes with the first messages or,
 * empty, at the deadline. No thread is held meanwhile.
 */
public final class WaitingConsumer {
  private final Queue queue;
  private final CompletableFuture<List<ReceivedMessage>> result = new CompletableFuture<>();
  final ReceiveRequest request;
  final long deadlineMillis;

  WaitingConsumer(Queue queue, ReceiveRequest request, long deadlineMillis) {
    this.queue = queue;
    this.request = request;
    this.deadlineMillis = deadlineMillis;
  }

  /**
   * The messages, at most as many as asked for; none after {@link #cancel}. Fails with {@link
   * AwsError} where the queue is deleted meanwhile.
   */
  public CompletionStage<List<ReceivedMessage>> result() {
    return result;
  }

  /** Gives up waiting: from here on, no message is taken for this consumer. */
  public void cancel() {
    if (!result.isDone()) {
      queue.forget(this);
    }
  }

  void complete(List<ReceivedMessage> messages) {
    result.complete(messages);
  }

  void refuse(AwsError refusal) {
    result.completeExceptionally(refusal);
  }
}
