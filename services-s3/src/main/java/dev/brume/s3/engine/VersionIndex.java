package dev.brume.s3.engine;

import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The versions of a bucket by key, in the order of S3's lists. Reading takes no lock: it sees each
 * key's versions at some moment. Only changed by the bucket.
 */
public final class VersionIndex {
  private final NavigableMap<String, KeyVersions> keys =
      new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);

  VersionIndex() {}

  /** The versions of a key, or null if there are none. */
  public KeyVersions get(String key) {
    return keys.get(key);
  }

  /** The latest version of a key, which may be a delete marker; null if there is none. */
  public ObjectVersion latest(String key) {
    KeyVersions versions = keys.get(key);
    return versions == null ? null : versions.latest();
  }

  /** The version of a key with that id, or null. */
  public ObjectVersion find(String key, String versionId) {
    KeyVersions versions = keys.get(key);
    return versions == null ? null : versions.find(versionId);
  }

  /** A live view of the versions of the keys from {@code from} on. */
  public NavigableMap<String, KeyVersions> from(String from, boolean inclusive) {
    return keys.tailMap(from, inclusive);
  }

  /** Whether there are neither objects nor delete markers. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Adds a version and atomically removes the one that it replaces, or null. */
  void add(ObjectVersion version, ObjectVersion displaced) {
    KeyVersions known = keys.get(version.key());
    KeyVersions kept = displaced == null ? known : VersionStack.without(known, displaced);
    keys.put(version.key(), VersionStack.with(kept, version));
  }

  void remove(ObjectVersion version) {
    KeyVersions left = VersionStack.without(keys.get(version.key()), version);
    if (left == null) {
      keys.remove(version.key());
    } else {
      keys.put(version.key(), left);
    }
  }

  void replace(ObjectVersion former, ObjectVersion changed) {
    keys.put(former.key(), VersionStack.replaced(keys.get(former.key()), former, changed));
  }
}
