package dev.brume.core.state;

import dev.brume.core.state.SortedTree.Edit;
import dev.brume.core.state.SortedTree.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A table in the order of its keys. All that readers see is reachable from one field, which each
 * change replaces.
 */
final class SortedHistoryTable<V> extends HistoryTable<ByteKey, V> implements SortedTable<V> {
  private static final SecondaryOrder<?>[] NO_INDEXES = {};

  private volatile Contents<V> contents = new Contents<>(SortedTree.EMPTY, noIndexes());

  /** The tree being loaded from a file; null after the first use. */
  private SortedTree.Builder loading;

  /**
   * The contents at one moment.
   *
   * @param entries values by key
   * @param indexes the secondary orders
   */
  private record Contents<V>(SortedTree entries, SecondaryOrder<V>[] indexes) {}

  /**
   * A secondary order at one moment.
   *
   * @param keys the entries' keys, by the value's index key and the entry's key
   */
  private record SecondaryOrder<V>(
      String name, Function<? super V, ByteKey> keyOf, SortedTree keys) {}

  SortedHistoryTable(TableKey key, TableContext surroundings) {
    super(key, surroundings);
  }

  @SuppressWarnings("unchecked")
  private static <V> SecondaryOrder<V>[] noIndexes() {
    return (SecondaryOrder<V>[]) NO_INDEXES;
  }

  private Contents<V> contents() {
    if (loading != null) {
      endLoading();
    }
    return contents;
  }

  private synchronized void endLoading() {
    if (loading != null) {
      contents = new Contents<>(loading.build(), contents.indexes);
      loading = null;
    }
  }

  // ------------------------------------------------------------------------------ entries as held

  @Override
  Object find(ByteKey key) {
    return contents().entries.get(key.bytes());
  }

  @Override
  Object set(ByteKey key, Object value) {
    Contents<V> before = contents();
    Edit edit = new Edit();
    SortedTree entries = before.entries.with(key.bytes(), value, edit);
    contents = new Contents<>(entries, moved(before.indexes, key, edit.former, value));
    return edit.former;
  }

  @Override
  Object unset(ByteKey key) {
    Contents<V> before = contents();
    Edit edit = new Edit();
    SortedTree entries = before.entries.without(key.bytes(), edit);
    if (edit.former != null) {
      contents = new Contents<>(entries, moved(before.indexes, key, edit.former, null));
    }
    return edit.former;
  }

  @Override
  void append(ByteKey key, Object value) {
    if (contents.entries.size() == 0 && contents.indexes.length == 0) {
      if (loading == null) {
        loading = new SortedTree.Builder();
      }
      if (loading.add(key.bytes(), value)) {
        return;
      }
    }
    set(key, value);
  }

