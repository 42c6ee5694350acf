package dev.brume.kinesis.engine;

import dev.brume.core.port.Wakeup;
import dev.brume.core.schema.Blob;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.ByteKeyReader;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.SortedTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A shard with its records. Records have the indexes 1, 2, 3 and so on; expired ones are missing at
 * the beginning. Its lock guards changes; reading takes none.
 */
public final class KinesisShard {
  private static final int WATCHERS_AT_FIRST = 4;

  private final Object lock = new Object();
  private final SortedTable<ShardEntry> records;
  private final ShardThroughput throughput = new ShardThroughput();
  private final Set<Runnable> watchers = new LinkedHashSet<>(WATCHERS_AT_FIRST);
  private volatile ShardState state;
  private volatile long firstIndex = 1;
  private volatile long nextIndex = 1;
  private long lastArrivalMillis;

  KinesisShard(ShardState state, SortedTable<ShardEntry> records) {
    this.state = state;
    this.records = records;
    for (SortedTable.Entry<ShardEntry> first : records.scan(KeyRange.ALL)) {
      firstIndex = indexOf(first.key());
      break;
    }
    for (SortedTable.Entry<ShardEntry> last : records.scanBackwards(KeyRange.ALL)) {
      nextIndex = indexOf(last.key()) + 1;
      lastArrivalMillis = last.value().arrivalMillis();
      break;
    }
  }

  private static long indexOf(ByteKey key) {
    return new ByteKeyReader(key).whole();
  }

  /** The shard's record. */
  public ShardState state() {
    return state;
  }

  /** Its throughput. */
  ShardThroughput throughput() {
    return throughput;
  }

  /** The index of the next record. */
  public long nextIndex() {
    return nextIndex;
  }

  /**
   * Adds a record.
   *
   * @return its number; null if the shard is closed
   */
  RecordSequenceNumber append(boolean encrypted, String key, Blob data, long nowMillis) {
    RecordSequenceNumber number;
    List<Runnable> woken;
    synchronized (lock) {
      if (!state.isOpen()) {
        return null;
      }
      long arrivalMillis = Math.max(nowMillis, lastArrivalMillis);
      lastArrivalMillis = arrivalMillis;
      long index = nextIndex;
      records.put(ByteKey.of(index), ShardEntry.of(arrivalMillis, encrypted, key, data));
      nextIndex = index + 1;
      number = state.sequenceNumber(index, arrivalMillis);
      woken = takeWatchers();
    }
    woken.forEach(Runnable::run);
    return number;
  }

  private List<Runnable> takeWatchers() {
    if (watchers.isEmpty()) {
      return List.of();
    }
    List<Runnable> taken = List.copyOf(watchers);
    watchers.clear();
    return taken;
  }

  /** Stops accepting records; waiting readers are notified by {@link #wakeAll}. */
  void close(ShardState closed) {
    synchronized (lock) {
      state = closed;
    }
  }

  /** Wakes all waiting readers: nothing more will come, or the stream was deleted. */
  void wakeAll() {
    List<Runnable> woken;
    synchronized (lock) {
      woken = takeWatchers();
    }
    woken.forEach(Runnable::run);
  }

  /**
   * Calls {@code wake} once: when there is a record at or after {@code index}, or when the shard is
   * closed; inside this call if that is the case now.
   */
  public Wakeup onRecords(long index, Runnable wake) {
    synchronized (lock) {
      if (nextIndex <= index && state.isOpen()) {
        watchers.add(wake);
        return () -> forget(wake);
      }
    }
    wake.run();
    return () -> {};
  }

  private void forget(Runnable wake) {
    synchronized (lock) {
      watchers.remove(wake);
    }
  }

  // ------------------------------------------------------------------------------ reading

  /**
   * The index of the first record that arrived after {@code millis}; the next index if there is
   * none.
   */
  public long firstAfter(long millis) {
    long low = firstIndex;
    long high = nextIndex;
    if (low < high && isAfter(low, millis)) {
      return low;
    }
    while (low < high) {
      long middle = low + high >>> 1;
      if (isAfter(middle, millis)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isAfter(long index, long millis) {
    ShardEntry entry = records.get(ByteKey.of(index));
    return entry != null && entry.arrivalMillis() > millis;
  }

  /** The record at an index; null if it has expired. */
  ShardEntry find(long index, long horizonMillis) {
    ShardEntry entry = records.get(ByteKey.of(index));
    boolean there = entry != null && !entry.isEmptied() && entry.arrivalMillis() > horizonMillis;
    return there ? entry : null;
  }

  /**
   * Reads records; does not wait.
   *
   * @param from the first index
   * @param maxRecords the most records
   * @param maxBytes the most bytes, unless the first record has more
   * @param horizonMillis records that arrived until then have expired
   */
  public ShardBatch read(
      long from, int maxRecords, long maxBytes, long horizonMillis, long nowMillis) {
    boolean closed = !state.isOpen();
    long end = nextIndex;
    long begin = Math.max(from, firstAfter(horizonMillis));
    List<ShardBatch.Read> read = new ArrayList<>();
    long next = begin;
    long bytes = 0;
    if (begin < end) {
      KeyRange range = KeyRange.ALL.from(ByteKey.of(begin)).before(ByteKey.of(end));
      for (SortedTable.Entry<ShardEntry> each : records.scan(range)) {
        ShardEntry entry = each.value();
        bytes += entry.isEmptied() ? 0 : entry.sizeBytes();
        if (read.size() == maxRecords || bytes > maxBytes && !read.isEmpty()) {
          break;
        }
        next = indexOf(each.key()) + 1;
        if (!entry.isEmptied()) {
          read.add(new ShardBatch.Read(next - 1, entry));
        }
      }
    }
    boolean behind = next < end && !read.isEmpty();
    long millisBehind =
        behind ? Math.max(0, nowMillis - read.getLast().entry().arrivalMillis()) : 0;
    return new ShardBatch(read, next, closed && next >= end, millisBehind);
  }

  // ------------------------------------------------------------------------------ expiry

  /**
   * Removes records that arrived until {@code horizonMillis}, but keeps the index of the last one,
   * which must not be reused.
   *
   * @param max the most records
   * @return when the oldest remaining one arrived; {@code Long.MAX_VALUE} if none is left
   */
  long expire(long horizonMillis, int max) {
    synchronized (lock) {
      for (int removed = 0; removed < max && firstIndex < nextIndex; removed++) {
        ByteKey key = ByteKey.of(firstIndex);
        ShardEntry oldest = records.get(key);
        if (oldest == null || oldest.isEmptied() && firstIndex == nextIndex - 1) {
          return Long.MAX_VALUE;
        }
        if (oldest.arrivalMillis() > horizonMillis) {
          return oldest.arrivalMillis();
        }
        if (firstIndex == nextIndex - 1) {
          records.put(key, oldest.emptied());
          return Long.MAX_VALUE;
        }
        records.remove(key);
        firstIndex++;
      }
      return firstIndex < nextIndex ? horizonMillis : Long.MAX_VALUE;
    }
  }

  /** The number of stored records, including expired ones that are not removed yet. */
  long count() {
    return nextIndex - firstIndex;
  }
}
