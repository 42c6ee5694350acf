package dev.brume.s3.engine;

/** All versions of a key, newest first; at least one. A key's only version is its own list. */
public sealed interface KeyVersions permits ObjectVersion, VersionStack, VersionTree {
  /** The number of versions. */
  int count();

  /** The version at {@code index}; 0 is the latest. */
  ObjectVersion at(int index);

  /** The latest version, which may be a delete marker. */
  default ObjectVersion latest() {
    return at(0);
  }

  /** The version with that id, or null. */
  default ObjectVersion find(String versionId) {
    int index = indexOf(versionId);
    return index < 0 ? null : at(index);
  }

  /** The index of the version with that id, or -1. */
  default int indexOf(String versionId) {
    for (int i = 0; i < count(); i++) {
      if (at(i).versionId().equals(versionId)) {
        return i;
      }
    }
    return -1;
  }
}
