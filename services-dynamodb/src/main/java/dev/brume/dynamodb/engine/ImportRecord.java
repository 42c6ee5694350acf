package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * An import of objects in S3 to a new table.
 *
 * @param id rises with time: milliseconds, a hyphen, eight hexadecimal digits
 * @param table the table as it was asked for
 * @param clientToken the client's; may be null
 * @param digest of what the request says
 * @param place where it is read
 * @param format CSV, DYNAMODB_JSON or ION
 * @param csvDelimiter of CSV files; null for a comma
 * @param csvHeaders of CSV files that have none of their own; else null
 * @param compression GZIP or NONE; null for NONE
 * @param progress how far it is
 */
public record ImportRecord(
    String id,
    TableRecord table,
    String clientToken,
    String digest,
    BucketPlace place,
    String format,
    String csvDelimiter,
    List<String> csvHeaders,
    String compression,
    TransferProgress progress) {

  /** The same, further on. */
  public ImportRecord with(TransferProgress changed) {
    return new ImportRecord(
        id,
        table,
        clientToken,
        digest,
        place,
        format,
        csvDelimiter,
        csvHeaders,
        compression,
        changed);
  }
}
