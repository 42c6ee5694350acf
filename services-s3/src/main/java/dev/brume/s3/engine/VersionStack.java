package dev.brume.s3.engine;

/** Several versions of one key, in an array. Immutable. */
final class VersionStack implements KeyVersions {
  /** The most versions in an array, which each change copies; more are in a tree. */
  static final int MAX_VERSIONS = 32;

  private final ObjectVersion[] newestFirst;

  private VersionStack(ObjectVersion[] newestFirst) {
    this.newestFirst = newestFirst;
  }

  @Override
  public int count() {
    return newestFirst.length;
  }

  @Override
  public ObjectVersion at(int index) {
    return newestFirst[index];
  }

  /** {@code known}, which may be null, with another version at its position by sequence. */
  static KeyVersions with(KeyVersions known, ObjectVersion added) {
    if (known == null) {
      return added;
    }
    if (known instanceof VersionTree tree) {
      return tree.with(added);
    }
    int count = known.count();
    if (count == MAX_VERSIONS) {
      return VersionTree.of(known).with(added);
    }
    ObjectVersion[] versions = new ObjectVersion[count + 1];
    int place = 0;
    while (place < count && known.at(place).sequence() > added.sequence()) {
      versions[place] = known.at(place);
      place++;
    }
    versions[place] = added;
    for (; place < count; place++) {
      versions[place + 1] = known.at(place);
    }
    return new VersionStack(versions);
  }

  private static VersionStack copyOf(KeyVersions known) {
    ObjectVersion[] versions = new ObjectVersion[known.count()];
    for (int i = 0; i < versions.length; i++) {
      versions[i] = known.at(i);
    }
    return new VersionStack(versions);
  }

  /** {@code known} without a version; null if none is left. */
  static KeyVersions without(KeyVersions known, ObjectVersion removed) {
    if (known instanceof VersionTree tree) {
      VersionTree left = tree.without(removed);
      return left.count() > MAX_VERSIONS ? left : copyOf(left);
    }
    if (known.count() == 1) {
      return null;
    }
    if (known.count() == 2) {
      return known.at(0) == removed ? known.at(1) : known.at(0);
    }
    ObjectVersion[] versions = new ObjectVersion[known.count() - 1];
    int place = 0;
    for (int i = 0; i < known.count(); i++) {
      if (known.at(i) != removed) {
        versions[place++] = known.at(i);
      }
    }
    return new VersionStack(versions);
  }

  /** {@code known} with {@code changed} instead of {@code former}. */
  static KeyVersions replaced(KeyVersions known, ObjectVersion former, ObjectVersion changed) {
    if (known instanceof VersionTree tree) {
      return tree.with(changed);
    }
    if (known.count() == 1) {
      return changed;
    }
    ObjectVersion[] versions = new ObjectVersion[known.count()];
    for (int i = 0; i < versions.length; i++) {
      versions[i] = known.at(i) == former ? changed : known.at(i);
    }
    return new VersionStack(versions);
  }
}
