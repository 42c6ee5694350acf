package dev.brume.dynamodb.engine;

/**
 * A pending transfer between a table and S3.
 *
 * @param account its account
 * @param region its region
 * @param kind its kind
 * @param id its id
 */
public record TransferTask(String account, String region, Kind kind, String id) {
  /** The kind of a transfer. */
  public enum Kind {
    /** From a table to S3. */
    EXPORT,
    /** From S3 to a new table. */
    IMPORT,
    /** From S3 to a table that is there. */
    BULK_PUT
  }
}
