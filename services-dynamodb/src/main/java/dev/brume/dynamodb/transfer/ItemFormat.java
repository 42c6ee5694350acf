package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.item.ItemValue;

/**
 * The file format of an export.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">DynamoDB
 *     table export output format</a>
 */
public interface ItemFormat {
  /** The format with the name {@code name}: DYNAMODB_JSON or ION. */
  static ItemFormat of(String name) {
    return name.equals("ION") ? new IonFormat() : new DynamoDbJsonFormat();
  }

  /** The suffix of file names, before {@code .gz}. */
  String ending();

  /** Writes the line of an item. */
  void item(StringBuilder out, ItemValue item);

  /** Writes the line of a changed item. */
  void change(StringBuilder out, ChangedItem change);
}
