package dev.brume.dynamodb.transfer;

import java.util.List;
import java.util.Map;

/**
 * Reads the items of a file in S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Format.html">Amazon
 *     S3 import formats for DynamoDB</a>
 */
public interface ItemTexts {
  /** Receives the parsed items. */
  interface Sink {
    /** An item. */
    void item(InputRecord read);

    /** An invalid item, with the reason. */
    void failure(String reason);
  }

  /** Parses a whole file. */
  void read(String text, Sink sink);

  /**
   * The parser of a format.
   *
   * @param format CSV, DYNAMODB_JSON or ION
   * @param delimiter of CSV files; null for a comma
   * @param headers of CSV files that have none of their own; else null
   * @param keyTypes the types of key attributes, by name: all others in CSV files are strings
   */
  static ItemTexts of(
      String format, String delimiter, List<String> headers, Map<String, String> keyTypes) {
    return switch (format) {
      case "CSV" -> new CsvTexts(delimiter == null ? ',' : delimiter.charAt(0), headers, keyTypes);
      case "ION" -> new IonTexts(false);
      default -> new DynamoDbJsonTexts(false);
    };
  }

  /**
   * How files of a bulk put are read, in which each item may have a condition.
   *
   * @param format DYNAMODB_JSON or ION
   */
  static ItemTexts conditional(String format) {
    return format.equals("ION") ? new IonTexts(true) : new DynamoDbJsonTexts(true);
  }
}
