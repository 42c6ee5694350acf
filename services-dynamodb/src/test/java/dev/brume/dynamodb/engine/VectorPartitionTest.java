package dev.brume.dynamodb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Blob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Estimates leave no vector out: a search finds exactly what computing every score finds, in its
 * order, whatever the numbers are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SearchVectors.html">SearchVectors</a>
 */
class VectorPartitionTest {
  private static final int VECTORS = 700;
  private static final int TOP_K = 9;
  private static final int QUERIES = 20;

  private record Found(int number, double score) {}

  private static float number(Random random, String kind) {
    float number = (float) random.nextGaussian();
    return switch (kind) {
      case "tiny" -> number * Float.MIN_VALUE * 3;
      case "huge" -> number * 1e37f;
      case "coarse" -> random.nextInt(40) == 0 ? number * 1e6f : number * 1e-6f;
      case "equal" -> random.nextInt(3) - 1;
      case "mixed" -> number * (float) Math.pow(10, random.nextInt(60) - 30);
      default -> number;
    };
  }

  private static float[] vector(Random random, int dimensions, String kind) {
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = number(random, kind);
    }
    return vector;
  }

  private static double score(VectorDistance distance, float[] query, float[] vector) {
    double product = 0;
    double way = 0;
    for (int i = 0; i < query.length; i++) {
      product += (double) query[i] * vector[i];
      way += ((double) query[i] - vector[i]) * ((double) query[i] - vector[i]);
    }
    return distance.score(
        distance == VectorDistance.EUCLIDEAN ? way : product,
        VectorBlock.square(query),
        VectorBlock.square(vector));
  }

  private static Blob key(int number) {
    return Blob.of(new byte[] {(byte) (number >> 8), (byte) number});
  }

  @ParameterizedTest
  @CsvSource({
    "3, normal",
    "64, normal",
    "4096, normal",
    "5, tiny",
    "5, huge",
    "40, coarse",
    "2, equal",
    "6, mixed",
    "1, normal"
  })
  void findsWhatComputingEveryScoreFinds(int dimensions, String kind) {
    Random random = new Random(dimensions);
    VectorPartition partition = new VectorPartition(dimensions);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < VECTORS; i++) {
      vectors.add(vector(random, dimensions, kind));
      partition.put(key(i), new StoredItem(null), vectors.get(i));
    }
    for (int round = 0; round < (dimensions > 1000 ? 1 : QUERIES); round++) {
      float[] query = round % 2 == 0 ? vector(random, dimensions, kind) : vectors.get(round);
      for (VectorDistance distance : VectorDistance.values()) {
        assertThat(search(partition, new VectorQuery(query, distance, null, null, TOP_K)))
            .as(distance + " " + round)
            .isEqualTo(expected(vectors, query, distance));
      }
    }
  }

  private static List<Found> search(VectorPartition partition, VectorQuery query) {
    VectorMatches best = new VectorMatches(query.distance(), query.topK());
    CoarseQuery coarse = new CoarseQuery(query.vector());
    int[] sums = new int[VectorBlock.WIDTH];
    for (int block = 0; block < partition.blocks(); block++) {
      partition.search(block, query, coarse, sums, best);
    }
    List<Found> found = new ArrayList<>();
    for (int place = 0; place < query.topK(); place++) {
      byte[] key = best.key(place).bytes();
      found.add(new Found((key[0] & 0xff) << 8 | key[1] & 0xff, best.score(place)));
    }
    return found;
  }

  private static List<Found> expected(
      List<float[]> vectors, float[] query, VectorDistance distance) {
    List<Found> all = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      all.add(new Found(i, score(distance, query, vectors.get(i))));
    }
    Comparator<Found> byScore = Comparator.comparingDouble(Found::score);
    all.sort(
        (distance == VectorDistance.DOT_PRODUCT ? byScore.reversed() : byScore)
            .thenComparingInt(Found::number));
    return all.subList(0, TOP_K);
  }
}
