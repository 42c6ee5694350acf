package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;
import java.util.Map;

/**
 * The outcome of a write.
 *
 * @param before the item before, or null
 * @param after the item afterwards, or null
 * @param tableUnits write units that the table consumed
 * @param indexUnits write units that indexes consumed, by name; zeros are omitted
 * @param vectorBytes bytes charged for vector indexes, by name; zeros are omitted
 */
public record WriteOutcome(
    ItemValue before,
    ItemValue after,
    long tableUnits,
    Map<String, Long> indexUnits,
    Map<String, Long> vectorBytes) {}
