package dev.brume.dynamodb.engine;

/**
 * A search in a vector index, which compares every vector. It runs in steps, between which others
 * may read and write: each step sees the present vectors.
 */
final class VectorScan {
  /** A step takes some ten microseconds for vectors with 256 dimensions. */
  private static final int STEP_BLOCKS = 8;

  private final VectorIndex index;
  private final VectorPartition partition;
  private final VectorQuery query;
  private final VectorMatches best;
  private final CoarseQuery coarse;
  private final int[] sums = new int[VectorBlock.WIDTH];
  private int next;

  /** A search of {@code partition}, which is null if there are no vectors. */
  VectorScan(VectorIndex index, VectorPartition partition, VectorQuery query) {
    this.index = index;
    this.partition = partition;
    this.query = query;
    coarse = new CoarseQuery(query.vector());
    best = new VectorMatches(query.distance(), query.topK());
  }

  /** Runs a step; false if none is left. Call with the table's lock held. */
  boolean step() {
    if (partition == null || next >= partition.blocks()) {
      return false;
    }
    int last = Math.min(partition.blocks(), next + STEP_BLOCKS);
    while (next < last) {
      partition.search(next++, query, coarse, sums, best);
    }
    return true;
  }

  /** The result. */
  VectorResult result() {
    return best.result(index);
  }
}
