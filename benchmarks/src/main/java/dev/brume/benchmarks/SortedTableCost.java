package dev.brume.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.Persistence;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.SortedTable;
import dev.brume.core.state.TableSpec;
import dev.brume.core.state.Tables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Random;

/**
 * What a sorted table costs: entries of 400 bytes on the heap, with and without a secondary order,
 * and read back from a file.
 */
public final class SortedTableCost {
  private static final int VALUE_BYTES = 400;
  private static final int SCANNED = 100;
  private static final TableSpec<ByteKey, Item> ITEMS =
      TableSpec.sorted("benchmark", "items", Item.class);
  private static final RootSpec<Items> ROOT =
      new RootSpec<>("benchmark", true, (scope, tables) -> new Items(tables));

  private final int entries;
  private final Random random = new Random(1);

  private SortedTableCost(int entries) {
    this.entries = entries;
  }

  /** A value as a service would have it: bytes of its own. */
  record Item(Blob bytes) {
    /** Something to be sorted by. */
    ByteKey place() {
      return ByteKey.ofBytes(Arrays.copyOf(bytes.bytes(), 8));
    }
  }

  private record Items(Tables tables) implements AutoCloseable {
    SortedTable<Item> table() {
      return tables.sorted(ITEMS, "");
    }

    @Override
    public void close() {}
  }

  public static void main(String[] args) throws IOException {
    int entries = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    SortedTableCost cost = new SortedTableCost(entries);
    System.out.printf(
        "%,d entries of %d bytes, keys of a text of 16 characters and a number%n%n",
        entries, VALUE_BYTES);
    System.out.println("| what | cost |");
    System.out.println("| --- | --- |");
    cost.onHeap(false);
    cost.onHeap(true);
    cost.restarted();
  }

  private ByteKey key(int number) {
    // Spread over the whole order, as hashed partition keys are.
    int spread = number * 0x9e3779b1;
    return ByteKey.builder()
        .text(String.format("partition-%06x", spread >>> 8))
        .whole(spread)
        .build();
  }

  private Item item() {
    byte[] bytes = new byte[VALUE_BYTES];
    random.nextBytes(bytes);
    return new Item(Blob.of(bytes));
  }

  private void onHeap(boolean indexed) {
    String with = indexed ? " with a secondary order" : "";
    InMemoryStore store = new InMemoryStore();
    SortedTable<Item> table = store.root(ROOT, Scope.DEFAULT).table();
    long before = heap();
    if (indexed) {
      table.index("place", Item::place);
    }
    long putNanos = 0;
    for (int i = 0; i < entries; i++) {
      ByteKey key = key(i);
      Item item = item();
      long start = System.nanoTime();
      table.put(key, item);
      putNanos += System.nanoTime() - start;
    }
    long bytes = heap() - before;
    print("heap an entry beside its 400 bytes" + with, bytes / entries - VALUE_BYTES, "bytes");
    printNanos("put of a new entry" + with, putNanos, entries);
    if (!indexed) {
      read(table, entries);
    }
    printNanos("put in the place of another" + with, overwrite(table), entries);
    store.close();
  }

  private long overwrite(SortedTable<Item> table) {
    long nanos = 0;
    for (int i = 0; i < entries; i++) {
      ByteKey key = key(random.nextInt(entries));
      Item item = item();
      long start = System.nanoTime();
      table.put(key, item);
      nanos += System.nanoTime() - start;
    }
    return nanos;
  }

  private void read(SortedTable<Item> table, int gets) {
    long nanos = 0;
    for (int i = 0; i < gets; i++) {
      ByteKey key = key(random.nextInt(entries));
      long start = System.nanoTime();
      Item item = table.get(key);
      nanos += System.nanoTime() - start;
      check(item != null);
    }
    printNanos("get", nanos, gets);
    int scans = gets / SCANNED;
    nanos = 0;
    for (int i = 0; i < scans; i++) {
      ByteKey key = key(random.nextInt(entries));
      long start = System.nanoTime();
      Iterator<SortedTable.Entry<Item>> scan = table.scan(KeyRange.ALL.from(key)).iterator();
      int length = 0;
      for (int j = 0; j < SCANNED && scan.hasNext(); j++) {
        length += scan.next().value().bytes().length();
      }
      nanos += System.nanoTime() - start;
      check(length > 0);
    }
    printNanos("scan of " + SCANNED, nanos, scans);
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("The table has lost an entry");
    }
  }

  private void restarted() throws IOException {
    Path directory = Files.createTempDirectory(Scratch.folder("sorted"), "of");
    Persistence persistence = Persistence.every(Duration.ofSeconds(1), directory);
    long cpu = cpuNanos();
    try (InMemoryStore store = persistence.open()) {
      SortedTable<Item> table = store.root(ROOT, Scope.DEFAULT).table();
      for (int i = 0; i < entries; i++) {
        store.enter();
        table.put(key(i), item());
        store.exit();
      }
      store.save().join();
      printNanos("put that is kept, all of it, CPU", cpuNanos() - cpu, entries);
    }
    long before = heap();
    cpu = cpuNanos();
    long start = System.nanoTime();
    try (InMemoryStore store = persistence.open()) {
      store.openRoots(ROOT);
      SortedTable<Item> table = store.root(ROOT, Scope.DEFAULT).table();
      check(table.get(key(7)) != null && table.size() == entries);
      print("restart to the first get, CPU", (cpuNanos() - cpu) / 1_000_000, "ms");
      print("restart to the first get", (System.nanoTime() - start) / 1_000_000, "ms");
      print(
          "heap an entry beside its 400 bytes after that",
          (heap() - before) / entries - VALUE_BYTES,
          "bytes");
    }
    deleteAll(directory);
  }

  private static void deleteAll(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void printNanos(String what, long nanos, int times) {
    System.out.printf("| %s | %.2f µs |%n", what, nanos / 1e3 / times);
  }

  private static void print(String what, long value, String unit) {
    System.out.printf("| %s | %,d %s |%n", what, value, unit);
  }
}
