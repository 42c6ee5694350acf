package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.item.ItemValue;

/**
 * How the files of an export are written.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">DynamoDB
 *     table export output format</a>
 */
public interface ItemFormat {
  /** The format that is called {@code name}: DYNAMODB_JSON or ION. */
  static ItemFormat of(String name) {
    return name.equals("ION") ? new IonFormat() : new DynamoDbJsonFormat();
  }

  /** What the names of files end with, before {@code .gz}. */
  String ending();

  /** Writes the line of an item. */
  void item(StringBuilder out, ItemValue item);

  /** Writes the line of an item that has changed. */
  void change(StringBuilder out, ChangedItem change);
}
