package dev.brume.dynamodb.engine;

/**
 * An export of a table to S3.
 *
 * @param id increases with time: milliseconds, a hyphen, eight hexadecimal digits
 * @param tableName the table
 * @param tableId the table's id
 * @param clientToken the client's token; may be null
 * @param digest of the request's parameters
 * @param fromMillis the start of an incremental export, inclusive; negative for a full one
 * @param toMillis the export time; the end of an incremental export, exclusive
 * @param view NEW_IMAGE or NEW_AND_OLD_IMAGES of an incremental export; else null
 * @param place its destination
 * @param format DYNAMODB_JSON or ION
 * @param filter its selection; null for all
 * @param manifest the key of its summary; null before it has ended
 * @param progress its progress
 */
public record ExportRecord(
    String id,
    String tableName,
    String tableId,
    String clientToken,
    String digest,
    long fromMillis,
    long toMillis,
    String view,
    BucketLocation place,
    String format,
    ExportFilter filter,
    String manifest,
    TransferProgress progress) {

  /** Whether it is incremental. */
  public boolean incremental() {
    return fromMillis >= 0;
  }

  /** The same with its manifest and other progress. */
  public ExportRecord with(String changedManifest, TransferProgress changed) {
    return new ExportRecord(
        id,
        tableName,
        tableId,
        clientToken,
        digest,
        fromMillis,
        toMillis,
        view,
        place,
        format,
        filter,
        changedManifest,
        changed);
  }
}
