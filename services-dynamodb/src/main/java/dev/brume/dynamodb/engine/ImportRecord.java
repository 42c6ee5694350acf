package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * An import of objects in S3 to a new table.
 *
 * @param id increases with time: milliseconds, a hyphen, eight hexadecimal digits
 * @param table the requested table
 * @param clientToken the client's token; may be null
 * @param digest of the request's parameters
 * @param place its source
 * @param format CSV, DYNAMODB_JSON or ION
 * @param csvDelimiter of CSV files; null for a comma
 * @param csvHeaders of CSV files that have none of their own; else null
 * @param compression GZIP or NONE; null for NONE
 * @param progress its progress
 */
public record ImportRecord(
    String id,
    TableRecord table,
    String clientToken,
    String digest,
    BucketLocation place,
    String format,
    String csvDelimiter,
    List<String> csvHeaders,
    String compression,
    TransferProgress progress) {

  /** The same with other progress. */
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
