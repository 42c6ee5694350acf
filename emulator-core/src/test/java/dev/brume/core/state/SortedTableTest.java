package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source of truth: the contracts of {@link SortedTable} and {@link KeyRange}. */
class SortedTableTest {
  private static final TableSpec<ByteKey, Item> ITEMS =
      TableSpec.sorted("sorted", "items", Item.class);
  private static final RootSpec<Items> ROOT =
      new RootSpec<Items>("sorted", true, (scope, tables) -> new Items(tables))
          .withTables(List.of(ITEMS));

  @TempDir private Path directory;

  /**
   * An item whose {@code rank} decides where it stands in the secondary order; negative: nowhere.
   */
  record Item(long rank, Blob contents) {
    static Item of(long rank) {
      return new Item(rank, Blob.ofUtf8("item " + rank));
    }

    ByteKey place() {
      return rank < 0 ? null : ByteKey.of(rank);
    }
  }

  private static final class Items implements AutoCloseable {
    final SortedTable<Item> table;
    final SortedTable.Order<Item> byRank;

    Items(Tables tables) {
      table = tables.sorted(ITEMS, "");
      byRank = table.index("rank", Item::place);
    }

    @Override
    public void close() {}
  }

  private static Items items(Store store) {
    store.enter();
    try {
      return store.root(ROOT, Scope.DEFAULT);
    } finally {
      store.exit();
    }
  }

  private static <V> List<ByteKey> keys(Iterable<SortedTable.Entry<V>> scan) {
    List<ByteKey> keys = new ArrayList<>();
    scan.forEach(entry -> keys.add(entry.key()));
    return keys;
  }

