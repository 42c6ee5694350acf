package dev.brume.core.state;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A table in no order. */
final class HashedTable<K extends Comparable<K>, V> extends HistoryTable<K, V> {
  private final Map<K, Object> entries = new HashMap<>();

  HashedTable(TableKey key, Surroundings surroundings) {
    super(key, surroundings);
  }

  @Override
  Object find(K entryKey) {
    return entries.get(entryKey);
  }

  @Override
  Object set(K entryKey, Object value) {
    return entries.put(entryKey, value);
  }

  @Override
  Object unset(K entryKey) {
    return entries.remove(entryKey);
  }

  @Override
  void append(K entryKey, Object value) {
    entries.put(entryKey, value);
  }

  @Override
  void unsetAll() {
    entries.clear();
  }

  @Override
  void visit(BiConsumer<? super K, Object> visitor) {
    entries.forEach(visitor);
  }

  @Override
  void decodeAll() {
    entries.replaceAll(this::known);
  }

  @Override
  void decodeAny() {
    entries.entrySet().stream().findAny().ifPresent(any -> known(any.getKey(), any.getValue()));
  }

  @Override
  public V get(K entryKey) {
    Object held = entries.get(entryKey);
    if (!(held instanceof Stored)) {
      return known(entryKey, held);
    }
    V known = known(entryKey, held);
    entries.replace(entryKey, held, known);
    return known;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    if (hasStored()) {
      decodeAll();
      nothingStored();
    }
    entries.forEach((entryKey, value) -> visitor.accept(entryKey, (V) value));
  }
}
