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
    double score(double[] query, double querySquare, float[] block, int at, double square) {
      // AWS does not say what a vector without a direction scores: as much as one at right angles.
      double squares = querySquare * square;
      double cosine = squares == 0 ? 0 : product(query, block, at) / Math.sqrt(squares);
      return Math.clamp(1 - cosine, 0, MOST_COSINE);
    }
  },

  /** The length of the way from one to the other. */
  EUCLIDEAN {
    @Override
    double score(double[] query, double querySquare, float[] block, int at, double square) {
      return Math.sqrt(squaredWay(query, block, at));
    }
  },

  /** Their product. */
  DOT_PRODUCT {
    @Override
    double score(double[] query, double querySquare, float[] block, int at, double square) {
      return product(query, block, at);
    }

    @Override
    boolean isBetter(double score, double other) {
      return score > other;
    }
  };

  private static final double MOST_COSINE = 2;

  /** Sums that do not wait for each other keep the processor busy. */
  private static final int LANES = 4;

  /**
   * The score of a vector.
   *
   * @param query the vector that is searched for
   * @param querySquare its product with itself
   * @param block holds the vector, from {@code at} on
   * @param square the vector's product with itself
   */
  abstract double score(double[] query, double querySquare, float[] block, int at, double square);

  /** Whether {@code score} is that of a vector more alike than {@code other}. */
  boolean isBetter(double score, double other) {
    return score < other;
  }

  /** The product of {@code query} with the vector at {@code at}. */
  static double product(double[] query, float[] block, int at) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i <= query.length - LANES; i += LANES) {
      first += query[i] * block[at + i];
      second += query[i + 1] * block[at + i + 1];
      third += query[i + 2] * block[at + i + 2];
      fourth += query[i + 3] * block[at + i + 3];
    }
    for (; i < query.length; i++) {
      first += query[i] * block[at + i];
    }
    return first + second + (third + fourth);
  }

  private static double squaredWay(double[] query, float[] block, int at) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i <= query.length - LANES; i += LANES) {
      double a = query[i] - block[at + i];
      double b = query[i + 1] - block[at + i + 1];
      double c = query[i + 2] - block[at + i + 2];
      double d = query[i + 3] - block[at + i + 3];
      first += a * a;
      second += b * b;
      third += c * c;
      fourth += d * d;
    }
    for (; i < query.length; i++) {
      double rest = query[i] - block[at + i];
      first += rest * rest;
    }
    return first + second + (third + fourth);
  }
}
