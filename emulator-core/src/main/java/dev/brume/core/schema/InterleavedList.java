package dev.brume.core.schema;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * A list whose elements are interleaved with those of other lists of the same structure: each has a
 * position in one common order. In XML with flattened lists they are written in that order;
 * everywhere else each list is written separately.
 *
 * @param <E> the elements
 */
public final class InterleavedList<E> extends AbstractList<E> {
  private final List<E> elements = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  /**
   * Adds an element.
   *
   * @param place its position in the common order, after that of the previous element
   */
  public void add(int place, E element) {
    places.add(place);
    elements.add(element);
  }

  /**
   * The position of the element at {@code index} in the common order; after all others if there is
   * none.
   */
  public int place(int index) {
    return index < places.size() ? places.get(index) : Integer.MAX_VALUE;
  }

  @Override
  public E get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
