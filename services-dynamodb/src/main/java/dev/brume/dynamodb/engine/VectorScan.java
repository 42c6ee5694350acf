package dev.brume.dynamodb.engine;

/**
 * A search in a vector index, which looks at every vector. It goes in steps, between which others
 * may read and write: vectors are searched as they are when their step comes.
 */
final class VectorScan {
  /** A step takes some ten microseconds where vectors have 256 dimensions. */
  private static final int STEP_BLOCKS = 8;

  private final VectorIndex index;
  private final VectorPartition partition;
  private final VectorQuery query;
  private final VectorMatches best;
  private final double[] sums = new double[VectorBlock.WIDTH];
  private int next;

  /** A search of {@code partition}, which is null where no vector can be found. */
  VectorScan(VectorIndex index, VectorPartition partition, VectorQuery query) {
    this.index = index;
    this.partition = partition;
    this.query = query;
    best = new VectorMatches(query.distance(), query.topK());
  }

  /** Takes a step; false where none is left. Call with the table's lock taken. */
  boolean step() {
    if (partition == null || next >= partition.blocks()) {
      return false;
    }
    int last = Math.min(partition.blocks(), next + STEP_BLOCKS);
    while (next < last) {
      partition.search(next++, query, sums, best);
    }
    return true;
  }

  /** What was found. */
  VectorResult result() {
    return best.result(index);
  }
}
