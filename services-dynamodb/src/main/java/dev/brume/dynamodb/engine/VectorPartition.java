package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Vectors that are searched together. Each has a fixed slot until it is removed, so a search may
 * continue after concurrent writes. The lock of their table guards them.
 */
final class VectorPartition {
  private static final int FIRST_PLACES = 16;

  private final int dimensions;
  private final List<VectorBlock> blocks = new ArrayList<>();
  private final Map<Blob, Integer> places = new HashMap<>();
  private Blob[] keys = new Blob[FIRST_PLACES];
  private StoredItem[] items = new StoredItem[FIRST_PLACES];
  private double[] squares = new double[FIRST_PLACES];
  private int[] free = new int[FIRST_PLACES];
  private int freeCount;
  private int end;

  VectorPartition(int dimensions) {
    this.dimensions = dimensions;
  }

  /** The number of blocks to search. */
  int blocks() {
    return blocks.size();
  }

  /** Sets the vector of the item at {@code key}. */
  void put(Blob key, StoredItem item, float[] vector) {
    int place = places.computeIfAbsent(key, unknown -> newPlace());
    blocks.get(place / VectorBlock.WIDTH).set(place % VectorBlock.WIDTH, vector);
    keys[place] = key;
    items[place] = item;
    squares[place] = VectorBlock.square(vector);
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
    if (end / VectorBlock.WIDTH == blocks.size()) {
      blocks.add(new VectorBlock(dimensions));
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

  /**
   * Compares the vectors of a block and adds matches to {@code best}.
   *
   * @param coarse of the query
   * @param sums a buffer with one number per vector
   */
  void search(
      int blockNumber, VectorQuery query, CoarseQuery coarse, int[] sums, VectorMatches best) {
    VectorBlock block = blocks.get(blockNumber);
    block.estimate(coarse, sums);
    int first = blockNumber * VectorBlock.WIDTH;
    int last = Math.min(end, first + VectorBlock.WIDTH);
    for (int place = first; place < last; place++) {
      StoredItem item = items[place];
      if (item == null || !query.takes(item)) {
        continue;
      }
      best.examine();
      int lane = place - first;
      double mostProduct = coarse.mostProduct(sums[lane], block.step(lane));
      if (best.mayTake(query.best(mostProduct, squares[place]))) {
        best.offer(keys[place], item, query.score(block, lane, squares[place]));
      }
    }
  }
}
