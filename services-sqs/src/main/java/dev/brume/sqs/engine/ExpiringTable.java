package dev.brume.sqs.engine;

import dev.brume.core.state.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** A table that removes each entry a fixed time after its creation. Guarded by the queue's lock. */
final class ExpiringTable<V> {
  private final Table<String, V> table;
  private final ToLongFunction<V> birthMillis;
  private final long lifeMillis;
  private final ArrayDeque<Birth> births = new ArrayDeque<>();

  private record Birth(String key, long millis) {}

  ExpiringTable(Table<String, V> table, ToLongFunction<V> birthMillis, long lifeMillis) {
    this.table = table;
    this.birthMillis = birthMillis;
    this.lifeMillis = lifeMillis;
    List<Birth> known = new ArrayList<>(table.size());
    table.forEach((key, value) -> known.add(new Birth(key, birthMillis.applyAsLong(value))));
    known.sort(Comparator.comparingLong(Birth::millis));
    births.addAll(known);
  }

  /** The entry, or null if there is none or it has expired. */
  V get(String key, long nowMillis) {
    forgetOld(nowMillis);
    return table.get(key);
  }

  void put(String key, V value, long nowMillis) {
    forgetOld(nowMillis);
    if (table.put(key, value) == null) {
      births.add(new Birth(key, birthMillis.applyAsLong(value)));
    }
  }

  void clear() {
    table.clear();
    births.clear();
  }

  private void forgetOld(long nowMillis) {
    while (!births.isEmpty() && births.peek().millis + lifeMillis <= nowMillis) {
      table.remove(births.poll().key);
    }
  }
}
