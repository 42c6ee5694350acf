package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.item.ItemValue;

/**
 * Lines of the report of a bulk put: what was not written, and why. AWS's page says what they tell;
 * the names of their members are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/BulkPutItems.Output.html">Bulk
 *     put items output and reconciliation</a>
 */
public final class ReportLines {
  private ReportLines() {}

  /**
   * A record that is no item of the table.
   *
   * @param objectKey the object that it is in
   * @param item null where it could not be read
   */
  public static void error(StringBuilder out, String objectKey, String reason, ItemValue item) {
    begin(out, objectKey);
    out.append(",\"ErrorMessage\":");
    JsonStrings.quote(out, reason);
    if (item != null) {
      member(out, InputRecord.ITEM, item);
    }
    out.append("}\n");
  }

  /**
   * A record whose condition did not hold.
   *
   * @param item what would have been written
   * @param existing what is there; null for nothing
   */
  public static void unmet(
      StringBuilder out, String objectKey, ItemValue item, ItemValue existing) {
    begin(out, objectKey);
    member(out, InputRecord.ITEM, item);
    if (existing != null) {
      member(out, "ExistingItem", existing);
    }
    out.append("}\n");
  }

  private static void begin(StringBuilder out, String objectKey) {
    out.append("{\"S3Key\":");
    JsonStrings.quote(out, objectKey);
  }

  private static void member(StringBuilder out, String name, ItemValue item) {
    out.append(",\"").append(name).append("\":");
    DynamoDbJsonFormat.entries(out, item);
  }
}
