package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.item.ItemValue;

/**
 * An item in an incremental export.
 *
 * @param writtenMicros when it was last written, in microseconds since 1970
 * @param keys its primary key
 * @param before the item as it was when the export's time began; null where there was none, or
 *     where it is not wanted
 * @param after the item as it was when the time ended; null where there was none
 */
public record ChangedItem(long writtenMicros, ItemValue keys, ItemValue before, ItemValue after) {}
