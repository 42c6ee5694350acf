package dev.brume.core.state;

import dev.brume.core.blob.StoredBody;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The changes of one group, by table, with only the last value per key. */
final class ChangeBatch {
  /** Marks a key as removed. */
  static final Object REMOVED = new Object();

  private final Map<TableKey, Changes> tables = new LinkedHashMap<>();

  /** The changes of one table. */
  static final class Changes {
    private boolean cleared;
    private Map<Object, Object> values = new HashMap<>();

    /** Whether all entries were removed before {@link #values}. */
    boolean cleared() {
      return cleared;
    }

    /** The new values by key, or {@link #REMOVED}. */
    Map<Object, Object> values() {
      return values;
    }
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  void set(TableKey table, Object key, Object value) {
    changesOf(table).values.put(key, value == null ? REMOVED : value);
  }

  void clear(TableKey table) {
    Changes changes = changesOf(table);
    changes.cleared = true;
    changes.values = new HashMap<>();
  }

  private Changes changesOf(TableKey table) {
    return tables.computeIfAbsent(table, key -> new Changes());
  }

  /** Passes the bodies that the new values refer to. */
  void visitBodies(Consumer<StoredBody> visitor) {
    for (Changes changes : tables.values()) {
      for (Object value : changes.values.values()) {
        if (value instanceof Stored stored) {
          stored.bodies().visit(visitor);
        } else {
          BodyTrace.of(value.getClass()).visit(value, visitor);
        }
      }
    }
  }

  Map<TableKey, Changes> tables() {
    return tables;
  }

  /** Removes all changes. */
  void clear() {
    tables.clear();
  }
}
