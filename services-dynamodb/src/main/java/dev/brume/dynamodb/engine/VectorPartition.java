package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Vectors that are searched together. Each has a place, which stays its own until it is removed; so
 * a search may go on after others have written. The lock of their table guards them.
 */
final class VectorPartition {
  /** About so many numbers are kept, and searched, in one stretch. */
  private static final int BLOCK_NUMBERS = 65_536;

  private static final int FIRST_PLACES = 16;

  private final int dimensions;
  private final int blockVectors;
  private final List<float[]> blocks = new ArrayList<>();
  private final Map<Blob, Integer> places = new HashMap<>();
  private Blob[] keys = new Blob[FIRST_PLACES];
  private StoredItem[] items = new StoredItem[FIRST_PLACES];
  private double[] squares = new double[FIRST_PLACES];
  private int[] free = new int[FIRST_PLACES];
  private int freeCount;
  private int end;

  VectorPartition(int dimensions) {
    this.dimensions = dimensions;
    blockVectors = Math.max(1, BLOCK_NUMBERS / dimensions);
  }

  int size() {
    return places.size();
  }

  /** How many blocks there are to be searched. */
  int blocks() {
    return blocks.size();
  }

  /** Sets the vector of the item at {@code key}. */
  void put(Blob key, StoredItem item, float[] vector) {
    int place = places.computeIfAbsent(key, unknown -> newPlace());
    float[] block = blocks.get(place / blockVectors);
    int at = place % blockVectors * dimensions;
    System.arraycopy(vector, 0, block, at, dimensions);
    keys[place] = key;
    items[place] = item;
    double[] exact = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      exact[i] = vector[i];
    }
    squares[place] = VectorDistance.product(exact, block, at);
  }

  private int newPlace() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if (end == items.length) {
      keys = Arrays.copyOf(keys, 2 * end);
      items = Arrays.copyOf(items, 2 * end);
      squares = Arrays.copyOf(squares, 2 * end);
      free = Arrays.copyOf(free, 2 * end);
    }
    if (end / blockVectors == blocks.size()) {
      blocks.add(new float[blockVectors * dimensions]);
    }
    return end++;
  }

  void remove(Blob key) {
    Integer place = places.remove(key);
    if (place != null) {
      keys[place] = null;
      items[place] = null;
      free[freeCount++] = place;
    }
  }

  /** Offers the vectors of a block to {@code best}. */
  void search(int blockNumber, VectorQuery query, VectorMatches best) {
    float[] block = blocks.get(blockNumber);
    int first = blockNumber * blockVectors;
    int last = Math.min(end, first + blockVectors);
    for (int place = first; place < last; place++) {
      StoredItem item = items[place];
      if (item == null || !query.takes(item)) {
        continue;
      }
      best.offer(
          keys[place], item, query.score(block, (place - first) * dimensions, squares[place]));
    }
  }
}
