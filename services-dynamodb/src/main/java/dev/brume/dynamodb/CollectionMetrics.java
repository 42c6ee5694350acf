package dev.brume.dynamodb;

import dev.brume.dynamodb.api.ItemCollectionMetrics;
import dev.brume.dynamodb.api.ReturnItemCollectionMetrics;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.WireItem;
import java.util.List;

/**
 * The size of a written item's collection, for tables with local secondary indexes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections">Item
 *     collections in local secondary indexes</a>
 */
final class CollectionMetrics {
  private static final double GIGABYTE = 1024.0 * 1024 * 1024;

  private CollectionMetrics() {}

  /**
   * The metrics.
   *
   * @param mode the request's ReturnItemCollectionMetrics
   * @return null if they were not requested, or the table has no item collections
   */
  static ItemCollectionMetrics of(String mode, ItemTable table, ItemValue key) {
    if (!ReturnItemCollectionMetrics.SIZE.equals(mode) || !table.record().hasLocalIndexes()) {
      return null;
    }
    double lower = Math.floor(table.collectionBytes(key) / GIGABYTE);
    List<String> names = table.record().key().partition().stream().map(KeyPart::name).toList();
    return ItemCollectionMetrics.builder()
        .itemCollectionKey(WireItem.of(Projection.ofNames(names).of(key)))
        .sizeEstimateRangeGB(List.of(lower, lower + 1))
        .build();
  }
}
