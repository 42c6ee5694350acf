package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * The items of a table with local secondary indexes that have the same partition key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections">Item
 *     collections in local secondary indexes</a>
 */
final class ItemCollection {
  private ItemCollection() {}

  /** Its size, including entries in local secondary indexes. */
  static long bytes(ItemRange partition, SortedRows rows, List<SecondaryIndex> indexes) {
    long[] sum = new long[1];
    rows.visit(
        partition,
        true,
        (key, item) -> {
          sum[0] += item.value().sizeBytes();
          return true;
        });
    for (SecondaryIndex index : indexes) {
      if (!index.record().global()) {
        index
            .rows()
            .visit(
                partition,
                true,
                (key, item) -> {
                  sum[0] += index.projected(item.value()).sizeBytes();
                  return true;
                });
      }
    }
    return sum[0];
  }
}
