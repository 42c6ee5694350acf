package dev.brume.sqs.engine;

import java.util.Arrays;

/**
 * A binary heap whose items know their index, so that any item is removed in O(log n). Adding items
 * in ascending order takes O(1).
 */
abstract class IndexedHeap<T> {
  /** The index of an item that is not in the heap. */
  static final int ABSENT = -1;

  private static final int FIRST_CAPACITY = 4;

  private Object[] items = new Object[FIRST_CAPACITY];
  private int size;

  /** Whether {@code a} comes before {@code b}; a strict total order. */
  abstract boolean isBefore(T a, T b);

  /** The index last set on the item. */
  abstract int placeOf(T item);

  /** Sets the item's index. */
  abstract void setPlace(T item, int place);

  final int size() {
    return size;
  }

  final boolean isEmpty() {
    return size == 0;
  }

  /** The first item, or null. */
  @SuppressWarnings("unchecked")
  final T head() {
    return (T) items[0];
  }

  final boolean contains(T item) {
    return placeOf(item) != ABSENT;
  }

  final void add(T item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1) + 1);
    }
    siftUp(size++, item);
  }

  final void remove(T item) {
    int place = placeOf(item);
    T last = at(--size);
    items[size] = null;
    setPlace(item, ABSENT);
    if (last != item) {
      siftDown(place, last);
      if (at(place) == last) {
        siftUp(place, last);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private T at(int place) {
    return (T) items[place];
  }

  private void siftUp(int from, T item) {
    int place = from;
    while (place > 0) {
      int parentPlace = (place - 1) >>> 1;
      T parent = at(parentPlace);
      if (!isBefore(item, parent)) {
        break;
      }
      put(place, parent);
      place = parentPlace;
    }
    put(place, item);
  }

  private void siftDown(int from, T item) {
    int place = from;
    int firstLeaf = size >>> 1;
    while (place < firstLeaf) {
      int childPlace = 2 * place + 1;
      if (childPlace + 1 < size && isBefore(at(childPlace + 1), at(childPlace))) {
        childPlace++;
      }
      if (!isBefore(at(childPlace), item)) {
        break;
      }
      put(place, at(childPlace));
      place = childPlace;
    }
    put(place, item);
  }

  private void put(int place, T item) {
    items[place] = item;
    setPlace(item, place);
  }
}
