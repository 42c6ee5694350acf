package dev.brume.core.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A persistent B+ tree: setting and removing return another tree that shares all but the path to
 * the entry. So it can be read without a lock, and snapshots are free. Arrays are exactly as long
 * as their contents, and inner nodes know the number of entries below.
 *
 * <p>Only one thing changes in place: a value loaded from a file is replaced by its decoded form,
 * see {@link Leaf}.
 */
final class SortedTree {
  static final SortedTree EMPTY = new SortedTree(new Leaf(new byte[0][], new Object[0]));

  /** The most entries or children of a node, and the number below which it is merged. */
  static final int MAX_IN_NODE = 32;

  private static final int MIN_IN_NODE = MAX_IN_NODE / 4;

  private final Node root;

  private SortedTree(Node root) {
    this.root = root;
  }

  /** A leaf or a branch. */
  abstract static sealed class Node {
    abstract int size();

    /** The number of its own children or entries. */
    abstract int width();

    abstract Node with(byte[] key, Object value, Edit edit);

    /** Null if nothing is left. */
    abstract Node without(byte[] key, Edit edit);

    /** This node merged with its right neighbour. */
    abstract Node joined(byte[] separator, Node right);
  }

  /** The result of a change for the node above. */
  static final class Edit {
    /** The former value; null if there was none. */
    Object former;

    /** The node that was split off to the right, and its first key; null without a split. */
    Node split;

    byte[] separator;
  }

  /** Entries. A reader may replace a {@link Stored} in {@code values} with its decoded form. */
  static final class Leaf extends Node {
    final byte[][] keys;
    final Object[] values;

