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
 * Work of a bucket that is to be done at one time: the earliest that was asked for. It is durable:
 * one stored task says when, so that the work is done after a crash too. Safe for use by several
 * threads, under the bucket's lock or not.
 */
public final class BucketAlarm implements TaskHandler<AlarmTask>, AutoCloseable {
  /** A time that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  /** After which the work is done again where it has failed. */
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

  /** What is done; called in a section of the store, with no lock held. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it, or a part of it.
     *
     * @return when to go on: {@link #NEVER} to wait until somebody asks, now for the next part
     */
    CompletionStage<Long> run();
  }

  /**
   * @param spec names the task; one that {@link S3Tables} names
   */
  public BucketAlarm(Bucket bucket, TaskSpec<AlarmTask> spec, Timeline timeline, Work work) {
    this.bucket = bucket;
    this.spec = spec;
    this.timeline = timeline;
    this.work = work;
  }

  /** Takes up what is stored. To be called once, when the bucket is opened. */
  public synchronized void open() {
    tasks = bucket.openTasks(spec, this);
    deadlineMillis = tasks.nextTryMillis(ID);
  }

  /** Has the work done at that time at the latest. To be called in a section of the store. */
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

  /** The queue stores when the task is tried next, unless another time is asked for before that. */
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
