package dev.brume.dynamodb.engine;

import java.util.Arrays;

/**
 * Some vectors, twice: as they are, and coarsely. Of the coarse ones, of a byte a number, all
 * products with a query are estimated at once: they are interleaved, first the first numbers of all
 * of them, then the second, which processors do many at a time, and they take a quarter of the
 * memory to read. Only those that may be among the best are then computed.
 */
final class VectorBlock {
  /** The number of vectors in a block. */
  static final int WIDTH = 64;

  private static final int FIRST_WIDTH = 8;
  private static final int AT_ONCE = 4;

  private final int dimensions;
  private int width = FIRST_WIDTH;
  private float[] numbers;
  private byte[] codes;
  private double[] steps;

  VectorBlock(int dimensions) {
    this.dimensions = dimensions;
    numbers = new float[dimensions * width];
    codes = new byte[dimensions * width];
    steps = new double[width];
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
    System.arraycopy(vector, 0, numbers, lane * dimensions, dimensions);
    double step = largest(vector) / Byte.MAX_VALUE;
    steps[lane] = step;
    for (int i = 0; i < dimensions; i++) {
      codes[i * width + lane] = step == 0 ? 0 : (byte) Math.round(vector[i] / step);
    }
  }

  /** The largest of the numbers, whatever their signs. */
  static double largest(float[] vector) {
    double largest = 0;
    for (float number : vector) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  private void widen() {
    byte[] wider = new byte[2 * codes.length];
    for (int i = 0; i < dimensions; i++) {
      System.arraycopy(codes, i * width, wider, 2 * i * width, width);
    }
    codes = wider;
    width *= 2;
    numbers = Arrays.copyOf(numbers, dimensions * width);
    steps = Arrays.copyOf(steps, width);
  }

  /** The products of the query's codes with those of each vector. */
  void estimate(CoarseQuery query, int[] sums) {
    Arrays.fill(sums, 0, width, 0);
    int i = 0;
    for (; i + AT_ONCE <= dimensions; i += AT_ONCE) {
      addProducts(query, i, codes, width, sums);
    }
    for (; i < dimensions; i++) {
      int code = query.code(i);
      for (int lane = 0; lane < width; lane++) {
        sums[lane] += code * codes[i * width + lane];
      }
    }
  }

  /** Of several numbers at once, so that the sums are read and written less often. */
  private static void addProducts(
      CoarseQuery query, int first, byte[] codes, int width, int[] sums) {
    int a = query.code(first);
    int b = query.code(first + 1);
    int c = query.code(first + 2);
    int d = query.code(first + 3);
    int from = first * width;
    for (int lane = 0; lane < width; lane++) {
      sums[lane] +=
          a * codes[from + lane]
              + b * codes[from + width + lane]
              + c * codes[from + 2 * width + lane]
              + d * codes[from + 3 * width + lane];
    }
  }

  /** How much one of the coarse numbers of a vector means. */
  double step(int lane) {
    return steps[lane];
  }

  /** The product of {@code query} with a vector. */
  double product(float[] query, int lane) {
    double sum = 0;
    int from = lane * dimensions;
    for (int i = 0; i < dimensions; i++) {
      sum += (double) query[i] * numbers[from + i];
    }
    return sum;
  }

  /** The squared distance from {@code query} to a vector. */
  double squaredWay(float[] query, int lane) {
    double sum = 0;
    int from = lane * dimensions;
    for (int i = 0; i < dimensions; i++) {
      double way = (double) query[i] - numbers[from + i];
      sum += way * way;
    }
    return sum;
  }

  /** The product of a vector with itself, as {@link #product} computes it. */
  static double square(float[] vector) {
    double square = 0;
    for (double number : vector) {
      square += number * number;
    }
    return square;
  }
}
