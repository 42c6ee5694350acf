package dev.brume.core.state;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Snapshots by name, in memory: they are gone with the process. */
public final class Snapshots {
  /** How many there can be: each keeps every value that has changed since. */
  public static final int MAX_SNAPSHOTS = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private final Store store;
  private final TreeMap<String, Named> byName = new TreeMap<>();

  private record Named(Instant created, Store.Snapshot snapshot) {}

  /**
   * What there is to know of a snapshot.
   *
   * @param name 1 to 128 letters, digits, dots, underscores and hyphens
   * @param created when it was taken
   */
  public record Description(String name, Instant created) {}

  public Snapshots(Store store) {
    this.store = store;
  }

  /**
   * Remembers the present state under {@code name}, in the place of an earlier one of that name.
   *
   * @throws IllegalArgumentException where it can't be a name
   * @throws IllegalStateException where there are {@value #MAX_SNAPSHOTS}
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

  /** All of them, by name. */
  public synchronized List<Description> list() {
    return byName.entrySet().stream()
        .map(entry -> new Description(entry.getKey(), entry.getValue().created))
        .toList();
  }

  /** Goes back to the snapshot, which stays; returns whether there is one of that name. */
  public synchronized boolean restore(String name) {
    Named named = byName.get(name);
    if (named != null) {
      store.restore(named.snapshot);
    }
    return named != null;
  }

  /** Forgets the snapshot; returns whether there was one of that name. */
  public synchronized boolean delete(String name) {
    Named named = byName.remove(name);
    if (named != null) {
      named.snapshot.close();
    }
    return named != null;
  }
}
