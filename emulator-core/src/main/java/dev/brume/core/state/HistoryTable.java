package dev.brume.core.state;

import dev.brume.core.state.codec.ValueFormatException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A table on the heap that tells the history what each first change replaces, and the journal of
 * every change.
 */
final class HistoryTable<K extends Comparable<K>, V> implements Table<K, V> {
  /** Stands in a delta for a key that had no value. */
  static final Object ABSENT = new Object();

  private final TableKey key;
  private final History history;

  /** Null where nothing is written down. */
  private final Journal journal;

  private final Map<K, V> entries = new HashMap<>();
  private Map<Object, Object> formerValues;
  private long formerValuesEpoch = -1;

  /** Whether there are values of class {@link Stored} in {@link #entries}. */
  private volatile boolean hasStored;

  private boolean checked;

  HistoryTable(TableKey key, History history, Journal journal) {
    this.key = key;
    this.history = history;
    this.journal = journal;
  }

  TableKey key() {
    return key;
  }

  /** Makes the values that came from a file what their owner knows them as. */
  @SuppressWarnings("unchecked")
  HistoryTable<K, V> bind(TableSpec<?, ?> spec) {
    if (!checked) {
      checked = true;
      if (journal != null) {
        journal.check(spec);
      }
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
          try {
            return (Object) value instanceof Stored stored ? stored.as(type) : value;
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
    V former = entries.put(entryKey, value);
    keep(entryKey, former);
    if (journal != null) {
      journal.changed(key, entryKey, value);
    }
    return former;
  }

  @Override
  public V remove(K entryKey) {
    V former = entries.remove(entryKey);
    if (former != null) {
      keep(entryKey, former);
      if (journal != null) {
        journal.changed(key, entryKey, null);
      }
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
    entries.clear();
    hasStored = false;
    if (journal != null) {
      journal.cleared(key);
    }
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    entries.forEach(visitor);
  }

  /** Takes over an entry that the journal knows of already. */
  @SuppressWarnings("unchecked")
  void load(Object entryKey, Stored value) {
    entries.put((K) entryKey, (V) value);
    hasStored = true;
  }

  /** Sets an entry to a value as it was written down. */
  @SuppressWarnings("unchecked")
  void putStored(Object entryKey, Stored value) {
    put((K) entryKey, (V) value);
    hasStored = true;
  }

  /** Applies a delta without telling the history, and returns the delta that undoes it. */
  @SuppressWarnings("unchecked")
  Map<Object, Object> apply(Map<Object, Object> delta) {
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
        });
    return inverse;
  }
}
