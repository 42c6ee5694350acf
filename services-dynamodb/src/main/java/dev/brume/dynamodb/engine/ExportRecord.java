package dev.brume.dynamodb.engine;

/**
 * An export of a table to S3.
 *
 * @param id rises with time: milliseconds, a hyphen, eight hexadecimal digits
 * @param tableName the table
 * @param tableId the table's id
 * @param clientToken the client's; may be null
 * @param digest of what the request says
 * @param fromMillis the first moment of an incremental export; negative for a full one
 * @param toMillis the moment of which the items are; the first behind an incremental export
 * @param view NEW_IMAGE or NEW_AND_OLD_IMAGES of an incremental export; else null
 * @param place where it is written
 * @param format DYNAMODB_JSON or ION
 * @param filter which items it takes; null for all
 * @param manifest the key of its summary; null before it has ended
 * @param progress how far it is
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
    BucketPlace place,
    String format,
    ExportFilter filter,
    String manifest,
    TransferProgress progress) {

  /** Whether it has only what has changed. */
  public boolean incremental() {
    return fromMillis >= 0;
  }

  /** The same with its manifest, and further on. */
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