  private static void assertEqual(Items items, NavigableMap<ByteKey, Item> model) {
    assertThat(items.table.size()).isEqualTo(model.size());
    TreeMap<ByteKey, Item> found = new TreeMap<>();
    items.table.forEach(found::put);
    assertThat(found).isEqualTo(model);
    assertThat(keys(items.table.scan(KeyRange.ALL))).containsExactlyElementsOf(model.keySet());
    List<ByteKey> byRank =
        model.entrySet().stream()
            .filter(entry -> entry.getValue().rank >= 0)
            .sorted(
                Comparator.comparingLong((Map.Entry<ByteKey, Item> entry) -> entry.getValue().rank)
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(keys(items.byRank.scan(KeyRange.ALL))).isEqualTo(byRank);
    assertThat(keys(items.byRank.scanBackwards(KeyRange.ALL))).isEqualTo(byRank.reversed());
    for (SortedTable.Entry<Item> entry : items.byRank.scan(KeyRange.ALL)) {
      assertThat(entry.value()).isEqualTo(model.get(entry.key()));
    }
  }

  private static void assertRanges(Items items, NavigableMap<ByteKey, Item> model, Random random) {
    for (int i = 0; i < 20; i++) {
      ByteKey low = ByteKey.of(random.nextLong(1_000));
      ByteKey high = ByteKey.of(random.nextLong(1_000));
      boolean lowIncluded = random.nextBoolean();
      boolean highIncluded = random.nextBoolean();
      KeyRange range = new KeyRange(low, lowIncluded, high, highIncluded);
      List<ByteKey> expected =
          low.compareTo(high) > 0
              ? List.of()
              : List.copyOf(model.subMap(low, lowIncluded, high, highIncluded).keySet());
      assertThat(keys(items.table.scan(range))).isEqualTo(expected);
      assertThat(keys(items.table.scanBackwards(range))).isEqualTo(expected.reversed());
      assertThat(items.table.count(range)).isEqualTo(expected.size());
      assertThat(keys(items.table.scan(KeyRange.ALL.after(low))))
          .containsExactlyElementsOf(model.tailMap(low, false).keySet());
      assertThat(keys(items.table.scanBackwards(KeyRange.ALL.upTo(low))))
          .containsExactlyElementsOf(model.headMap(low, true).descendingKeySet());
    }
  }

  private static void change(Items items, NavigableMap<ByteKey, Item> model, Random random) {
    int mode = random.nextInt(3);
    int changes = random.nextInt(600);
    long next = random.nextLong(1_000);
    for (int i = 0; i < changes; i++) {
      ByteKey key = ByteKey.of(mode == 0 ? next++ : random.nextLong(1_000));
      if (random.nextInt(3) < (mode == 2 ? 2 : 1)) {
        assertThat(items.table.remove(key)).isEqualTo(model.remove(key));
      } else {
        Item item = Item.of(random.nextLong(50) - 5);
        assertThat(items.table.put(key, item)).isEqualTo(model.put(key, item));
      }
    }
    ByteKey some = ByteKey.of(random.nextLong(1_000));
    assertThat(items.table.get(some)).isEqualTo(model.get(some));
  }

  @Property(tries = 30)
  void aTableIsWhatASortedMapIsOverSnapshotsAndRestores(@ForAll long seed) {
    Random random = new Random(seed);
    InMemoryStore store = new InMemoryStore();
    TreeMap<ByteKey, Item> model = new TreeMap<>();
    List<Store.Snapshot> snapshots = new ArrayList<>();
    List<TreeMap<ByteKey, Item>> models = new ArrayList<>();
    for (int step = 0; step < 12; step++) {
      change(items(store), model, random);
      assertEqual(items(store), model);
      assertRanges(items(store), model, random);
      switch (random.nextInt(4)) {
        case 0 -> {
          snapshots.add(store.snapshot());
          models.add(new TreeMap<>(model));
        }
        case 1 -> {
          if (!snapshots.isEmpty()) {
            int which = random.nextInt(snapshots.size());
            store.restore(snapshots.get(which));
            model = new TreeMap<>(models.get(which));
          }
        }
        case 2 -> {
          if (random.nextInt(3) == 0) {
            items(store).table.clear();
            model.clear();
          }
        }
        default -> {}
      }
      assertEqual(items(store), model);
    }
  }

  @Property(tries = 10)
  void aTableIsTheSameAfterRestartsAndJourneys(@ForAll long seed) throws Exception {
    try (TestFolder data = TestFolder.make()) {
      restartAndTravel(new Random(seed), data.path());
    }
  }

  private static void restartAndTravel(Random random, Path data) {
    TreeMap<ByteKey, Item> model = new TreeMap<>();
    for (int step = 0; step < 4; step++) {
      try (InMemoryStore store = Persistence.always(data).open()) {
        store.openRoots(ROOT);
        assertEqual(items(store), model);
        change(items(store), model, random);
        assertEqual(items(store), model);
        Path exported = data.resolve("exported");
        StateExport.write(store, exported);
        change(items(store), new TreeMap<>(model), random);
        StateExport.read(store, exported);
        assertEqual(items(store), model);
      }
    }
  }

  @Test
  void valuesReadBackStayAsTheyWereWrittenUntilSomebodyLooks() {
    try (InMemoryStore store = Persistence.always(directory).open()) {
      Items items = items(store);
      store.enter();
      for (long i = 0; i < 1_000; i++) {
        items.table.put(ByteKey.of(i), Item.of(i));
      }
      store.exit();
    }
    try (InMemoryStore store = Persistence.always(directory).open()) {
      Items items = items(store);
      SortedHistoryTable<Item> table = (SortedHistoryTable<Item>) items.table;
      assertThat(table.find(ByteKey.of(5))).as("not looked at").isInstanceOf(Stored.class);
      assertThat(items.table.get(ByteKey.of(5))).isEqualTo(Item.of(5));
      assertThat(items.table.get(ByteKey.of(5))).isSameAs(items.table.get(ByteKey.of(5)));
      assertThat(table.find(ByteKey.of(6))).isInstanceOf(Stored.class);
      assertThat(items.table.put(ByteKey.of(6), Item.of(60))).isEqualTo(Item.of(6));
      assertThat(items.table.remove(ByteKey.of(7))).isEqualTo(Item.of(7));
    }
    try (InMemoryStore store = Persistence.always(directory).open()) {
      assertThat(items(store).table.get(ByteKey.of(6))).isEqualTo(Item.of(60));
      assertThat(items(store).table.size()).isEqualTo(999);
    }
  }

  @Test
  void aScanSeesOneMomentAndIsReadAsItIsAskedFor() {
    Items items = items(new InMemoryStore());
    for (long i = 0; i < 500; i++) {
      items.table.put(ByteKey.of(i), Item.of(i));
    }
    Iterator<SortedTable.Entry<Item>> scan = items.byRank.scan(KeyRange.ALL).iterator();
    assertThat(scan.next().value()).isEqualTo(Item.of(0));
    items.table.clear();
    assertThat(scan.next().value()).isEqualTo(Item.of(1));
    assertThat(items.byRank.scan(KeyRange.ALL)).isEmpty();
  }

  @Test
  void aPageGoesOnFromThePositionOfTheLastEntry() {
    Items items = items(new InMemoryStore());
    for (long i = 0; i < 100; i++) {
      items.table.put(ByteKey.of(i), Item.of(i % 3));
    }
    List<ByteKey> all = keys(items.byRank.scan(KeyRange.ALL));
    List<ByteKey> paged = new ArrayList<>();
    KeyRange rest = KeyRange.ALL;
    while (paged.size() < 100) {
      Iterator<SortedTable.Entry<Item>> page = items.byRank.scan(rest).iterator();
      for (int i = 0; i < 7 && page.hasNext(); i++) {
        SortedTable.Entry<Item> entry = page.next();
        paged.add(entry.key());
        assertThat(entry.position()).isEqualTo(entry.value().place().followedBy(entry.key()));
        rest = KeyRange.ALL.after(entry.position());
      }
    }
    assertThat(paged).isEqualTo(all);
    assertThat(items.byRank.count(KeyRange.startingWith(ByteKey.of(1)))).isEqualTo(33);
  }

  @Test
  void anOrderThatIsMadeLaterHoldsWhatIsThereAlready() {
    Items items = items(new InMemoryStore());
    for (long i = 0; i < 100; i++) {
      items.table.put(ByteKey.of(i), Item.of(i));
    }
    SortedTable.Order<Item> downwards =
        items.table.index("down", item -> ByteKey.builder().descending().whole(item.rank).build());
    assertThat(downwards.scan(KeyRange.ALL).iterator().next().value()).isEqualTo(Item.of(99));
    items.table.put(ByteKey.of(1_000), Item.of(1_000));
    assertThat(downwards.scan(KeyRange.ALL).iterator().next().value()).isEqualTo(Item.of(1_000));
    items.table.dropIndex("down");
    items.table.put(ByteKey.of(1_001), Item.of(1_001));
    assertEqualSizes(items);
  }

  private static void assertEqualSizes(Items items) {
    assertThat(items.byRank.count(KeyRange.ALL)).isEqualTo(items.table.size());
  }

  @Test
  void readersNeedNoLockBesideAWriter() throws Exception {
    Items items = items(new InMemoryStore());
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                long last = -1;
                for (SortedTable.Entry<Item> entry : items.byRank.scan(KeyRange.ALL)) {
                  assertThat(entry.value().rank).isGreaterThan(last);
                  last = entry.value().rank;
                }
              }
            });
    reader.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
    reader.start();
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long key = random.nextLong(2_000);
      if (random.nextBoolean()) {
        items.table.put(ByteKey.of(key), Item.of(key));
      } else {
        items.table.remove(ByteKey.of(key));
      }
    }
    done.set(true);
    reader.join();
    assertThat(failure.get()).isNull();
  }
}
