package dev.brume.core.state;

import java.util.function.BiConsumer;

/** An unordered table. */
final class HashedTable<K extends Comparable<K>, V> extends HistoryTable<K, V> {
  private final HashedEntries<K> entries = new HashedEntries<>();

  HashedTable(TableKey key, TableContext surroundings) {
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
    boolean[] done = new boolean[1];
    entries.forEach(
        (key, value) -> {
          if (!done[0]) {
            done[0] = true;
            known(key, value);
          }
        });
  }

  @Override
  public V get(K entryKey) {
    Object held = entries.get(entryKey);
    if (!(held instanceof Stored)) {
      return known(entryKey, held);
    }
    V known = known(entryKey, held);
    entries.exchange(entryKey, held, known);
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
