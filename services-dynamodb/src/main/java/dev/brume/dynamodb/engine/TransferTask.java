package dev.brume.dynamodb.engine;

/**
 * A transfer between a table and S3 that is to be done.
 *
 * @param account whose it is
 * @param region where it is
 * @param kind what it is
 * @param id its id
 */
public record TransferTask(String account, String region, Kind kind, String id) {
  /** What is transferred. */
  public enum Kind {
    /** From a table to S3. */
    EXPORT,
    /** From S3 to a new table. */
    IMPORT,
    /** From S3 to a table that is there. */
    BULK_PUT
  }
}
