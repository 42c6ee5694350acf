package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.ByteKeyReader;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.SortedTable;
import dev.brume.core.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The undo log of a table with point-in-time recovery, from which the table can be reconstructed at
 * any second of the recovery period. Guarded by the table's lock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html">Point-in-time
 *     recovery: how it works</a>
 */
final class RecoveryLog {
  private static final long DAY_MILLIS = 86_400_000;

  /** The most expired records removed with each new one. */
  private static final int FORGOTTEN_AT_ONCE = 4;

  private final SortedTable<UndoneWrite> writes;
  private final Timeline timeline;
  private long lastSequence;

  RecoveryLog(SortedTable<UndoneWrite> writes, Timeline timeline) {
    this.writes = writes;
    this.timeline = timeline;
    for (SortedTable.Entry<UndoneWrite> newest : writes.scanBackwards(KeyRange.ALL)) {
      lastSequence = new ByteKeyReader(newest.key()).whole();
      break;
    }
  }

  /** Records a write; the former item may be null. */
  void add(Blob key, StoredItem before, RecoverySettings settings) {
    long now = timeline.nowMillis();
    lastSequence = Math.max(lastSequence + 1, StreamShards.firstSequence(now));
    writes.put(
        ByteKey.of(lastSequence), new UndoneWrite(key, before == null ? null : before.content()));
    long horizon = StreamShards.firstSequence(now - settings.periodDays() * DAY_MILLIS);
    List<ByteKey> old = new ArrayList<>(0);
    for (SortedTable.Entry<UndoneWrite> each :
        writes.scan(KeyRange.ALL.before(ByteKey.of(horizon)))) {
      old.add(each.key());
      if (old.size() == FORGOTTEN_AT_ONCE) {
        break;
      }
    }
    old.forEach(writes::remove);
  }

  /**
   * What was written after {@code millis}, the latest first, as it is known now; the lock is not
   * needed to read it.
   */
  Iterable<SortedTable.Entry<UndoneWrite>> after(long millis) {
    return writes.scanBackwards(
        KeyRange.ALL.from(ByteKey.of(StreamShards.firstSequence(millis + 1))));
  }

  /**
   * The items written from {@code fromMillis} until before {@code toMillis}, with their last write.
   */
  Map<Blob, Long> written(long fromMillis, long toMillis) {
    Map<Blob, Long> written = new HashMap<>();
    KeyRange range =
        KeyRange.ALL
            .from(ByteKey.of(StreamShards.firstSequence(fromMillis)))
            .before(ByteKey.of(StreamShards.firstSequence(toMillis)));
    for (SortedTable.Entry<UndoneWrite> each : writes.scan(range)) {
      long sequence = new ByteKeyReader(each.key()).whole();
      written.put(each.value().key(), StreamShards.millisOf(sequence));
    }
    return written;
  }

  /** Called when recovery is disabled. */
  void clear() {
    writes.clear();
  }
}
