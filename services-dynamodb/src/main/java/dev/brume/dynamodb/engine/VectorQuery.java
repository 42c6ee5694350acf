package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.ConditionEvaluation;
import dev.brume.dynamodb.item.ItemValue;

/**
 * What is searched for in a vector index.
 *
 * @param vector as many numbers as the index has dimensions
 * @param square the vector's product with itself
 * @param distance that of the index
 * @param partition the value that the index is parted by; null where it is not
 * @param condition which items are looked at; null for all
 * @param topK how many are wanted, 1 to 100
 */
public record VectorQuery(
    float[] vector,
    double square,
    VectorDistance distance,
    ItemValue partition,
    BooleanExpression condition,
    int topK) {

  /** A query; see there. */
  public VectorQuery(
      float[] vector,
      VectorDistance distance,
      ItemValue partition,
      BooleanExpression condition,
      int topK) {
    this(vector, VectorBlock.square(vector), distance, partition, condition, topK);
  }

  boolean takes(StoredItem item) {
    return condition == null || ConditionEvaluation.holds(condition, item.value());
  }

  double score(double sum, double otherSquare) {
    return distance.score(sum, square, otherSquare);
  }
}