    Leaf(byte[][] keys, Object[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    int size() {
      return keys.length;
    }

    @Override
    int width() {
      return keys.length;
    }

    /** The index of {@code key}, or the complement of its insertion index. */
    int find(byte[] key) {
      return search(keys, 0, key);
    }

    @Override
    Node with(byte[] key, Object value, Edit edit) {
      int at = find(key);
      if (at >= 0) {
        edit.former = values[at];
        Object[] changed = values.clone();
        changed[at] = value;
        return new Leaf(keys, changed);
      }
      at = ~at;
      if (keys.length < MAX_IN_NODE) {
        return new Leaf(inserted(keys, at, key), inserted(values, at, value));
      }
      return split(at, key, value, edit);
    }

    /** Keys that arrive in order leave full nodes behind. */
    private Leaf split(int at, byte[] key, Object value, Edit edit) {
      int cut = at == keys.length || at == 0 ? at : keys.length / 2;
      Leaf left = part(0, cut);
      Leaf right = part(cut, keys.length);
      if (cut == 0 || at < cut || at == cut && cut < keys.length) {
        left = (Leaf) left.with(key, value, edit);
      } else {
        right = (Leaf) right.with(key, value, edit);
      }
      edit.split = right;
      edit.separator = right.keys[0];
      return left;
    }

    private Leaf part(int from, int to) {
      return new Leaf(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
    }

    @Override
    Node without(byte[] key, Edit edit) {
      int at = find(key);
      if (at < 0) {
        return this;
      }
      edit.former = values[at];
      return keys.length == 1 ? null : new Leaf(removed(keys, at), removed(values, at));
    }

    @Override
    Leaf joined(byte[] separator, Node right) {
      Leaf other = (Leaf) right;
      return new Leaf(SortedTree.joined(keys, other.keys), SortedTree.joined(values, other.values));
    }
  }

  /** Nodes in order. */
  static final class Branch extends Node {
    /** The first key of each child; the first child has none. */
    final byte[][] from;

    final Node[] children;
    private final int size;

    Branch(byte[][] from, Node[] children, int size) {
      this.from = from;
      this.children = children;
      this.size = size;
    }

    @Override
    int size() {
      return size;
    }

    @Override
    int width() {
      return children.length;
    }

    /** The child that would contain {@code key}. */
    int childOf(byte[] key) {
      int at = search(from, 1, key);
      return at >= 0 ? at : ~at - 1;
    }

    @Override
    Node with(byte[] key, Object value, Edit edit) {
      int at = childOf(key);
      Node child = children[at].with(key, value, edit);
      Node[] changed = children.clone();
      changed[at] = child;
      int newSize = edit.former == null ? size + 1 : size;
      if (edit.split == null) {
        return new Branch(from, changed, newSize);
      }
      Node[] more = inserted(changed, at + 1, edit.split);
      byte[][] moreFrom = inserted(from, at + 1, edit.separator);
      edit.split = null;
      if (more.length <= MAX_IN_NODE) {
        return new Branch(moreFrom, more, newSize);
      }
      int cut = at + 2 == more.length ? more.length - 1 : more.length / 2;
      Branch right = part(moreFrom, more, cut, more.length);
      edit.split = right;
      edit.separator = moreFrom[cut];
      return part(moreFrom, more, 0, cut);
    }

    private static Branch part(byte[][] from, Node[] children, int start, int end) {
      int entries = 0;
      for (int i = start; i < end; i++) {
        entries += children[i].size();
      }
      return new Branch(
          Arrays.copyOfRange(from, start, end), Arrays.copyOfRange(children, start, end), entries);
    }

    @Override
    Node without(byte[] key, Edit edit) {
      int at = childOf(key);
      Node child = children[at].without(key, edit);
      if (child == children[at]) {
        return this;
      }
      if (child == null) {
        return children.length == 1
            ? null
            : new Branch(removed(from, at), removed(children, at), size - 1);
      }
      int left = child.width() < MIN_IN_NODE ? partner(at, child) : -1;
      if (left < 0) {
        Node[] changed = children.clone();
        changed[at] = child;
        return new Branch(from, changed, size - 1);
      }
      Node first = left == at ? child : children[left];
      Node second = left == at ? children[at + 1] : child;
      Node[] fewer = removed(children, left + 1);
      fewer[left] = first.joined(from[left + 1], second);
      return new Branch(removed(from, left + 1), fewer, size - 1);
    }

    /** The left one of two nodes to merge: {@code at} or the one before it; -1 for none. */
    private int partner(int at, Node child) {
      if (at > 0 && children[at - 1].width() + child.width() <= MAX_IN_NODE) {
        return at - 1;
      }
      boolean fitsNext =
          at + 1 < children.length && children[at + 1].width() + child.width() <= MAX_IN_NODE;
      return fitsNext ? at : -1;
    }

    @Override
    Branch joined(byte[] separator, Node right) {
      Branch other = (Branch) right;
      byte[][] bounds = SortedTree.joined(from, other.from);
      bounds[from.length] = separator;
      return new Branch(bounds, SortedTree.joined(children, other.children), size + other.size);
    }
  }

  Node root() {
    return root;
  }

  int size() {
    return root.size();
  }

  /** The leaf that would contain {@code key}. */
  Leaf leafOf(byte[] key) {
    Node node = root;
    while (node instanceof Branch branch) {
      node = branch.children[branch.childOf(key)];
    }
    return (Leaf) node;
  }

  /** The value of {@code key}, or null. */
  Object get(byte[] key) {
    Leaf leaf = leafOf(key);
    int at = leaf.find(key);
    return at < 0 ? null : leaf.values[at];
  }

  /** The tree with an entry set; {@code edit} receives the former value. */
  SortedTree with(byte[] key, Object value, Edit edit) {
    Node changed = root.with(key, value, edit);
    if (edit.split == null) {
      return new SortedTree(changed);
    }
    byte[][] from = {null, edit.separator};
    Node[] children = {changed, edit.split};
    edit.split = null;
    return new SortedTree(new Branch(from, children, changed.size() + children[1].size()));
  }

  /** The tree without an entry; {@code edit} receives the former value. */
  SortedTree without(byte[] key, Edit edit) {
    Node changed = root.without(key, edit);
    if (changed == null) {
      return EMPTY;
    }
    while (changed instanceof Branch branch && branch.children.length == 1) {
      changed = branch.children[0];
    }
    return changed == root ? this : new SortedTree(changed);
  }

  /**
   * The number of keys before {@code key}.
   *
   * @param included whether {@code key} itself counts
   */
  int rank(byte[] key, boolean included) {
    int before = 0;
    Node node = root;
    while (node instanceof Branch branch) {
      int at = branch.childOf(key);
      for (int i = 0; i < at; i++) {
        before += branch.children[i].size();
      }
      node = branch.children[at];
    }
    int at = ((Leaf) node).find(key);
    return before + (at < 0 ? ~at : included ? at + 1 : at);
  }

  private static int search(byte[][] keys, int start, byte[] key) {
    int low = start;
    int high = keys.length - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      int order = Arrays.compareUnsigned(keys[middle], key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ~low;
  }

  private static <T> T[] inserted(T[] array, int at, T element) {
    T[] longer = Arrays.copyOf(array, array.length + 1);
    System.arraycopy(array, at, longer, at + 1, array.length - at);
    longer[at] = element;
    return longer;
  }

  private static <T> T[] removed(T[] array, int at) {
    T[] shorter = Arrays.copyOf(array, array.length - 1);
    System.arraycopy(array, at + 1, shorter, at, shorter.length - at);
    return shorter;
  }

  private static <T> T[] joined(T[] first, T[] second) {
    T[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Builds a tree from entries in key order, without copying a path for each. */
  static final class Builder {
    private static final int FILLED = MAX_IN_NODE - 2;

    private final List<Node> leaves = new ArrayList<>();
    private byte[][] keys = new byte[FILLED][];
    private Object[] values = new Object[FILLED];
    private int filled;
    private byte[] last;

    /** Returns whether {@code key} comes after all previous ones; otherwise nothing is added. */
    boolean add(byte[] key, Object value) {
      if (last != null && Arrays.compareUnsigned(last, key) >= 0) {
        return false;
      }
      if (filled == FILLED) {
        endLeaf();
      }
      keys[filled] = key;
      values[filled] = value;
      filled++;
      last = key;
      return true;
    }

    private void endLeaf() {
      leaves.add(new Leaf(Arrays.copyOf(keys, filled), Arrays.copyOf(values, filled)));
      filled = 0;
    }

    SortedTree build() {
      if (filled > 0) {
        endLeaf();
      }
      List<Node> level = leaves;
      if (level.isEmpty()) {
        return EMPTY;
      }
      while (level.size() > 1) {
        List<Node> above = new ArrayList<>(level.size() / FILLED + 1);
        for (int start = 0; start < level.size(); start += FILLED) {
          int end = Math.min(start + FILLED, level.size());
          Node[] children = level.subList(start, end).toArray(new Node[0]);
          byte[][] from = new byte[children.length][];
          int size = 0;
          for (int i = 0; i < children.length; i++) {
            from[i] = leastKey(children[i]);
            size += children[i].size();
          }
          above.add(new Branch(from, children, size));
        }
        level = above;
      }
      return new SortedTree(level.getFirst());
    }

    private static byte[] leastKey(Node node) {
      return node instanceof Branch branch ? branch.from[0] : ((Leaf) node).keys[0];
    }
  }
}
