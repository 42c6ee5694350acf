package dev.brume.s3.engine;

import java.util.Comparator;

/**
 * Very many versions of one key. Immutable: a change copies the path to one version and shares the
 * rest, so that it takes logarithmic time. So does finding a version by id or index.
 *
 * <p>It is two treaps, whose priorities are hashes of the sequences.
 */
final class VersionTree implements KeyVersions {
  private static final Comparator<ObjectVersion> NEWEST_FIRST =
      Comparator.comparingLong(ObjectVersion::sequence).reversed();

  private static final Comparator<ObjectVersion> BY_ID =
      Comparator.comparing(ObjectVersion::versionId);

  private final Node byAge;
  private final Node byId;

  private VersionTree(Node byAge, Node byId) {
    this.byAge = byAge;
    this.byId = byId;
  }

  /** A version, with those before it to the left and those after it to the right. */
  private record Node(ObjectVersion version, Node left, Node right, int size) {
    static Node of(ObjectVersion version, Node left, Node right) {
      return new Node(version, left, right, sizeOf(left) + 1 + sizeOf(right));
    }

    static int sizeOf(Node node) {
      return node == null ? 0 : node.size;
    }

    static int depthOf(Node node) {
      return node == null ? 0 : 1 + Math.max(depthOf(node.left), depthOf(node.right));
    }

    Node withLeft(Node changed) {
      return of(version, changed, right);
    }

    Node withRight(Node changed) {
      return of(version, left, changed);
    }
  }

  /** What is before a version, and what is after it. */
  private record Halves(Node before, Node after) {}

  /** A tree of all versions in {@code versions}. */
  static VersionTree of(KeyVersions versions) {
    VersionTree tree = new VersionTree(null, null);
    for (int i = 0; i < versions.count(); i++) {
      tree = tree.with(versions.at(i));
    }
    return tree;
  }

  /** A tree with another version, which replaces one with the same sequence. */
  VersionTree with(ObjectVersion added) {
    return new VersionTree(set(byAge, added, NEWEST_FIRST), set(byId, added, BY_ID));
  }

  /** A tree without one of its versions. */
  VersionTree without(ObjectVersion removed) {
    return new VersionTree(unset(byAge, removed, NEWEST_FIRST), unset(byId, removed, BY_ID));
  }

  @Override
  public int count() {
    return Node.sizeOf(byAge);
  }

  @Override
  public ObjectVersion at(int index) {
    Node node = byAge;
    int place = index;
    while (place != Node.sizeOf(node.left)) {
      if (place < Node.sizeOf(node.left)) {
        node = node.left;
      } else {
        place -= Node.sizeOf(node.left) + 1;
        node = node.right;
      }
    }
    return node.version;
  }

  @Override
  public ObjectVersion find(String versionId) {
    Node node = byId;
    while (node != null) {
      int order = versionId.compareTo(node.version.versionId());
      if (order == 0) {
        return node.version;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  @Override
  public int indexOf(String versionId) {
    ObjectVersion version = find(versionId);
    if (version == null) {
      return -1;
    }
    int before = 0;
    Node node = byAge;
    int order = NEWEST_FIRST.compare(version, node.version);
    while (order != 0) {
      if (order > 0) {
        before += Node.sizeOf(node.left) + 1;
      }
      node = order < 0 ? node.left : node.right;
      order = NEWEST_FIRST.compare(version, node.version);
    }
    return before + Node.sizeOf(node.left);
  }

  /** The most versions that any search or change visits. */
  int depth() {
    return Math.max(Node.depthOf(byAge), Node.depthOf(byId));
  }

  private static Node set(Node node, ObjectVersion version, Comparator<ObjectVersion> order) {
    if (node == null) {
      return Node.of(version, null, null);
    }
    int place = order.compare(version, node.version);
    if (place == 0) {
      return Node.of(version, node.left, node.right);
    }
    if (priority(version) > priority(node.version)) {
      Halves halves = split(node, version, order);
      return Node.of(version, halves.before, halves.after);
    }
    return place < 0
        ? node.withLeft(set(node.left, version, order))
        : node.withRight(set(node.right, version, order));
  }

  private static Halves split(Node node, ObjectVersion at, Comparator<ObjectVersion> order) {
    if (node == null) {
      return new Halves(null, null);
    }
    if (order.compare(node.version, at) < 0) {
      Halves halves = split(node.right, at, order);
      return new Halves(node.withRight(halves.before), halves.after);
    }
    Halves halves = split(node.left, at, order);
    return new Halves(halves.before, node.withLeft(halves.after));
  }

  private static Node unset(Node node, ObjectVersion version, Comparator<ObjectVersion> order) {
    int place = order.compare(version, node.version);
    if (place == 0) {
      return joined(node.left, node.right);
    }
    return place < 0
        ? node.withLeft(unset(node.left, version, order))
        : node.withRight(unset(node.right, version, order));
  }

  private static Node joined(Node before, Node after) {
    if (before == null || after == null) {
      return before == null ? after : before;
    }
    return priority(before.version) > priority(after.version)
        ? before.withRight(joined(before.right, after))
        : after.withLeft(joined(before, after.left));
  }

  /** Distributes the sequences evenly and uniquely (the finalizer of SplitMix64). */
  private static long priority(ObjectVersion version) {
    long mixed = version.sequence() + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
