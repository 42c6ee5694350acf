package dev.brume.core.state;

import dev.brume.core.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that are unique in the whole server (bucket names, domain names, API ids), and the scope
 * that holds each. It is a table of the store, so that it stays consistent over reset, snapshot,
 * restore, export, import and restarts. Call its methods inside the same section of the store in
 * which the named resource is created or deleted: then both are persisted together. Safe for use by
 * many threads; a call takes constant time.
 *
 * <p>Obtained from {@link Store#names}, once, when a service is created.
 */
public final class NameIndex {
  /** The table name prefix of such indexes. */
  private static final String PREFIX = "names/";

  private final InMemoryStore store;
  private final InMemoryStore.Part part;
  private final TableSpec<String, NameOwner> spec;

  NameIndex(InMemoryStore store, String service, String kind) {
    this.store = store;
    part = new InMemoryStore.Part(service, Scope.SERVER);
    spec = spec(service, PREFIX + kind);
  }

  private static TableSpec<String, NameOwner> spec(String service, String table) {
    return new TableSpec<>(service, table, String.class, NameOwner.class);
  }

  static boolean isIndex(TableKey table) {
    return table.part().scope().equals(Scope.SERVER) && table.name().startsWith(PREFIX);
  }

  /** Releases the names that an account holds in the index {@code table}. */
  static void freeNamesOf(String account, ScopeState state, TableKey table) {
    Table<String, NameOwner> names =
        state.table(spec(table.part().service(), table.name()), table.owner());
    List<String> held = new ArrayList<>();
    names.forEach(
        (name, owner) -> {
          if (owner.account().equals(account)) {
            held.add(name);
          }
        });
    held.forEach(names::remove);
  }

  private Table<String, NameOwner> table() {
    return store.part(part).table(spec, "");
  }

  /**
   * Claims a name for {@code scope}, unless it is taken.
   *
   * @return its present holder, possibly {@code scope} itself; null if the name was free
   */
  public synchronized Scope claim(String name, Scope scope) {
    Table<String, NameOwner> table = table();
    NameOwner holder = table.get(name);
    if (holder != null) {
      return holder.scope();
    }
    table.put(name, NameOwner.of(scope));
    return null;
  }

  /** The holder of {@code name}; null if it is free. */
  public synchronized Scope owner(String name) {
    NameOwner holder = table().get(name);
    return holder == null ? null : holder.scope();
  }

  /** Releases a name; returns whether {@code scope} held it. */
  public synchronized boolean release(String name, Scope scope) {
    Table<String, NameOwner> table = table();
    boolean held = NameOwner.of(scope).equals(table.get(name));
    if (held) {
      table.remove(name);
    }
    return held;
  }
}
