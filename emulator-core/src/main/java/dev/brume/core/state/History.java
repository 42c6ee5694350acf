package dev.brume.core.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The remembered versions of the store: a tree of differences, rooted at the version that the
 * present state derives from (Baker's rerooting). A version holds the difference from its neighbour
 * towards that root; going to a version reverses the differences on the way, so that every version
 * stays reachable.
 *
 * <p>Versions change only in exclusive sections; tables add to the present difference inside shared
 * sections.
 */
final class History {
  private final Function<TableKey, HistoryTable<?, ?>> tables;

  /** How to turn the present state back into {@link #base}. */
  private Map<TableKey, Map<Object, Object>> toBase = new ConcurrentHashMap<>();

  private Version base;
  private int held;
  private long epoch;

  History(Function<TableKey, HistoryTable<?, ?>> tables) {
    this.tables = tables;
  }

  /** A remembered state. */
  static final class Version implements Store.Snapshot {
    private final Consumer<Version> release;
    private Version next;
    private Map<TableKey, Map<Object, Object>> fromNext;
    private boolean released;

    private Version(Consumer<Version> release) {
      this.release = release;
    }

    @Override
    public void close() {
      release.accept(this);
    }
  }

  /** Whether any version is held, so that former values must be kept. */
  boolean isKept() {
    return held > 0;
  }

  /** Increases when tables must fetch their part of the difference again. */
  long epoch() {
    return epoch;
  }

  /** Where a table keeps the values that it replaces. */
  Map<Object, Object> formerValues(TableKey table) {
    return toBase.computeIfAbsent(table, key -> new HashMap<>());
  }

  Version remember(Consumer<Version> release) {
    Version version = new Version(release);
    if (base != null) {
      base.next = version;
      base.fromNext = toBase;
    }
    held++;
    startFrom(version);
    return version;
  }

  private void startFrom(Version version) {
    base = version;
    toBase = new ConcurrentHashMap<>();
    epoch++;
  }

  void release(Version version) {
    if (version.released) {
      return;
    }
    version.released = true;
    held--;
    if (held == 0) {
      startFrom(null);
    }
  }

  /** The parts of the store that going to {@code version} will change. */
  Set<InMemoryStore.Part> touchedBy(Version version) {
    checkHeld(version);
    Set<InMemoryStore.Part> touched = new HashSet<>();
    toBase.keySet().forEach(table -> touched.add(table.part()));
    for (Version step = version; step != base; step = step.next) {
      step.fromNext.keySet().forEach(table -> touched.add(table.part()));
    }
    return touched;
  }

  private static void checkHeld(Version version) {
    if (version.released) {
      throw new IllegalStateException("The snapshot has been released");
    }
  }

  /** Makes the present state equal to {@code version}, which becomes the base. */
  void goTo(Version version) {
    checkHeld(version);
    apply(toBase);
    Deque<Version> way = new ArrayDeque<>();
    for (Version step = version; step != base; step = step.next) {
      way.push(step);
    }
    for (Version step : way) {
      base.fromNext = apply(step.fromNext);
      base.next = step;
      step.next = null;
      step.fromNext = null;
      base = step;
    }
    startFrom(version);
  }

  private Map<TableKey, Map<Object, Object>> apply(Map<TableKey, Map<Object, Object>> delta) {
    Map<TableKey, Map<Object, Object>> inverse = HashMap.newHashMap(delta.size());
    delta.forEach((table, values) -> inverse.put(table, tables.apply(table).apply(values)));
    return inverse;
  }
}
