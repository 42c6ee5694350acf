package dev.brume.dynamodb.engine;

/**
 * A query vector in whole numbers, for estimates of its products with vectors in whole numbers, and
 * of how wrong these are at most.
 */
final class CoarseQuery {
  /** Half a step: what rounding to a whole number may change. */
  private static final double HALF = 0.5;

  /** For the rounding of the computation itself, which is far less. */
  private static final double SLACK = 1 + 1e-6;

  private final int[] codes;
  private final double step;
  private final double errorSteps;

  CoarseQuery(float[] vector) {
    // As fine as the sums of products, which are ints, allow.
    int finest = Integer.MAX_VALUE / (Byte.MAX_VALUE * vector.length);
    int most = Math.min(Short.MAX_VALUE, finest);
    step = VectorBlock.largest(vector) / most;
    codes = new int[vector.length];
    double sum = 0;
    for (int i = 0; i < codes.length; i++) {
      codes[i] = step == 0 ? 0 : (int) Math.round(vector[i] / step);
      sum += Math.abs(vector[i]);
    }
    errorSteps = HALF * SLACK * (sum + step * Byte.MAX_VALUE * vector.length);
  }

  int code(int i) {
    return codes[i];
  }

  /** The largest product that a vector may have with the query. */
  double mostProduct(int sum, double vectorStep) {
    return (sum * step + errorSteps) * vectorStep;
  }
}
