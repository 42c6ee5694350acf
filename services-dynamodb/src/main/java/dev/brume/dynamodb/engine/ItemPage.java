package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a page read.
 *
 * @param items the items that passed the filter; empty if only their count was requested
 * @param count the number that passed
 * @param scanned the number evaluated
 * @param lastKey the last evaluated key, as a map of key attributes; null at the end
 * @param tableBytes the bytes read from the table
 * @param tableFetches read units for single items fetched for attributes that an index lacks
 * @param indexBytes the bytes read from the index
 */
public record ItemPage(
    List<ItemValue> items,
    int count,
    int scanned,
    ItemValue lastKey,
    long tableBytes,
    long tableFetches,
    long indexBytes) {

  /** This page and then {@code next}, as one. */
  public ItemPage and(ItemPage next) {
    List<ItemValue> both = new ArrayList<>(items);
    both.addAll(next.items);
    return new ItemPage(
        both,
        count + next.count,
        scanned + next.scanned,
        next.lastKey,
        tableBytes + next.tableBytes,
        tableFetches + next.tableFetches,
        indexBytes + next.indexBytes);
  }
}
