package dev.brume.s3.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The versions of one key, newest first, as the model has them. Immutable.
 *
 * @param versions of each its id, and its ETag or null for a delete marker
 */
record KeyState(List<Version> versions) {
  static final String NULL_ID = "null";
  static final KeyState EMPTY = new KeyState(List.of());

  /** A version, or a delete marker where there is no ETag. */
  record Version(String id, String etag) {
    static Version marker(String id) {
      return new Version(id, null);
    }

    boolean isMarker() {
      return etag == null;
    }
  }

  /** The latest version, be it a delete marker; null where there is none. */
  Version latest() {
    return versions.isEmpty() ? null : versions.getFirst();
  }

  /** The object that is there for who names no version; null where there is none. */
  Version object() {
    return latest() == null || latest().isMarker() ? null : latest();
  }

  Version find(String id) {
    for (Version version : versions) {
      if (version.id().equals(id)) {
        return version;
      }
    }
    return null;
  }

  /** With a further version, which displaces the null version if it is one itself. */
  KeyState with(Version added) {
    List<Version> all = new ArrayList<>();
    all.add(added);
    all.addAll(added.id().equals(NULL_ID) ? without(NULL_ID).versions : versions);
    return new KeyState(List.copyOf(all));
  }

  KeyState without(String id) {
    return new KeyState(versions.stream().filter(version -> !version.id().equals(id)).toList());
  }
}
