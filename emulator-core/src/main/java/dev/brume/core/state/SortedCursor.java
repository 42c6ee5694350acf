package dev.brume.core.state;

import dev.brume.core.state.SortedTree.Branch;
import dev.brume.core.state.SortedTree.Leaf;
import dev.brume.core.state.SortedTree.Node;
import java.util.Arrays;

/** Iterates lazily over the entries of a tree in a range, in one direction. */
final class SortedCursor {
  /** More than the height of any tree: each level holds eight times as many as the one below. */
  private static final int MAX_HEIGHT = 24;

  private final Branch[] path = new Branch[MAX_HEIGHT];
  private final int[] places = new int[MAX_HEIGHT];
  private final boolean backwards;
  private final ByteKey end;
  private final boolean endIncluded;
  private int depth;
  private Leaf leaf;
  private int at;

  /** Starts before the first entry in {@code range}. */
  SortedCursor(SortedTree tree, KeyRange range, boolean backwards) {
    this.backwards = backwards;
    end = backwards ? range.low() : range.high();
    endIncluded = backwards ? range.lowIncluded() : range.highIncluded();
    ByteKey start = backwards ? range.high() : range.low();
    boolean startIncluded = backwards ? range.highIncluded() : range.lowIncluded();
    byte[] key = start == null ? null : start.bytes();
    descend(tree.root(), key);
    if (key == null) {
      at = backwards ? leaf.keys.length : -1;
    } else {
      at = leaf.find(key);
      boolean found = at >= 0;
      at = found ? at : ~at;
      if (backwards) {
        at += found && startIncluded ? 1 : 0;
      } else {
        at -= found && !startIncluded ? 0 : 1;
      }
    }
  }

  /** Descends to the leaf of {@code key}, or to the first or last leaf if it is null. */
  private void descend(Node from, byte[] key) {
    Node node = from;
    while (node instanceof Branch branch) {
      path[depth] = branch;
      int last = backwards ? branch.children.length - 1 : 0;
      places[depth] = key == null ? last : branch.childOf(key);
      node = branch.children[places[depth]];
      depth++;
    }
    leaf = (Leaf) node;
  }

  /** Moves to the next entry; returns whether there is one. */
  boolean next() {
    at += backwards ? -1 : 1;
    while (at < 0 || at >= leaf.keys.length) {
      if (!nextLeaf()) {
        return false;
      }
    }
    return isBeforeEnd();
  }

  private boolean isBeforeEnd() {
    if (end == null) {
      return true;
    }
    int order = Arrays.compareUnsigned(leaf.keys[at], end.bytes());
    return order == 0 ? endIncluded : backwards ? order > 0 : order < 0;
  }

  private boolean nextLeaf() {
    int step = backwards ? -1 : 1;
    int level = depth - 1;
    while (level >= 0
        && (places[level] + step < 0 || places[level] + step >= path[level].children.length)) {
      level--;
    }
    if (level < 0) {
      at = backwards ? -1 : leaf.keys.length - 1;
      return false;
    }
    places[level] += step;
    depth = level + 1;
    descend(path[level].children[places[level]], null);
    at = backwards ? leaf.keys.length - 1 : 0;
    return true;
  }

  Leaf leaf() {
    return leaf;
  }

  /** The entry's index in {@link #leaf}. */
  int at() {
    return at;
  }
}
