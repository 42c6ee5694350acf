package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.item.ItemValue;

/**
 * An item in an incremental export.
 *
 * @param writtenMicros when it was last written, in microseconds since 1970
 * @param keys its primary key
 * @param before the item at the start of the export period; null if there was none, or it is not
 *     requested
 * @param after the item at the end of the period; null if there was none
 */
public record ChangedItem(long writtenMicros, ItemValue keys, ItemValue before, ItemValue after) {}
