package dev.brume.dynamodb.engine;

/**
 * The distance function of vectors.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SearchVectors.html">SearchVectors</a>:
 *     "COSINE: scores range from 0 (identical) to 2 (opposite). EUCLIDEAN: the Euclidean distance.
 *     DOT_PRODUCT: higher scores indicate higher similarity."
 */
public enum VectorDistance {
  /** One minus the cosine of the angle between them. */
  COSINE {
    @Override
    double score(double sum, double square, double otherSquare) {
      // AWS does not document the score of a zero vector: here that of an orthogonal one.
      double squares = square * otherSquare;
      double cosine = squares == 0 ? 0 : sum / Math.sqrt(squares);
      return Math.clamp(1 - cosine, 0, MOST_COSINE);
    }
  },

  /** The Euclidean distance. */
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

  /** The dot product. */
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

  /** Computes the sums for scores, for all vectors of a block. */
  void sum(float[] query, VectorBlock block, double[] sums) {
    block.products(query, sums);
  }

  /**
   * The score of a vector.
   *
   * @param sum what {@link #sum} has computed for it
   * @param square the product of the query vector with itself
   * @param otherSquare the product of the vector with itself
   */
  abstract double score(double sum, double square, double otherSquare);

  /** Whether {@code score} means more similar than {@code other}. */
  boolean isBetter(double score, double other) {
    return score < other;
  }
}
