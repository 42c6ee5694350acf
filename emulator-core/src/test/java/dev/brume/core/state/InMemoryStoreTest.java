package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.scope.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Source of truth: the contract of {@link Store}. */
class InMemoryStoreTest {
  private static final TableSpec<String, Integer> NUMBERS =
      new TableSpec<>("test", "numbers", String.class, Integer.class);
  private static final RootSpec<Numbers> ROOT =
      new RootSpec<>("test", true, (scope, tables) -> new Numbers(tables));
  private static final Scope OTHER = new Scope("111111111111", "eu-west-1");

  private final InMemoryStore store = new InMemoryStore();

  /** A domain object with a derived sum, which must always agree with its table. */
  private static final class Numbers implements AutoCloseable {
    private final Tables tables;
    private int sum;
    private boolean closed;

    Numbers(Tables tables) {
      this.tables = tables;
      tables.table(NUMBERS, "").forEach((key, value) -> sum += value);
    }

    void put(String key, int value) {
      Integer former = tables.table(NUMBERS, "").put(key, value);
      sum += value - (former == null ? 0 : former);
    }

    void remove(String key) {
      Integer former = tables.table(NUMBERS, "").remove(key);
      sum -= former == null ? 0 : former;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private Numbers numbers(Scope scope) {
    store.enter();
    try {
      return store.root(ROOT, scope);
    } finally {
      store.exit();
    }
  }

  private Map<String, Integer> entries(Scope scope) {
    Map<String, Integer> entries = new HashMap<>();
    numbers(scope).tables.table(NUMBERS, "").forEach(entries::put);
    return entries;
  }

  @Test
  void restoreBringsBackTablesAndMakesTheDomainObjectAnew() {
    Numbers before = numbers(Scope.DEFAULT);
    before.put("a", 1);
    Store.Snapshot snapshot = store.snapshot();
    before.put("a", 5);
    before.put("b", 2);
    store.restore(snapshot);
    assertThat(before.closed).isTrue();
    assertThat(entries(Scope.DEFAULT)).isEqualTo(Map.of("a", 1));
    assertThat(numbers(Scope.DEFAULT).sum).isEqualTo(1);
  }

  @Test
  void restoreLeavesUntouchedScopesAlone() {
    Numbers untouched = numbers(OTHER);
    untouched.put("a", 1);
    Store.Snapshot snapshot = store.snapshot();
    numbers(Scope.DEFAULT).put("b", 2);
    store.restore(snapshot);
    assertThat(numbers(OTHER)).isSameAs(untouched);
    assertThat(entries(Scope.DEFAULT)).isEmpty();
  }

  @Test
  void resetOfAnAccountLeavesTheOthers() {
    numbers(Scope.DEFAULT).put("a", 1);
    numbers(OTHER).put("b", 2);
    store.resetAccount("111111111111");
    assertThat(entries(OTHER)).isEmpty();
    assertThat(entries(Scope.DEFAULT)).isEqualTo(Map.of("a", 1));
  }

  @Test
  void aResetCanBeUndoneBySnapshot() {
    numbers(Scope.DEFAULT).put("a", 1);
    Store.Snapshot snapshot = store.snapshot();
    store.reset();
    assertThat(entries(Scope.DEFAULT)).isEmpty();
    store.restore(snapshot);
    assertThat(entries(Scope.DEFAULT)).isEqualTo(Map.of("a", 1));
  }

  @Test
  void aReleasedSnapshotIsRefused() {
    Store.Snapshot snapshot = store.snapshot();
    snapshot.close();
    assertThatThrownBy(() -> store.restore(snapshot)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void resetInsideASharedSectionIsRefusedInsteadOfWaitingForEver() {
    store.enter();
    try {
      assertThatThrownBy(store::reset).isInstanceOf(IllegalStateException.class);
    } finally {
      store.exit();
    }
  }

  /** Random changes, snapshots and restores in any order agree with full copies. */
  @Property(tries = 200)
  void snapshotsAgreeWithFullCopies(@ForAll long seed) {
    Random random = new Random(seed);
    InMemoryStore tested = new InMemoryStore();
    List<Store.Snapshot> snapshots = new ArrayList<>();
    List<Map<String, Integer>> copies = new ArrayList<>();
    Map<String, Integer> model = new HashMap<>();
    for (int step = 0; step < 120; step++) {
      Numbers numbers = open(tested);
      String key = "k" + random.nextInt(8);
      switch (random.nextInt(8)) {
        case 0 -> {
          snapshots.add(tested.snapshot());
          copies.add(Map.copyOf(model));
        }
        case 1 -> {
          if (!snapshots.isEmpty()) {
            int which = random.nextInt(snapshots.size());
            tested.restore(snapshots.get(which));
            model = new HashMap<>(copies.get(which));
          }
        }
        case 2 -> {
          if (!snapshots.isEmpty()) {
            int which = random.nextInt(snapshots.size());
            snapshots.remove(which).close();
            copies.remove(which);
          }
        }
        case 3, 4 -> {
          numbers.remove(key);
          model.remove(key);
        }
        default -> {
          numbers.put(key, step);
          model.put(key, step);
        }
      }
      assertThat(read(tested)).isEqualTo(model);
      assertThat(open(tested).sum).isEqualTo(model.values().stream().mapToInt(v -> v).sum());
    }
  }

  private static Numbers open(InMemoryStore from) {
    from.enter();
    try {
      return from.root(ROOT, Scope.DEFAULT);
    } finally {
      from.exit();
    }
  }

  private static Map<String, Integer> read(InMemoryStore from) {
    Map<String, Integer> entries = new HashMap<>();
    open(from).tables.table(NUMBERS, "").forEach(entries::put);
    return entries;
  }
}
