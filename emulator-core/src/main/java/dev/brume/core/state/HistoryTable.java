package dev.brume.core.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A table on the heap that tells the history what each first change replaces. */
final class HistoryTable<K extends Comparable<K>, V> implements Table<K, V> {
  /** Stands in a delta for a key that had no value. */
  static final Object ABSENT = new Object();

  private final TableKey key;
  private final History history;
  private final Map<K, V> entries = new HashMap<>();
  private Map<Object, Object> formerValues;
  private long formerValuesEpoch = -1;

  HistoryTable(TableKey key, History history) {
    this.key = key;
    this.history = history;
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
    return former;
  }

  @Override
  public V remove(K entryKey) {
    V former = entries.remove(entryKey);
    if (former != null) {
      keep(entryKey, former);
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
    if (!history.isKept()) {
      entries.clear();
      return;
    }
    List.copyOf(entries.keySet()).forEach(this::remove);
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    entries.forEach(visitor);
  }

  /** Applies a delta without telling the history, and returns the delta that undoes it. */
  @SuppressWarnings("unchecked")
  Map<Object, Object> apply(Map<Object, Object> delta) {
    Map<Object, Object> inverse = HashMap.newHashMap(delta.size());
    delta.forEach(
        (entryKey, value) -> {
          V former =
              value == ABSENT ? entries.remove((K) entryKey) : entries.put((K) entryKey, (V) value);
          inverse.put(entryKey, former == null ? ABSENT : former);
        });
    return inverse;
  }
}
