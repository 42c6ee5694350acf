package dev.brume.kinesis.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A pending receive of a queue. */
public final class QueueWaiter {
  final boolean dead;
  final int limit;
  final int visibilitySeconds;
  private final StreamQueue queue;
  private final CompletableFuture<List<QueuedRecord>> result = new CompletableFuture<>();

  QueueWaiter(StreamQueue queue, boolean dead, int limit, int visibilitySeconds) {
    this.queue = queue;
    this.dead = dead;
    this.limit = limit;
    this.visibilitySeconds = visibilitySeconds;
  }

  /** The records, at most as many as requested; empty after {@link #cancel}. */
  public CompletionStage<List<QueuedRecord>> result() {
    return result;
  }

  public boolean isDone() {
    return result.isDone();
  }

  /** Stops waiting: from now on, no record is taken for this receive. */
  public void cancel() {
    queue.forget(this);
  }

  void complete(List<QueuedRecord> records) {
    result.complete(records);
  }
}
