package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;
import java.util.List;

/**
 * What a search in a vector index has found.
 *
 * @param items what the index has of each item, the most alike first
 * @param scores the score of each of them
 * @param examined how many vectors were compared
 */
public record VectorResult(List<ItemValue> items, List<Double> scores, long examined) {}
