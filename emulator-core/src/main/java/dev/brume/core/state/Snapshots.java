package dev.brume.core.state;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Named snapshots, in memory: lost with the process. */
public final class Snapshots {
  /** The most snapshots: each keeps every value that has changed since. */
  public static final int MAX_SNAPSHOTS = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private final Store store;
  private final TreeMap<String, Named> byName = new TreeMap<>();

  private record Named(Instant created, Store.Snapshot snapshot) {}

  /**
   * A snapshot's name and time.
   *
   * @param name 1 to 128 letters, digits, dots, underscores and hyphens
   * @param created when it was taken
   */
  public record Description(String name, Instant created) {}

  public Snapshots(Store store) {
    this.store = store;
  }

  /**
   * Takes a snapshot of the present state as {@code name}, replacing an earlier one of that name.
   *
   * @throws IllegalArgumentException if the name is invalid
   * @throws IllegalStateException if there are {@value #MAX_SNAPSHOTS} already
   */
  public synchronized Description create(String name, Instant now) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A snapshot's name is 1 to 128 letters, digits, dots, underscores and hyphens");
    }
    if (byName.size() == MAX_SNAPSHOTS && !byName.containsKey(name)) {
      throw new IllegalStateException("There are " + MAX_SNAPSHOTS + " snapshots already");
    }
    Named former = byName.put(name, new Named(now, store.snapshot()));
    if (former != null) {
      former.snapshot.close();
    }
    return new Description(name, now);
  }

  /** All snapshots, by name. */
  public synchronized List<Description> list() {
    return byName.entrySet().stream()
        .map(entry -> new Description(entry.getKey(), entry.getValue().created))
        .toList();
  }

  /** Restores the snapshot, which is kept; returns whether it exists. */
  public synchronized boolean restore(String name) {
    Named named = byName.get(name);
    if (named != null) {
      store.restore(named.snapshot);
    }
    return named != null;
  }

  /** Deletes the snapshot; returns whether it existed. */
  public synchronized boolean delete(String name) {
    Named named = byName.remove(name);
    if (named != null) {
      named.snapshot.close();
    }
    return named != null;
  }
}
