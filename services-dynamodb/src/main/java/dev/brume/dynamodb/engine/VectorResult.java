package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;
import java.util.List;

/**
 * The result of a vector search.
 *
 * @param items the projected part of each item, most similar first
 * @param scores the score of each item
 * @param examined the number of compared vectors
 */
public record VectorResult(List<ItemValue> items, List<Double> scores, long examined) {}
