package dev.brume.core.state;

import dev.brume.core.blob.SpillingBodyStore;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The tables of one service in one scope, and the live domain object created from them. Its tables
 * and the domain object keep it reachable; the store does so only once it holds entries.
 */
final class ScopeState implements Tables {
  private final InMemoryStore.Part key;
  private final HistoryTable.TableContext surroundings;
  private final ScopeReference reference;
  private final Map<TableKey, HistoryTable<?, ?>> tables = new ConcurrentHashMap<>();
  private volatile AutoCloseable root;
  private RootSpec<?> rootSpec;

  ScopeState(
      InMemoryStore.Part key,
      History history,
      Journal journal,
      SpillingBodyStore bodies,
      ReferenceQueue<ScopeState> unused) {
    this.key = key;
    this.reference = new ScopeReference(this, unused);
    this.surroundings = new HistoryTable.TableContext(this, history, journal, bodies);
  }

  InMemoryStore.Part key() {
    return key;
  }

  /** The store's reference to it. */
  ScopeReference reference() {
    return reference;
  }

  /** One of its tables holds an entry: it must stay reachable. */
  void hold() {
    if (!reference.isHeld()) {
      reference.hold(this);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K extends Comparable<K>, V> Table<K, V> table(TableSpec<K, V> spec, String owner) {
    return (Table<K, V>) table(TableKey.of(key, spec, owner)).bind(spec);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <V> SortedTable<V> sorted(TableSpec<ByteKey, V> spec, String owner) {
    Table<?, ?> table = table(TableKey.of(key, spec, owner)).bind(spec);
    return (SortedTable<V>) table;
  }

  HistoryTable<?, ?> table(TableKey tableKey) {
    HistoryTable<?, ?> table = tables.get(tableKey);
    return table != null ? table : tables.computeIfAbsent(tableKey, this::open);
  }

  private HistoryTable<?, ?> open(TableKey tableKey) {
    return tableKey.isSorted()
        ? new SortedHistoryTable<>(tableKey, surroundings)
        : new HashedTable<>(tableKey, surroundings);
  }

  @Override
  public void drop(TableSpec<?, ?> spec, String owner) {
    HistoryTable<?, ?> table = tables.remove(TableKey.of(key, spec, owner));
    if (table != null) {
      table.clear();
    }
  }

  @SuppressWarnings("unchecked")
  <R extends AutoCloseable> R root(RootSpec<R> spec) {
    AutoCloseable known = root;
    return known != null ? (R) known : openRoot(spec);
  }

  @SuppressWarnings("unchecked")
  private synchronized <R extends AutoCloseable> R openRoot(RootSpec<R> spec) {
    if (root == null) {
      rootSpec = spec;
      root = spec.factory().open(key.scope(), this);
    }
    return (R) root;
  }

  synchronized void closeRoot() throws Exception {
    AutoCloseable former = root;
    root = null;
    if (former != null) {
      former.close();
    }
  }

  void reopenRootWithDeadlines() {
    if (rootSpec != null && rootSpec.hasDeadlines()) {
      openRoot(rootSpec);
    }
  }

  void forEachTable(Consumer<HistoryTable<?, ?>> visitor) {
    tables.values().forEach(visitor);
  }

  void clearTables() {
    tables.values().forEach(HistoryTable::clear);
    tables.clear();
  }
}
