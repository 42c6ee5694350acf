package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.ConditionEvaluation;
import dev.brume.dynamodb.item.ItemValue;

/**
 * A query of a vector index.
 *
 * @param vector as many numbers as the index has dimensions
 * @param square the vector's product with itself
 * @param distance the index's function
 * @param partition the partition's value; null for an unpartitioned index
 * @param condition the condition on items; null for all
 * @param topK the number of results, 1 to 100
 */
public record VectorQuery(
    float[] vector,
    double square,
    VectorDistance distance,
    ItemValue partition,
    BooleanExpression condition,
    int topK) {

  /** A query; see the record's description. */
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

  /** The score of a vector of a block. */
  double score(VectorBlock block, int lane, double otherSquare) {
    return distance.score(distance.sum(vector, block, lane), square, otherSquare);
  }

  /** A score that a vector does not beat whose product with this one is at most so much. */
  double best(double mostProduct, double otherSquare) {
    return distance.best(mostProduct, square, otherSquare);
  }
}
