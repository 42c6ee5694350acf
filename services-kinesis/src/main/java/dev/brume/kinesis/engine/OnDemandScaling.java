package dev.brume.kinesis.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Gives an on-demand stream the shards that it needs. "A data stream in the on-demand mode
 * accommodates up to double its peak write throughput observed in the previous 30 days." AWS does
 * not say over what time a throughput is measured: here it is the mean of a minute, as in its
 * metrics. What was written is counted in memory; the peak of each day is kept.
 *
 * <p>The stream grows at the end of the minute that has a new peak, and shrinks at the end of the
 * day on which a peak is thirty days old.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html">Choose
 *     the right mode to stream in</a>
 */
final class OnDemandScaling implements AutoCloseable {
  private static final long MINUTE_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final int WINDOW_DAYS = 30;

  private final KinesisStream stream;
  private final Timeline timeline;
  private final Table<Long, WritePeak> peaks;
  private final LongAdder bytes = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final Object endOfPeak = new Object();
  private volatile boolean counting;
  private boolean closed;

  OnDemandScaling(KinesisStream stream, Tables tables, Timeline timeline) {
    this.stream = stream;
    this.timeline = timeline;
    peaks = tables.table(KinesisTables.PEAKS, stream.state().identity());
    awaitEndOfPeak();
  }

  /** Counts a record that was written. */
  void count(int sizeBytes) {
    bytes.add(sizeBytes);
    records.increment();
    if (!counting) {
      beginMinute();
    }
  }

  private synchronized void beginMinute() {
    if (!counting && !closed) {
      counting = true;
      long endMillis = (timeline.nowMillis() / MINUTE_MILLIS + 1) * MINUTE_MILLIS;
      timeline.schedule(this, endMillis, () -> endMinute(endMillis));
    }
  }

  private void endMinute(long endMillis) {
    counting = false;
    WritePeak written = new WritePeak(bytes.sumThenReset(), records.sumThenReset());
    long day = (endMillis - 1) / DAY_MILLIS;
    synchronized (this) {
      if (closed) {
        return;
      }
      WritePeak known = peaks.get(day);
      WritePeak peak = known == null ? written : known.or(written);
      if (!peak.equals(known)) {
        peaks.put(day, peak);
      }
    }
    awaitEndOfPeak();
    stream.grow(shards());
  }

  /** How many shards the peak of the previous thirty days asks for. */
  private long shards() {
    WritePeak[] highest = {WritePeak.NONE};
    synchronized (this) {
      peaks.forEach((day, peak) -> highest[0] = highest[0].or(peak));
    }
    return highest[0].shardsForDouble();
  }

  private synchronized void awaitEndOfPeak() {
    long[] oldest = {Long.MAX_VALUE};
    peaks.forEach((day, peak) -> oldest[0] = Math.min(oldest[0], day));
    if (oldest[0] != Long.MAX_VALUE && !closed) {
      long endMillis = (oldest[0] + WINDOW_DAYS + 1) * DAY_MILLIS;
      timeline.schedule(endOfPeak, endMillis, this::forgetOld);
    }
  }

  private void forgetOld() {
    long oldestDay = timeline.nowMillis() / DAY_MILLIS - WINDOW_DAYS;
    synchronized (this) {
      if (closed) {
        return;
      }
      List<Long> old = new ArrayList<>();
      peaks.forEach(
          (day, peak) -> {
            if (day < oldestDay) {
              old.add(day);
            }
          });
      old.forEach(peaks::remove);
    }
    awaitEndOfPeak();
    stream.shrink(shards());
  }

  /** Forgets what was observed: the stream is in another mode, or its excess is released. */
  void reset() {
    synchronized (this) {
      List<Long> all = new ArrayList<>();
      peaks.forEach((day, peak) -> all.add(day));
      all.forEach(peaks::remove);
      bytes.reset();
      records.reset();
    }
    timeline.cancel(endOfPeak);
  }

  @Override
  public synchronized void close() {
    closed = true;
    timeline.cancel(this);
    timeline.cancel(endOfPeak);
  }
}
