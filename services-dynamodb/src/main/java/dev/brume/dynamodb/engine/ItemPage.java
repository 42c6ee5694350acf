package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;
import java.util.List;

/**
 * What was read.
 *
 * @param items those that passed the filter; empty where only their number was wanted
 * @param count how many passed
 * @param scanned how many were looked at
 * @param lastKey where to go on, as a map of key attributes; null at the end
 * @param tableBytes how much of the table was read
 * @param tableFetches of that, read units for single items that an index lacked attributes of
 * @param indexBytes how much of the index was read
 */
public record ItemPage(
    List<ItemValue> items,
    int count,
    int scanned,
    ItemValue lastKey,
    long tableBytes,
    long tableFetches,
    long indexBytes) {}