  @Override
  void unsetAll() {
    SecondaryOrder<V>[] indexes = contents().indexes.clone();
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = new SecondaryOrder<>(indexes[i].name, indexes[i].keyOf, SortedTree.EMPTY);
    }
    contents = new Contents<>(SortedTree.EMPTY, indexes);
  }

  @Override
  void visit(BiConsumer<? super ByteKey, Object> visitor) {
    SortedCursor cursor = new SortedCursor(contents().entries, KeyRange.ALL, false);
    while (cursor.next()) {
      Leaf leaf = cursor.leaf();
      visitor.accept(ByteKey.wrap(leaf.keys[cursor.at()]), leaf.values[cursor.at()]);
    }
  }

  @Override
  void decodeAll() {
    SortedCursor cursor = new SortedCursor(contents().entries, KeyRange.ALL, false);
    while (cursor.next()) {
      valueAt(cursor.leaf(), cursor.at());
    }
  }

  @Override
  void decodeAny() {
    SortedCursor cursor = new SortedCursor(contents().entries, KeyRange.ALL, false);
    if (cursor.next()) {
      valueAt(cursor.leaf(), cursor.at());
    }
  }

  /**
   * The value in a leaf, which then replaces its encoded form. Other threads may do the same
   * concurrently: they get equal values.
   */
  private V valueAt(Leaf leaf, int at) {
    Object held = leaf.values[at];
    if (!(held instanceof Stored)) {
      return known(null, held);
    }
    V known = known(ByteKey.wrap(leaf.keys[at]), held);
    leaf.values[at] = known;
    return known;
  }

  // ------------------------------------------------------------------------------ secondary orders

  /** The secondary orders after an entry changed from {@code former} to {@code value}. */
  private SecondaryOrder<V>[] moved(
      SecondaryOrder<V>[] indexes, ByteKey key, Object former, Object value) {
    if (indexes.length == 0) {
      return indexes;
    }
    V before = known(key, former);
    V after = known(key, value);
    SecondaryOrder<V>[] changed = indexes.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = moved(changed[i], key, before, after);
    }
    return changed;
  }

  private static <V> SecondaryOrder<V> moved(
      SecondaryOrder<V> index, ByteKey key, V before, V after) {
    ByteKey from = before == null ? null : index.keyOf.apply(before);
    ByteKey to = after == null ? null : index.keyOf.apply(after);
    if (from == null ? to == null : from.equals(to)) {
      return index;
    }
    SortedTree keys = index.keys;
    if (from != null) {
      keys = keys.without(ByteKey.join(from.bytes(), key.bytes()), new Edit());
    }
    if (to != null) {
      keys = keys.with(ByteKey.join(to.bytes(), key.bytes()), key.bytes(), new Edit());
    }
    return new SecondaryOrder<>(index.name, index.keyOf, keys);
  }

  @Override
  public Order<V> index(String name, Function<? super V, ByteKey> keyOf) {
    Contents<V> before = contents();
    SecondaryOrder<V>[] indexes = before.indexes;
    int place = place(indexes, name);
    SortedTree keys;
    if (place < 0) {
      place = indexes.length;
      indexes = Arrays.copyOf(indexes, place + 1);
      keys = sorted(before.entries, keyOf);
    } else {
      indexes = indexes.clone();
      keys = indexes[place].keys;
    }
    indexes[place] = new SecondaryOrder<>(name, keyOf, keys);
    contents = new Contents<>(before.entries, indexes);
    return new View(name);
  }

  private static int place(SecondaryOrder<?>[] indexes, String name) {
    for (int i = 0; i < indexes.length; i++) {
      if (indexes[i].name.equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private SortedTree sorted(SortedTree entries, Function<? super V, ByteKey> keyOf) {
    record SortKey(byte[] position, byte[] key) {}
    List<SortKey> places = new ArrayList<>();
    SortedCursor cursor = new SortedCursor(entries, KeyRange.ALL, false);
    while (cursor.next()) {
      Leaf leaf = cursor.leaf();
      byte[] key = leaf.keys[cursor.at()];
      // Not kept: that would decode all values at once.
      ByteKey place = keyOf.apply(known(ByteKey.wrap(key), leaf.values[cursor.at()]));
      if (place != null) {
        places.add(new SortKey(ByteKey.join(place.bytes(), key), key));
      }
    }
    places.sort((one, other) -> Arrays.compareUnsigned(one.position, other.position));
    SortedTree.Builder builder = new SortedTree.Builder();
    places.forEach(place -> builder.add(place.position, place.key));
    return builder.build();
  }

  @Override
  public void dropIndex(String name) {
    Contents<V> before = contents();
    int place = place(before.indexes, name);
    if (place >= 0) {
      List<SecondaryOrder<V>> left = new ArrayList<>(List.of(before.indexes));
      left.remove(place);
      contents = new Contents<>(before.entries, left.toArray(noIndexes()));
    }
  }

  // ------------------------------------------------------------------------------ reading

  @Override
  public V get(ByteKey key) {
    Leaf leaf = contents().entries.leafOf(key.bytes());
    int at = leaf.find(key.bytes());
    return at < 0 ? null : valueAt(leaf, at);
  }

  @Override
  public int size() {
    return contents().entries.size();
  }

  @Override
  public void forEach(BiConsumer<? super ByteKey, ? super V> visitor) {
    scan(KeyRange.ALL).forEach(entry -> visitor.accept(entry.key(), entry.value()));
  }

  @Override
  public Order<V> order() {
    return new View(null);
  }

  /** The table's own order, or the secondary order of that name. */
  private final class View implements Order<V> {
    private final String index;

    View(String index) {
      this.index = index;
    }

    private SortedTree keys(Contents<V> seen) {
      if (index == null) {
        return seen.entries;
      }
      int place = place(seen.indexes, index);
      if (place < 0) {
        throw new IllegalStateException("The order " + index + " of " + key() + " is dropped");
      }
      return seen.indexes[place].keys;
    }

    @Override
    public Iterable<Entry<V>> scan(KeyRange range) {
      return entries(range, false);
    }

    @Override
    public Iterable<Entry<V>> scanBackwards(KeyRange range) {
      return entries(range, true);
    }

    private Iterable<Entry<V>> entries(KeyRange range, boolean backwards) {
      Contents<V> seen = contents();
      SortedTree keys = keys(seen);
      return () -> {
        SortedCursor cursor = new SortedCursor(keys, range, backwards);
        return new Entries(cursor, index == null ? null : seen.entries);
      };
    }

    @Override
    public int count(KeyRange range) {
      SortedTree keys = keys(contents());
      int end =
          range.high() == null
              ? keys.size()
              : keys.rank(range.high().bytes(), range.highIncluded());
      int start = range.low() == null ? 0 : keys.rank(range.low().bytes(), !range.lowIncluded());
      return Math.max(0, end - start);
    }
  }

  private record Found<V>(ByteKey key, V value, ByteKey position) implements Entry<V> {}

  private final class Entries implements Iterator<Entry<V>> {
    private final SortedCursor cursor;

    /** The values by their keys; null if the cursor is on them. */
    private final SortedTree values;

    private boolean known;
    private boolean more = true;

    Entries(SortedCursor cursor, SortedTree values) {
      this.cursor = cursor;
      this.values = values;
    }

    @Override
    public boolean hasNext() {
      if (!known && more) {
        more = cursor.next();
        known = true;
      }
      return more;
    }

    @Override
    public Entry<V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      known = false;
      Leaf leaf = cursor.leaf();
      int at = cursor.at();
      ByteKey position = ByteKey.wrap(leaf.keys[at]);
      if (values == null) {
        return new Found<>(position, valueAt(leaf, at), position);
      }
      ByteKey key = ByteKey.wrap((byte[]) leaf.values[at]);
      Leaf home = values.leafOf(key.bytes());
      return new Found<>(key, valueAt(home, home.find(key.bytes())), position);
    }
  }
}
