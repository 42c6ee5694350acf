package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;
import java.util.Map;

/**
 * What a write did.
 *
 * @param before the item as it was, or null
 * @param after the item as it is, or null
 * @param tableUnits write units that the table consumed
 * @param indexUnits write units that indexes consumed, by their names; those that consumed none are
 *     left out
 * @param vectorBytes bytes that vector indexes are charged for, by their names, in the same way
 */
public record WriteOutcome(
    ItemValue before,
    ItemValue after,
    long tableUnits,
    Map<String, Long> indexUnits,
    Map<String, Long> vectorBytes) {}
