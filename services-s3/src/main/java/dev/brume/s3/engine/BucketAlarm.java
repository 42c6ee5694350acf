package dev.brume.s3.engine;

import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import dev.brume.core.time.Timeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Work of a bucket that runs at one time: the earliest requested. It is durable: one stored task
 * holds the time, so that the work also runs after a crash. Safe for use by several threads, with
 * or without the bucket's lock.
 */
public final class BucketAlarm implements TaskHandler<AlarmTask>, AutoCloseable {
  /** Never. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The delay before failed work is retried. */
  static final Duration RETRY_DELAY = Duration.ofMinutes(1);

  private static final long ID = 1;

  private final Bucket bucket;
  private final TaskSpec<AlarmTask> spec;
  private final Timeline timeline;
  private final Work work;

  // Guarded by this.
  private TaskQueue<AlarmTask> tasks;
  private long deadlineMillis = NEVER;
  private boolean running;
  private boolean closed;

  /** The work; called in a section of the store, with no lock held. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does the work, or a part of it.
     *
     * @return when to continue: {@link #NEVER} to wait for a request, now for the next part
     */
    CompletionStage<Long> run();
  }

  /**
   * @param spec the task's specification, from {@link S3Tables}
   */
  public BucketAlarm(Bucket bucket, TaskSpec<AlarmTask> spec, Timeline timeline, Work work) {
    this.bucket = bucket;
    this.spec = spec;
    this.timeline = timeline;
    this.work = work;
  }

  /** Loads the stored task. Call once, when the bucket is opened. */
  public synchronized void open() {
    tasks = bucket.openTasks(spec, this);
    deadlineMillis = tasks.nextTryMillis(ID);
  }

  /** Requests that the work runs at that time at the latest. Call in a section of the store. */
  public synchronized void wakeBy(long millis) {
    if (millis >= deadlineMillis || closed) {
      return;
    }
    deadlineMillis = millis;
    if (!running) {
      tasks.put(ID, new AlarmTask(millis), millis);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    tasks.close();
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<AlarmTask> task) {
    synchronized (this) {
      deadlineMillis = NEVER;
      running = true;
    }
    CompletionStage<Long> next;
    try {
      next = work.run();
    } catch (RuntimeException failure) {
      next = CompletableFuture.failedFuture(failure);
    }
    return next.handle(this::ended);
  }

  /**
   * The queue stores the time of the next attempt, unless an earlier time is requested before that.
   */
  private synchronized TaskOutcome ended(Long nextMillis, Throwable failure) {
    running = false;
    long nowMillis = timeline.nowMillis();
    if (failure != null) {
      deadlineMillis = nowMillis + RETRY_DELAY.toMillis();
      throw new CompletionException(failure);
    }
    deadlineMillis = Math.min(deadlineMillis, nextMillis);
    return deadlineMillis == NEVER
        ? TaskOutcome.DONE
        : TaskOutcome.retryAfter(deadlineMillis - nowMillis);
  }
}
