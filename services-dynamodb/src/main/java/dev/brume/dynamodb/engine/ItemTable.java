package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.schema.Blob;
import dev.brume.core.state.SortedTable;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.expression.ConditionEvaluation;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemSize;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A table with its items and indexes. One lock guards it; code that needs several tables at once
 * takes their locks in name order ({@link #lock()}).
 */
public final class ItemTable {
  private final TableLock lock;
  private final StoredRows rows;
  private final ExpirySweep sweep;
  private volatile TableRecord record;

  /** The listeners of changes. Guarded by the lock. */
  private ChangeListeners listeners;

  private final RecoveryLog recovery;
  private final CapacityMeter meter;
  private final ReadLag lag;
  private final TableIndexes indexes = new TableIndexes();
  private final ItemFills fills;

  /** The total size of all items; negative until it is requested. */
  private long sizeBytes = -1;

  /** Whether the table has been deleted: later calls on this object fail. */
  private boolean deleted;

  ItemTable(
      TableRecord record,
      SortedTable<StoredItem> items,
      SortedTable<UndoneWrite> recovery,
      ChangeListeners listeners,
      CapacityMeter meter,
      ReadLag lag,
      ItemFill filled,
      Surroundings surroundings) {
    this.record = record;
    lock = new TableLock(listeners.replicas().lockOf(record));
    this.listeners = listeners;
    this.meter = meter;
    this.lag = lag;
    this.recovery = new RecoveryLog(recovery, surroundings.timeline());
    rows = new StoredRows(items);
    sweep = new ExpirySweep(surroundings.timeline(), this::sweep);
    fills = new ItemFills(rows, indexes, sweep);
    fills.adopt(record, filled);
    sizeBytes = filled == null ? -1 : filled.sizeBytes();
    meter.adopt(record);
  }

  private <T> T locked(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }

  /** Releases timers. */
  void close() {
    lock.lock();
    try {
      sweep.cancel();
    } finally {
      lock.unlock();
    }
  }

  /** The table's record. */
  public TableRecord record() {
    return record;
  }

  /** The table's status at a given time. */
  public String status(long nowMillis) {
    return TableState.at(record, nowMillis);
  }

  /** Takes the table's lock, for a transaction; {@link #unlock()} releases it. */
  public void lock() {
    lock.lock();
  }

  /** Releases the lock. */
  public void unlock() {
    lock.unlock();
  }

  /** Ends the table: later calls on this object fail. */
  void delete(Runnable drop) {
    lock.lock();
    try {
      deleted = true;
      sweep.cancel();
      listeners.end();
      drop.run();
    } finally {
      lock.unlock();
    }
  }

  private void checkThere() {
    if (deleted) {
      throw DynamoDbErrors.resourceNotFoundException("Requested resource not found");
    }
  }

  /** The table and its items as they are now, whatever is changed later. */
  TableCopy copy() {
    return locked(
        () -> {
          checkThere();
          return new TableCopy(record, rows.snapshot());
        });
  }

  /** The items as they were at a moment within the recovery period. */
  public PastItems at(long millis) {
    return locked(
        () -> {
          checkThere();
          return new PastItems(rows.snapshot(), recovery.after(millis));
        });
  }

  /** The items written within a time span of the recovery period, with their last write. */
  public Map<Blob, Long> written(long fromMillis, long toMillis) {
    return locked(
        () -> {
          checkThere();
          return recovery.written(fromMillis, toMillis);
        });
  }

  /**
   * Begins to make what {@code changed} needs and the table has not: call {@link #fillSome} until
   * it is done, have the table changed, and end it by {@link #endFill} whatever happens.
   */
  public ItemFill beginFill(TableRecord changed) {
    return locked(() -> fills.begin(changed));
  }

  /** Goes on with it, for a short while; false where nothing is left. */
  public boolean fillSome(ItemFill fill) {
    return locked(
        () -> {
          checkThere();
          return fills.step(fill);
        });
  }

  /** Ends it. */
  public void endFill(ItemFill fill) {
    locked(
        () -> {
          fills.end(fill);
          return fill;
        });
  }

  /** Whether a change of the table is under way. */
  public boolean isFilling() {
    return locked(fills::isUnderWay);
  }

  /** Takes another record for this one, with what was filled for it; that may be null. */
  void adopt(TableRecord changed, ChangeStream changedStream, ItemFill filled) {
    lock.lock();
    try {
      listeners = listeners.adopt(changedStream);
      if (!changed.settings().recovery().enabled()) {
        recovery.clear();
      }
      fills.adopt(changed, filled);
      record = changed;
      meter.adopt(changed);
      lock.change(listeners.replicas().lockOf(changed));
    } finally {
      lock.unlock();
    }
  }

  /** The counts of the table, or of its index {@code indexName} if that is not null. */
  public ItemCounts counts(String indexName) {
    return locked(
        () ->
            indexName == null
                ? new ItemCounts(rows.size(), sizeBytes())
                : indexes.counts(indexName));
  }

  private long sizeBytes() {
    if (sizeBytes < 0) {
      sizeBytes = 0;
      rows.snapshot().forEach(row -> sizeBytes += row.value().value().sizeBytes());
    }
    return sizeBytes;
  }

  /** The item with that primary key, or null. */
  public ItemValue get(ItemValue key) {
    Blob encoded = KeyEncoding.of(record.key(), key);
    lock.lock();
    try {
      checkThere();
      StoredItem item = rows.get(encoded);
      return item == null ? null : item.value();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The item with that primary key, or null, charging the read.
   *
   * @param unitsA4K the units for each 4 KB: 1, half of it where the read is only eventually
   *     consistent, or 2 in a transaction
   * @throws dev.brume.core.error.AwsError where there is no capacity left
   */
  public ItemValue get(ItemValue key, double unitsA4K) {
    Blob encoded = KeyEncoding.of(record.key(), key);
    lock.lock();
    try {
      checkThere();
      meter.admitRead(null, encoded);
      StoredItem item = unitsA4K < 1 ? lag.get(rows, encoded) : rows.get(encoded);
      ItemValue found = item == null ? null : item.value();
      meter.chargeRead(
          null, encoded, unitsA4K * CapacityUnits.read(found == null ? 0 : found.sizeBytes()));
      return found;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Performs a write.
   *
   * @throws ConditionFailed if its condition fails
   * @throws dev.brume.core.error.AwsError ValidationException if the resulting item is invalid for
   *     the table
   */
  public WriteOutcome write(ItemWrite write) {
    lock.lock();
    try {
      PreparedWrite prepared = admitted(write);
      WriteOutcome outcome = apply(prepared);
      charge(prepared, outcome, 1);
      return outcome;
    } catch (ConditionFailed failed) {
      meter.chargeWrite(
          KeyEncoding.of(record.key(), write.key()),
          CapacityUnits.write(failed.item() == null ? 0 : failed.item().sizeBytes()),
          Map.of(),
          name -> null,
          1);
      throw failed;
    } finally {
      lock.unlock();
    }
  }

  /** Performs a write of an import, without charge. */
  public void load(ItemWrite write) {
    lock.lock();
    try {
      apply(prepare(write));
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same as {@link #prepare}, if there is capacity for the write.
   *
   * @throws dev.brume.core.error.AwsError if there is none
   */
  PreparedWrite admitted(ItemWrite write) {
    meter.admitWrite(KeyEncoding.of(record.key(), write.key()));
    PreparedWrite prepared = prepare(write);
    if (meter.isOn() && prepared.changes()) {
      indexes.admit(prepared, meter);
    }
    return prepared;
  }

  /** Charges a performed write, twice as much in a transaction. */
  void charge(PreparedWrite prepared, WriteOutcome outcome, int times) {
    meter.chargeWrite(
        prepared.key(),
        outcome.tableUnits(),
        outcome.indexUnits(),
        name -> indexes.place(name, prepared),
        times);
  }

  /**
   * Determines a write's effect without performing it. Call under the lock, and {@link #apply}
   * before the lock is released.
   *
   * @throws ConditionFailed if its condition fails
   * @throws dev.brume.core.error.AwsError ValidationException if the resulting item is invalid for
   *     the table
   */
  PreparedWrite prepare(ItemWrite write) {
    checkThere();
    Blob key = KeyEncoding.of(record.key(), write.key());
    StoredItem before = rows.get(key);
    ItemValue known = before == null ? null : before.value();
    if (write.condition() != null
        && !ConditionEvaluation.holds(
            write.condition(), known == null ? ItemValue.emptyMap() : known)) {
      throw new ConditionFailed(known);
    }
    return switch (write.kind()) {
      case PUT -> new PreparedWrite(key, before, StoredItem.of(write.item()), true);
      case DELETE -> new PreparedWrite(key, before, null, true);
      case CHECK -> new PreparedWrite(key, before, before, false);
      case UPDATE -> new PreparedWrite(key, before, updated(write, known), true);
    };
  }

  private StoredItem updated(ItemWrite write, ItemValue known) {
    ItemValue after = write.update().appliedTo(known == null ? write.key() : known);
    if (after.sizeBytes() > ItemSize.MAX_ITEM_BYTES) {
      throw Validation.error("Item size to update has exceeded the maximum allowed size");
    }
    KeyCheck.checkUpdated(record, after);
    return StoredItem.of(after);
  }

  /** Performs a prepared write. */
  WriteOutcome apply(PreparedWrite prepared) {
    return apply(prepared, WriteCause.REQUEST);
  }

  private WriteOutcome apply(PreparedWrite prepared, WriteCause cause) {
    ItemValue before = prepared.itemBefore();
    ItemValue after = prepared.after() == null ? null : prepared.after().value();
    int oldSize = before == null ? 0 : before.sizeBytes();
    int newSize = after == null ? 0 : after.sizeBytes();
    long units = CapacityUnits.write(Math.max(oldSize, newSize));
    if (!prepared.changes()) {
      return new WriteOutcome(before, after, units, Map.of(), Map.of());
    }
    if (after != null) {
      rows.put(prepared.key(), prepared.after());
    } else if (before != null) {
      rows.remove(prepared.key());
    }
    if (sizeBytes >= 0) {
      sizeBytes += newSize - oldSize;
    }
    lag.written(prepared.key(), prepared.before());
    sweep.follow(prepared.key(), prepared.before(), prepared.after());
    fills.follow(prepared);
    listeners.changed(record, prepared, cause);
    if (record.settings().recovery().enabled()) {
      recovery.add(prepared.key(), prepared.before(), record.settings().recovery());
    }
    Map<String, Long> indexUnits = indexes.follow(prepared);
    return new WriteOutcome(before, after, units, indexUnits, indexes.followVectors(prepared));
  }

  /** Applies a write of another region; {@code item} is null if it was deleted there. */
  public void replicate(Blob key, Blob item) {
    lock.lock();
    try {
      if (!deleted) {
        StoredItem after = item == null ? null : new StoredItem(item);
        apply(new PreparedWrite(key, rows.get(key), after, true), WriteCause.REPLICATION);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Deletes some expired items; called by the timer. */
  private void sweep() {
    lock.lock();
    try {
      sweep.swept(deleteSomeExpired());
    } finally {
      lock.unlock();
    }
  }

  /** Deletes some of the items that have expired, and says how many: none where none is left. */
  public int deleteExpired() {
    return locked(this::deleteSomeExpired);
  }

  private int deleteSomeExpired() {
    List<Blob> expired = sweep.expired();
    for (Blob key : expired) {
      apply(new PreparedWrite(key, rows.get(key), null, true), WriteCause.EXPIRY);
    }
    return expired.size();
  }

  /** Reads a page of the table or of an index. */
  public ItemPage read(PageRequest request) {
    lock.lock();
    try {
      checkThere();
      SecondaryIndex index = request.indexName() == null ? null : indexes.find(request.indexName());
      meter.admitRead(request.indexName(), request.partition());
      PageReading reading = new PageReading(request, index, record.key());
      if (request.consistent()) {
        SortedRows source = index == null ? rows : index.rows();
        source.visit(request.range(), request.forward(), reading::add);
      } else {
        lag.visit(rows, index, request.range(), request.forward(), reading::add);
      }
      ItemPage page = reading.page();
      meter.chargePage(request, page);
      return page;
    } finally {
      lock.unlock();
    }
  }

  /** A search of a vector index, which begins with its first step. */
  public VectorSearch search(String indexName, VectorQuery query) {
    return new VectorSearch(
        step ->
            locked(
                () -> {
                  checkThere();
                  return step.getAsBoolean();
                }),
        () -> indexes.findVectors(indexName).scan(query));
  }

  /** The size of all items with the partition key of {@code key}, including index entries. */
  public long collectionBytes(ItemValue key) {
    List<ItemValue> partition =
        record.key().partition().stream().map(part -> key.get(part.name())).toList();
    ItemRange range = ItemRange.of(partition, List.of());
    return locked(() -> ItemCollection.bytes(range, rows, indexes.secondary()));
  }

  /** The position of {@code key}, a map of key attributes, in the table or index. */
  public Blob position(String indexName, ItemValue key) {
    Blob primary = KeyEncoding.of(record.key(), key);
    return indexName == null
        ? primary
        : KeyEncoding.of(indexes.find(indexName).record().key(), key, primary);
  }

  /** Whether the index projects every attribute of {@code projection}. */
  public boolean projects(String indexName, Projection projection) {
    return indexes.find(indexName).projectsAllOf(projection);
  }
}
