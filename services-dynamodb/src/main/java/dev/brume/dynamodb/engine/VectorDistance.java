package dev.brume.dynamodb.engine;

/**
 * How alike two vectors are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SearchVectors.html">SearchVectors</a>:
 *     "COSINE: scores range from 0 (identical) to 2 (opposite). EUCLIDEAN: the Euclidean distance.
 *     DOT_PRODUCT: higher scores indicate higher similarity."
 */
public enum VectorDistance {
  /** One less the cosine of the angle between them. */
  COSINE {
    @Override
    double score(double sum, double square, double otherSquare) {
      // AWS does not say what a vector without a direction scores: as much as one at right angles.
      double squares = square * otherSquare;
      double cosine = squares == 0 ? 0 : sum / Math.sqrt(squares);
      return Math.clamp(1 - cosine, 0, MOST_COSINE);
    }
  },

  /** The length of the way from one to the other. */
  EUCLIDEAN {
    @Override
    void sum(float[] query, VectorBlock block, double[] sums) {
      block.squaredWays(query, sums);
    }

    @Override
    double score(double sum, double square, double otherSquare) {
      return Math.sqrt(sum);
    }
  },

  /** Their product. */
  DOT_PRODUCT {
    @Override
    double score(double sum, double square, double otherSquare) {
      return sum;
    }

    @Override
    boolean isBetter(double score, double other) {
      return score > other;
    }
  };

  private static final double MOST_COSINE = 2;

  /** Computes what scores are made from, for all vectors of a block. */
  void sum(float[] query, VectorBlock block, double[] sums) {
    block.products(query, sums);
  }

  /**
   * The score of a vector.
   *
   * @param sum what {@link #sum} has computed for it
   * @param square the product of the sought vector with itself
   * @param otherSquare the product of the vector with itself
   */
  abstract double score(double sum, double square, double otherSquare);

  /** Whether {@code score} is that of a vector more alike than {@code other}. */
  boolean isBetter(double score, double other) {
    return score < other;
  }
}
