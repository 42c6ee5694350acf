package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.item.ItemValue;
import java.util.List;
import java.util.Map;

/**
 * Reads the items of a file that is imported.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Format.html">Amazon
 *     S3 import formats for DynamoDB</a>
 */
public interface ItemTexts {
  /** Takes what is read. */
  interface Sink {
    /** An item. */
    void item(ItemValue item);

    /** Something that is none, and why. */
    void failure(String reason);
  }

  /** Reads a whole file. */
  void read(String text, Sink sink);

  /**
   * How files of a format are read.
   *
   * @param format CSV, DYNAMODB_JSON or ION
   * @param delimiter of CSV files; null for a comma
   * @param headers of CSV files that have none of their own; else null
   * @param keyTypes the types of attributes that are keys, by their names: all others in CSV files
   *     are strings
   */
  static ItemTexts of(
      String format, String delimiter, List<String> headers, Map<String, String> keyTypes) {
    return switch (format) {
      case "CSV" -> new CsvTexts(delimiter == null ? ',' : delimiter.charAt(0), headers, keyTypes);
      case "ION" -> new IonTexts();
      default -> new DynamoDbJsonTexts();
    };
  }
}
