package dev.brume.dynamodb.engine;

import dev.brume.core.effect.Effect;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Wakeup;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.ByteKeyReader;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.SortedTable;
import dev.brume.dynamodb.expression.Projection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The changes of a table's items, in order. The table adds to it under its own lock, so a change
 * and its record are written together. Records older than a day are not visible, whenever they are
 * actually removed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">Change
 *     data capture for DynamoDB Streams</a>
 */
public final class ChangeStream {
  /** The shortest interval between removals of old changes. */
  private static final long TRIM_MILLIS = 600_000;

  private final Surroundings surroundings;
  private final SortedTable<ItemChange> changes;
  private final Consumer<ChangeStreamRecord> keep;
  private final Projection keyProjection;
  private final Set<Watcher> watchers = new LinkedHashSet<>(0);

  /** The key of the timer that wakes watchers when their shard closes. */
  private final Object closing = new Object();

  private volatile ChangeStreamRecord record;
  private volatile long lastSequence;
  private boolean trimming;

  /** A waiting reader, compared by identity. */
  private static final class Watcher {
    private final Runnable wake;

    Watcher(Runnable wake) {
      this.wake = wake;
    }
  }

  ChangeStream(
      ChangeStreamRecord record,
      SortedTable<ItemChange> changes,
      Surroundings surroundings,
      Consumer<ChangeStreamRecord> keep) {
    this.record = record;
    this.changes = changes;
    this.surroundings = surroundings;
    this.keep = keep;
    keyProjection = Projection.ofNames(new LinkedHashSet<>(record.key().names()));
    lastSequence =
        Math.max(record.trimmedSequence(), StreamShards.firstSequence(record.createdMillis()) - 1);
    for (SortedTable.Entry<ItemChange> newest : changes.scanBackwards(KeyRange.ALL)) {
      lastSequence = Math.max(lastSequence, sequenceOf(newest.key()));
      break;
    }
    scheduleTrim();
  }

  private static long sequenceOf(ByteKey key) {
    return new ByteKeyReader(key).whole();
  }

  // --------------------------------------------------------------------------- what it is

  /** The name of its table. */
  public String tableName() {
    return record.tableName();
  }

  /** Its label. */
  public String label() {
    return record.label();
  }

  /** KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES. */
  public String view() {
    return record.view();
  }

  /** The table's primary key. */
  public KeyDefinition key() {
    return record.key();
  }

  /** When it was enabled. */
  public long createdMillis() {
    return record.createdMillis();
  }

  /** Its resource-based policy, or null. */
  public AttachedPolicy policy() {
    return record.policy();
  }

  /** Changes the policy, and returns the new one. */
  public synchronized AttachedPolicy changePolicy(UnaryOperator<AttachedPolicy> change) {
    record = record.withPolicy(change.apply(record.policy()));
    keep.accept(record);
    return record.policy();
  }

  /** Whether it still receives changes. */
  public boolean isEnabled() {
    return record.endedMillis() == 0;
  }

  /** "The data in the stream will continue to be readable for 24 hours" after it ended. */
  boolean isGone() {
    return !isEnabled() && now() >= record.endedMillis() + StreamShards.LIFETIME_MILLIS;
  }

  private long now() {
    return surroundings.timeline().nowMillis();
  }

  /** Its shards, oldest first. */
  public List<ChangeShard> shards() {
    return new StreamShards(record).visible(now(), lastSequence);
  }

  /** The shard with that id, or null. */
  public ChangeShard shard(String id) {
    for (ChangeShard shard : shards()) {
      if (shard.id().equals(id)) {
        return shard;
      }
    }
    return null;
  }

  // ------------------------------------------------------------------------------ writing

  /**
   * Adds a change, unless the item is unchanged. Called under the table's lock.
   *
   * @param before the item before, or null
   * @param after the item afterwards, or null
   * @param expired whether it was deleted by time to live
   */
  synchronized void add(StoredItem before, StoredItem after, boolean expired) {
    ItemChange change = ItemChange.of(keyProjection, record.view(), before, after, expired);
    if (change == null) {
      return;
    }
    lastSequence = Math.max(lastSequence + 1, StreamShards.firstSequence(now()));
    changes.put(ByteKey.of(lastSequence), change);
    scheduleTrim();
    wakeAll();
  }

  /** Ends the stream: the table was deleted, or its stream disabled. */
  synchronized void end() {
    record = record.endedAt(now());
    keep.accept(record);
    wakeAll();
  }

  /** Releases timers and waiting readers. */
  synchronized void close() {
    surroundings.timeline().cancel(this);
    surroundings.timeline().cancel(closing);
    watchers.clear();
  }

  // ------------------------------------------------------------------------------ reading

