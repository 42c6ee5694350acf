package dev.brume.core.state;

import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A small service for tests of what is kept: two tables, and a domain object made from them. */
final class KeptThings implements AutoCloseable {
  static final TableSpec<Long, Thing> THINGS =
      new TableSpec<>("things", "things", Long.class, Thing.class);
  static final TableSpec<String, Long> NUMBERS =
      new TableSpec<>("things", "numbers", String.class, Long.class);
  static final RootSpec<KeptThings> ROOT =
      new RootSpec<>("things", true, (scope, tables) -> new KeptThings(tables));

  record Thing(String name, Blob contents, Instant made, Map<String, List<Part>> parts) {
    static Thing named(String name) {
      return new Thing(
          name, Blob.ofUtf8(name), Instant.EPOCH, Map.of("k", List.of(new Part(1, null))));
    }
  }

  record Part(int number, String label) {}

  final Tables tables;

  private KeptThings(Tables tables) {
    this.tables = tables;
  }

  Table<Long, Thing> things() {
    return tables.table(THINGS, "owner");
  }

  Table<String, Long> numbers() {
    return tables.table(NUMBERS, "");
  }

  @Override
  public void close() {}

  static void in(Store store, Scope scope, Consumer<KeptThings> work) {
    store.enter();
    try {
      work.accept(store.root(ROOT, scope));
    } finally {
      store.exit();
    }
  }

  static void in(Store store, Consumer<KeptThings> work) {
    in(store, Scope.DEFAULT, work);
  }

  static Map<Long, Thing> things(Store store, Scope scope) {
    Map<Long, Thing> found = new HashMap<>();
    in(store, scope, root -> root.things().forEach(found::put));
    return found;
  }

  static Map<String, Long> numbers(Store store) {
    Map<String, Long> found = new HashMap<>();
    in(store, root -> root.numbers().forEach(found::put));
    return found;
  }
}
