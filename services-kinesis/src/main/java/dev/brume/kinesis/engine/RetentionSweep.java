package dev.brume.kinesis.engine;

import dev.brume.core.time.Timeline;

/**
 * Removes a stream's records some time after they have expired. They are invisible by then: this
 * only frees their memory. There is a timer while there are records.
 */
final class RetentionSweep implements AutoCloseable {
  /** The most records removed at a time. */
  private static final int STEP_RECORDS = 2_000;

  /** The shortest interval. */
  private static final long MIN_PAUSE_MILLIS = 60_000;

  private final KinesisStream stream;
  private final Timeline timeline;
  private volatile boolean expecting;
  private boolean closed;

  RetentionSweep(KinesisStream stream, Timeline timeline) {
    this.stream = stream;
    this.timeline = timeline;
  }

  /** Called after a record was added, which will expire. */
  void expect() {
    if (!expecting) {
      schedule(timeline.nowMillis() + stream.state().retention().millis());
    }
  }

  /** Schedules a sweep soon. */
  void begin() {
    schedule(timeline.nowMillis() + MIN_PAUSE_MILLIS);
  }

  private synchronized void schedule(long atMillis) {
    if (!closed) {
      expecting = true;
      timeline.schedule(this, atMillis, this::ring);
    }
  }

  private void ring() {
    expecting = false;
    long oldestMillis = stream.expire(STEP_RECORDS);
    if (oldestMillis != Long.MAX_VALUE) {
      long nowMillis = timeline.nowMillis();
      boolean more = oldestMillis <= stream.horizonMillis();
      long dueMillis = oldestMillis + stream.state().retention().millis();
      schedule(more ? nowMillis + 1 : Math.max(dueMillis, nowMillis + MIN_PAUSE_MILLIS));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    timeline.cancel(this);
  }
}
