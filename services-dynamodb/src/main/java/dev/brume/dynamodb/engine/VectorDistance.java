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
    double sum(float[] query, VectorBlock block, int lane) {
      return block.squaredWay(query, lane);
    }

    @Override
    double score(double sum, double square, double otherSquare) {
      return Math.sqrt(sum);
    }

    @Override
    double best(double mostProduct, double square, double otherSquare) {
      double squares = square + otherSquare;
      return Math.sqrt(Math.max(0, squares * LESS_THAN_ONE - 2 * mostProduct));
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

  /** For what is lost where two nearly equal numbers are subtracted. */
  private static final double LESS_THAN_ONE = 1 - 1e-9;

  /** What the score of a vector of a block is computed from. */
  double sum(float[] query, VectorBlock block, int lane) {
    return block.product(query, lane);
  }

  /**
   * A score that a vector does not beat.
   *
   * @param mostProduct the largest product that it may have with the query vector
   * @param square the product of the query vector with itself
   * @param otherSquare the product of the vector with itself
   */
  double best(double mostProduct, double square, double otherSquare) {
    return score(mostProduct, square, otherSquare);
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