  /** The lowest number that is not older than a day. */
  private long horizon() {
    return StreamShards.firstSequence(now() - StreamShards.LIFETIME_MILLIS);
  }

  /** The TRIM_HORIZON position of a shard. */
  public long oldest(ChangeShard shard) {
    long from = Math.max(shard.firstSequence(), horizon());
    for (SortedTable.Entry<ItemChange> each : changes.scan(range(from, shard.lastSequence()))) {
      return sequenceOf(each.key());
    }
    return from;
  }

  /** The LATEST position of a shard. */
  public long latest(ChangeShard shard) {
    return shard.open()
        ? Math.max(shard.firstSequence(), lastSequence + 1)
        : shard.lastSequence() + 1;
  }

  /** The position of the first change that is not older than {@code millis}. */
  public long since(ChangeShard shard, long millis) {
    long from = StreamShards.firstSequence(millis);
    return Math.max(oldest(shard), Math.min(from, shard.lastSequence() + 1));
  }

  /** Whether changes after {@code sequence} have been trimmed. */
  public boolean isTrimmed(long sequence) {
    long horizon = horizon();
    return sequence < horizon
        && (sequence <= record.trimmedSequence()
            || changes.count(range(sequence, horizon - 1)) > 0);
  }

  /**
   * Reads a page; trimmed changes are skipped.
   *
   * @param from the first number
   * @param maxChanges the most changes
   * @param maxBytes the page ends with the change that reaches this size
   */
  public ChangePage read(ChangeShard shard, long from, int maxChanges, long maxBytes) {
    List<ChangePage.NumberedChange> read = new ArrayList<>();
    long begin = Math.max(Math.max(from, shard.firstSequence()), horizon());
    long next = Math.max(from, shard.firstSequence());
    long bytes = 0;
    boolean more = false;
    for (SortedTable.Entry<ItemChange> each : changes.scan(range(begin, shard.lastSequence()))) {
      if (read.size() == maxChanges || bytes >= maxBytes) {
        more = true;
        break;
      }
      long sequence = sequenceOf(each.key());
      read.add(new ChangePage.NumberedChange(sequence, each.value()));
      bytes += each.value().sizeBytes();
      next = sequence + 1;
    }
    return new ChangePage(read, next, !more && !shard.open());
  }

  private static KeyRange range(long from, long to) {
    return KeyRange.ALL.from(ByteKey.of(from)).upTo(ByteKey.of(to));
  }

  // ------------------------------------------------------------------------------ waiting

  /**
   * Calls {@code wake} once: when there is a change from {@code sequence} on, when the shard is
   * closed, or when the stream ends.
   */
  public Wakeup watch(ChangeShard shard, long sequence, Runnable wake) {
    Watcher watcher = new Watcher(wake);
    synchronized (this) {
      if (shard.open() && lastSequence < sequence && isEnabled()) {
        watchers.add(watcher);
        long closesMillis = StreamShards.millisOf(shard.lastSequence() + 1);
        surroundings.timeline().schedule(closing, closesMillis, this::wakeAll);
        return () -> forget(watcher);
      }
    }
    wake.run();
    return () -> {};
  }

  private synchronized void forget(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** Waiting readers are woken at the end of the section, when no lock is held. */
  private synchronized void wakeAll() {
    if (watchers.isEmpty()) {
      return;
    }
    List<Watcher> woken = List.copyOf(watchers);
    watchers.clear();
    String lane = "dynamodb:" + record.tableName() + "/" + record.label();
    for (Watcher watcher : woken) {
      surroundings.outbox().append(lane, attempt -> woken(watcher));
    }
  }

  private static CompletionStage<Long> woken(Watcher watcher) {
    watcher.wake.run();
    return CompletableFuture.completedFuture(Effect.DONE);
  }

  // ----------------------------------------------------------------------------- trimming

  private void scheduleTrim() {
    if (trimming) {
      return;
    }
    for (SortedTable.Entry<ItemChange> oldest : changes.scan(KeyRange.ALL)) {
      long due = StreamShards.millisOf(sequenceOf(oldest.key())) + StreamShards.LIFETIME_MILLIS + 1;
      trimming = true;
      surroundings.timeline().schedule(this, Math.max(due, now()) + TRIM_MILLIS, this::trim);
      return;
    }
  }

  /** Removes changes older than a day. */
  private synchronized void trim() {
    trimming = false;
    List<ByteKey> old = new ArrayList<>();
    for (SortedTable.Entry<ItemChange> each : changes.scan(range(0, horizon() - 1))) {
      old.add(each.key());
    }
    if (!old.isEmpty()) {
      old.forEach(changes::remove);
      record = record.trimmedTo(sequenceOf(old.getLast()));
      keep.accept(record);
    }
    scheduleTrim();
  }
}
