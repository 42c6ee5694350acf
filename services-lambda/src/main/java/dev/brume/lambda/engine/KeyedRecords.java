package dev.brume.lambda.engine;

import dev.brume.core.state.ByteKey;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.SortedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Records ordered by keys of one or more texts, such as a function's name and a qualifier. Changes
 * require the region's lock; reading does not.
 */
public final class KeyedRecords<V> {
  private final SortedTable<V> table;

  KeyedRecords(SortedTable<V> table) {
    this.table = table;
  }

  private static ByteKey key(String... parts) {
    ByteKey.Builder key = ByteKey.builder();
    for (String part : parts) {
      key.text(part);
    }
    return key.build();
  }

  /** The record of a key, or null. */
  public V get(String... key) {
    return table.get(key(key));
  }

  /** Sets the record of a key. */
  public void put(V value, String... key) {
    table.put(key(key), value);
  }

  /** Removes and returns the record of a key; null if there was none. */
  public V remove(String... key) {
    return table.remove(key(key));
  }

  /** The records whose keys begin with these texts, in order. */
  public List<V> all(String... prefix) {
    return stream(KeyRange.startingWith(key(prefix))).toList();
  }

  /** Every record in order. */
  public Stream<V> stream() {
    return stream(KeyRange.ALL);
  }

  /** The records whose keys begin with {@code prefix} and come after {@code last} within it. */
  public Stream<V> after(String last, String... prefix) {
    KeyRange range = KeyRange.startingWith(key(prefix));
    if (last.isEmpty()) {
      return stream(range);
    }
    List<String> whole = new ArrayList<>(List.of(prefix));
    whole.add(last);
    return stream(range.after(key(whole.toArray(String[]::new))));
  }

  private Stream<V> stream(KeyRange range) {
    return StreamSupport.stream(table.scan(range).spliterator(), false)
        .map(SortedTable.Entry::value);
  }

  /** Removes all records whose keys begin with these texts. */
  void removeAll(String... prefix) {
    List<ByteKey> keys = new ArrayList<>();
    table.scan(KeyRange.startingWith(key(prefix))).forEach(entry -> keys.add(entry.key()));
    keys.forEach(table::remove);
  }

  /** The number of records. */
  public int size() {
    return table.size();
  }
}
