package dev.brume.core.state;

import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.state.codec.ValueFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A table on the heap that tells the history what each first change replaces, the journal of every
 * change, and the store of bodies which ones it refers to. How the entries are held is for the
 * subclasses to say.
 *
 * <p>Values that came from a file stay as they were written until somebody looks at them, unless
 * they can hold bodies, which have to be known from the start.
 */
abstract sealed class HistoryTable<K extends Comparable<K>, V> implements Table<K, V>
    permits HashedTable, SortedHistoryTable {
  /** Stands in a delta for a key that had no value. */
  static final Object ABSENT = new Object();

  private final TableKey key;
  private final TableContext surroundings;
  private Map<Object, Object> formerValues;
  private long formerValuesEpoch = -1;

  /** Null until the type of the values is known. */
  private volatile Class<V> valueType;

  /** Whether there may be values of class {@link Stored}. */
  private volatile boolean hasStored;

  /** Null until the type of the values is known. */
  private BodyTrace trace;

  /**
   * What a table has to do with.
   *
   * @param state the scope that it belongs to
   * @param journal null where nothing is written down
   */
  record TableContext(
      ScopeState state, History history, Journal journal, SpillingBodyStore bodies) {}

  HistoryTable(TableKey key, TableContext surroundings) {
    this.key = key;
    this.surroundings = surroundings;
  }

  TableKey key() {
    return key;
  }

  // ------------------------------------------------------------------------------ entries as held

  /** The value as it is held: a {@code V}, a {@link Stored}, or null. */
  abstract Object find(K entryKey);

  /** Sets a value that is not null and returns the former one, as it was held. */
  abstract Object set(K entryKey, Object value);

  /** Removes and returns the value, as it was held. */
  abstract Object unset(K entryKey);

  /** Sets a value that is read from a file, in the order of the file's keys. */
  abstract void append(K entryKey, Object value);

  abstract void unsetAll();

  /** Shows every entry as it is held. */
  abstract void visit(BiConsumer<? super K, Object> visitor);

  /** Puts what {@link #known} says in the place of every {@link Stored}. */
  abstract void decodeAll();

  /** Fails where an entry, whichever it is, is none of the table's type. */
  abstract void decodeAny();

  // ------------------------------------------------------------------------------ values

  /** Makes known what the values are. */
  @SuppressWarnings("unchecked")
  HistoryTable<K, V> bind(TableSpec<?, ?> spec) {
    if (valueType == null) {
      bindFirst((Class<V>) spec.valueType(), spec);
    }
    return this;
  }

  private synchronized void bindFirst(Class<V> type, TableSpec<?, ?> spec) {
    if (valueType != null) {
      return;
    }
    if (surroundings.journal() != null) {
      surroundings.journal().check(spec);
    }
    trace = BodyTrace.of(type);
    valueType = type;
    decodeBodies();
    if (hasStored) {
      decodeAny();
    }
  }

  private void decodeBodies() {
    if (hasStored && trace != null && trace != BodyTrace.NONE) {
      decodeAll();
      hasStored = false;
    }
  }

  /** Whether there may be values that are as they were written. */
  final boolean hasStored() {
    return hasStored;
  }

  /** All values are known from now on. */
  final void nothingStored() {
    hasStored = false;
  }

  /** What a value that is held means. */
  @SuppressWarnings("unchecked")
  final V known(Object entryKey, Object held) {
    if (!(held instanceof Stored stored)) {
      return (V) held;
    }
    try {
      V known = stored.as(valueType);
      if (trace != BodyTrace.NONE) {
        countBodies(known, held);
      }
      return known;
    } catch (ValueFormatException e) {
      throw new ValueFormatException(
          "The entry " + entryKey + " of " + key + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The table has {@code value} in the place of {@code former}; either may be null. */
  private void countBodies(Object value, Object former) {
    if (trace != BodyTrace.NONE || hasStored) {
      visitBodies(value, surroundings.bodies()::addReference);
      visitBodies(former, surroundings.bodies()::removeReference);
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

  // ------------------------------------------------------------------------------ changes

  @Override
  public V put(K entryKey, V value) {
    if (value == null) {
      throw new NullPointerException("A table holds no nulls: " + entryKey);
    }
    return known(entryKey, replace(entryKey, value));
  }

  private Object replace(K entryKey, Object value) {
    surroundings.state().hold();
    Object former = set(entryKey, value);
    keep(entryKey, former);
    if (surroundings.journal() != null) {
      surroundings.journal().changed(key, entryKey, value);
    }
    countBodies(value, former);
    return former;
  }

  @Override
  public V remove(K entryKey) {
    Object former = unset(entryKey);
    if (former != null) {
      keep(entryKey, former);
      if (surroundings.journal() != null) {
        surroundings.journal().changed(key, entryKey, null);
      }
      countBodies(null, former);
    }
    return known(entryKey, former);
  }

  private void keep(K entryKey, Object former) {
    if (!surroundings.history().isKept()) {
      return;
    }
    if (formerValuesEpoch != surroundings.history().epoch()) {
      formerValues = surroundings.history().formerValues(key);
      formerValuesEpoch = surroundings.history().epoch();
    }
    formerValues.putIfAbsent(entryKey, former == null ? ABSENT : former);
  }

  @Override
  public void clear() {
    if (size() == 0) {
      return;
    }
    if (surroundings.history().isKept()) {
      visit(this::keep);
    }
    List<Object> former = new ArrayList<>();
    if (trace != BodyTrace.NONE || hasStored) {
      visit((entryKey, value) -> former.add(value));
    }
    unsetAll();
    if (surroundings.journal() != null) {
      surroundings.journal().cleared(key);
    }
    former.forEach(value -> countBodies(null, value));
    hasStored = false;
  }

  /** Takes over an entry that the journal knows of already. */
  @SuppressWarnings("unchecked")
  void load(Object entryKey, Stored value) {
    surroundings.state().hold();
    hasStored = true;
    append((K) entryKey, value);
    countBodies(value, null);
  }

  /** Sets an entry to a value as it was written down. */
  @SuppressWarnings("unchecked")
  void putStored(Object entryKey, Stored value) {
    hasStored = true;
    replace((K) entryKey, value);
    decodeBodies();
  }

  /** Applies a delta without telling the history, and returns the delta that undoes it. */
  @SuppressWarnings("unchecked")
  Map<Object, Object> apply(Map<Object, Object> delta) {
    surroundings.state().hold();
    Map<Object, Object> inverse = HashMap.newHashMap(delta.size());
    delta.forEach(
        (entryKey, value) -> {
          boolean absent = value == ABSENT;
          hasStored |= value instanceof Stored;
          Object former = absent ? unset((K) entryKey) : set((K) entryKey, value);
          inverse.put(entryKey, former == null ? ABSENT : former);
          if (surroundings.journal() != null) {
            surroundings.journal().changed(key, entryKey, absent ? null : value);
          }
          countBodies(absent ? null : value, former);
        });
    decodeBodies();
    return inverse;
  }
}
