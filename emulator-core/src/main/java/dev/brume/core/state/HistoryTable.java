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
 * A table on the heap that reports to the history the value that each first change replaces, to the
 * journal every change, and to the body store its references. Subclasses define how entries are
 * held.
 *
 * <p>Values loaded from a file stay encoded until they are read, unless they can hold bodies, whose
 * references must be known from the start.
 */
abstract sealed class HistoryTable<K extends Comparable<K>, V> implements Table<K, V>
    permits HashedTable, SortedHistoryTable {
  /** Marks a key without a value in a delta. */
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
   * The objects that a table works with.
   *
   * @param state the scope that it belongs to
   * @param journal null if nothing is persisted
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

  /** The value as held: a {@code V}, a {@link Stored}, or null. */
  abstract Object find(K entryKey);

  /** Sets a non-null value and returns the former one as held. */
  abstract Object set(K entryKey, Object value);

  /** Removes and returns the value as held. */
  abstract Object unset(K entryKey);

  /** Sets a value read from a file, in the order of the file's keys. */
  abstract void append(K entryKey, Object value);

  abstract void unsetAll();

  /** Visits every entry as held. */
  abstract void visit(BiConsumer<? super K, Object> visitor);

  /** Replaces every {@link Stored} with the result of {@link #known}. */
  abstract void decodeAll();

  /** Fails if an arbitrary entry is not of the table's type. */
  abstract void decodeAny();

  // ------------------------------------------------------------------------------ values

  /** Sets the type of the values. */
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

  /** Whether there may be encoded values. */
  final boolean hasStored() {
    return hasStored;
  }

  /** All values are decoded from now on. */
  final void nothingStored() {
    hasStored = false;
  }

  /** Decodes a value as held. */
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

  /**
   * Updates the body references after {@code value} replaced {@code former}; either may be null.
   */
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

  /** Loads an entry that the journal already has. */
  @SuppressWarnings("unchecked")
  void load(Object entryKey, Stored value) {
    surroundings.state().hold();
    hasStored = true;
    append((K) entryKey, value);
    countBodies(value, null);
  }

  /** Sets an entry to an encoded value. */
  @SuppressWarnings("unchecked")
  void putStored(Object entryKey, Stored value) {
    hasStored = true;
    replace((K) entryKey, value);
    decodeBodies();
  }

  /** Applies a delta without reporting to the history, and returns the delta that undoes it. */
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
