package dev.brume.core.state;

import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.state.codec.ValueFormatException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A table on the heap that tells the history what each first change replaces, the journal of every
 * change, and the store of bodies which ones it refers to.
 */
final class HistoryTable<K extends Comparable<K>, V> implements Table<K, V> {
  /** Stands in a delta for a key that had no value. */
  static final Object ABSENT = new Object();

  private final TableKey key;
  private final ScopeState state;
  private final History history;

  /** Null where nothing is written down. */
  private final Journal journal;

  private final SpillingBodyStore bodies;
  private final Map<K, V> entries = new HashMap<>();
  private Map<Object, Object> formerValues;
  private long formerValuesEpoch = -1;

  /** Whether there are values of class {@link Stored} in {@link #entries}. */
  private volatile boolean hasStored;

  /** Null until the type of the values is known. */
  private BodyTrace trace;

  HistoryTable(
      TableKey key, ScopeState state, History history, Journal journal, SpillingBodyStore bodies) {
    this.key = key;
    this.state = state;
    this.history = history;
    this.journal = journal;
    this.bodies = bodies;
  }

  TableKey key() {
    return key;
  }

  /** Makes the values that came from a file what their owner knows them as. */
  @SuppressWarnings("unchecked")
  HistoryTable<K, V> bind(TableSpec<?, ?> spec) {
    if (trace == null) {
      if (journal != null) {
        journal.check(spec);
      }
      trace = BodyTrace.of(spec.valueType());
    }
    if (hasStored) {
      read((Class<V>) spec.valueType());
    }
    return this;
  }

  private synchronized void read(Class<V> type) {
    if (!hasStored) {
      return;
    }
    entries.replaceAll(
        (entryKey, value) -> {
          if (!((Object) value instanceof Stored stored)) {
            return value;
          }
          try {
            V known = stored.as(type);
            countBodies(known, value);
            return known;
          } catch (ValueFormatException e) {
            throw new ValueFormatException(
                "The entry " + entryKey + " of " + key + " can't be read: " + e.getMessage(), e);
          }
        });
    hasStored = false;
  }

  @Override
  public V get(K entryKey) {
    return entries.get(entryKey);
  }

  @Override
  public V put(K entryKey, V value) {
    if (value == null) {
      throw new NullPointerException("A table holds no nulls: " + entryKey);
    }
    state.hold();
    V former = entries.put(entryKey, value);
    keep(entryKey, former);
    if (journal != null) {
      journal.changed(key, entryKey, value);
    }
    countBodies(value, former);
    return former;
  }

  /** The table has {@code value} in the place of {@code former}; either may be null. */
  private void countBodies(Object value, Object former) {
    if (trace != BodyTrace.NONE || hasStored) {
      visitBodies(value, bodies::addReference);
      visitBodies(former, bodies::removeReference);
    }
  }

  private void visitBodies(Object value, Consumer<StoredBody> visitor) {
    if (value instanceof Stored stored) {
      stored.bodies().visit(visitor);
    } else if (value != null) {
      BodyTrace known = trace != null ? trace : BodyTrace.of(value.getClass());
      known.visit(value, visitor);
    }
  }

  @Override
  public V remove(K entryKey) {
    V former = entries.remove(entryKey);
    if (former != null) {
      keep(entryKey, former);
      if (journal != null) {
        journal.changed(key, entryKey, null);
      }
      countBodies(null, former);
    }
    return former;
  }

  private void keep(K entryKey, V former) {
    if (!history.isKept()) {
      return;
    }
    if (formerValuesEpoch != history.epoch()) {
      formerValues = history.formerValues(key);
      formerValuesEpoch = history.epoch();
    }
    formerValues.putIfAbsent(entryKey, former == null ? ABSENT : former);
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public void clear() {
    if (entries.isEmpty()) {
      return;
    }
    if (history.isKept()) {
      entries.forEach(this::keep);
    }
    Map<K, V> former = Map.of();
    if (trace != BodyTrace.NONE || hasStored) {
      former = new HashMap<>(entries);
    }
    entries.clear();
    if (journal != null) {
      journal.cleared(key);
    }
    former.values().forEach(value -> countBodies(null, value));
    hasStored = false;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    entries.forEach(visitor);
  }

  /** Takes over an entry that the journal knows of already. */
  @SuppressWarnings("unchecked")
  void load(Object entryKey, Stored value) {
    state.hold();
    hasStored = true;
    entries.put((K) entryKey, (V) value);
    countBodies(value, null);
  }

  /** Sets an entry to a value as it was written down. */
  @SuppressWarnings("unchecked")
  void putStored(Object entryKey, Stored value) {
    hasStored = true;
    put((K) entryKey, (V) value);
  }

  /** Applies a delta without telling the history, and returns the delta that undoes it. */
  @SuppressWarnings("unchecked")
  Map<Object, Object> apply(Map<Object, Object> delta) {
    state.hold();
    Map<Object, Object> inverse = HashMap.newHashMap(delta.size());
    delta.forEach(
        (entryKey, value) -> {
          boolean absent = value == ABSENT;
          V former = absent ? entries.remove((K) entryKey) : entries.put((K) entryKey, (V) value);
          inverse.put(entryKey, former == null ? ABSENT : former);
          hasStored |= value instanceof Stored;
          if (journal != null) {
            journal.changed(key, entryKey, absent ? null : value);
          }
          countBodies(absent ? null : value, former);
        });
    return inverse;
  }
}
