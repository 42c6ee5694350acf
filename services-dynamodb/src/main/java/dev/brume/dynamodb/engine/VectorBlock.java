package dev.brume.dynamodb.engine;

import java.util.Arrays;

/**
 * Some vectors, interleaved: first the first numbers of all of them, then the second. So operations
 * run on all of them at once, which processors do four or more at a time. The sums have another
 * type than the numbers, so that the compiler knows that they do not alias; otherwise it does not
 * use such instructions.
 */
final class VectorBlock {
  /** The number of vectors in a block. */
  static final int WIDTH = 64;

  private static final int FIRST_WIDTH = 8;

  private final int dimensions;
  private int width = FIRST_WIDTH;
  private float[] numbers;

  VectorBlock(int dimensions) {
    this.dimensions = dimensions;
    numbers = new float[dimensions * width];
  }

  /**
   * Sets a vector.
   *
   * @param lane less than {@link #WIDTH}
   */
  void set(int lane, float[] vector) {
    while (lane >= width) {
      widen();
    }
    for (int i = 0; i < dimensions; i++) {
      numbers[i * width + lane] = vector[i];
    }
  }

  private void widen() {
    float[] wider = new float[2 * numbers.length];
    for (int i = 0; i < dimensions; i++) {
      System.arraycopy(numbers, i * width, wider, 2 * i * width, width);
    }
    numbers = wider;
    width *= 2;
  }

  /** The product of {@code query} with each vector. */
  void products(float[] query, double[] sums) {
    Arrays.fill(sums, 0, width, 0);
    for (int i = 0; i < dimensions; i++) {
      addProducts(query[i], i * width, sums);
    }
  }

  private void addProducts(double number, int from, double[] sums) {
    for (int lane = 0; lane < width; lane++) {
      sums[lane] += number * numbers[from + lane];
    }
  }

  /** The squared distance from {@code query} to each vector. */
  void squaredWays(float[] query, double[] sums) {
    Arrays.fill(sums, 0, width, 0);
    for (int i = 0; i < dimensions; i++) {
      addSquaredWays(query[i], i * width, sums);
    }
  }

  private void addSquaredWays(double number, int from, double[] sums) {
    for (int lane = 0; lane < width; lane++) {
      double way = number - numbers[from + lane];
      sums[lane] += way * way;
    }
  }

  /** The product of a vector with itself, as {@link #products} computes it. */
  static double square(float[] vector) {
    double square = 0;
    for (double number : vector) {
      square += number * number;
    }
    return square;
  }
}
