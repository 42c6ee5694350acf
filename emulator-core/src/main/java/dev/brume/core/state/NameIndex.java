package dev.brume.core.state;

import dev.brume.core.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that are unique in the whole server (of buckets, of domains, ids of APIs), and the scope
 * that holds each. It is a table of the store, so that reset, snapshot, restore, export, import and
 * restarts keep it as true as the state that it tells of. Call its methods inside a section of the
 * store, the same one in which the named resource is made or deleted: then both are written down
 * together. Safe for use by many threads; a call costs the same whatever there is.
 *
 * <p>Got by {@link Store#names}, once, when a service is made.
 */
public final class NameIndex {
  /** What the names of tables begin with that are such indexes. */
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

  /** Frees the names that an account holds in {@code table}, which is an index. */
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
   * Takes a name for {@code scope}, unless somebody holds it.
   *
   * @return who held it already, which may be {@code scope} itself; null where it was free
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

  /** Who holds {@code name}; null where it is free. */
  public synchronized Scope owner(String name) {
    NameOwner holder = table().get(name);
    return holder == null ? null : holder.scope();
  }

  /** Gives up a name; returns whether {@code scope} held it. */
  public synchronized boolean release(String name, Scope scope) {
    Table<String, NameOwner> table = table();
    boolean held = NameOwner.of(scope).equals(table.get(name));
    if (held) {
      table.remove(name);
    }
    return held;
  }
}
