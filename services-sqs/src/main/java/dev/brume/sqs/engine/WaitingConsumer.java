package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A consumer that waits for messages (long polling). If the queue has messages, or the consumer
 * does not wait, the result is complete at once; else it completes with the first messages or,
 * empty, at the deadline. No thread is blocked meanwhile.
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
   * The messages, at most as many as requested; empty after {@link #cancel}. Fails with {@link
   * AwsError} if the queue is deleted meanwhile.
   */
  public CompletionStage<List<ReceivedMessage>> result() {
    return result;
  }

  /** Stops waiting: from now on, no message is taken for this consumer. */
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
