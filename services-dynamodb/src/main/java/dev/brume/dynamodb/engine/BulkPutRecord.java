package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * A bulk put of items from objects in S3 to a table that is there.
 *
 * @param id rises with time: milliseconds, a hyphen, eight hexadecimal digits
 * @param tableName the table
 * @param tableId tells it from others of its name
 * @param clientToken the client's; may be null
 * @param digest of what the request says
 * @param input where it is read
 * @param format DYNAMODB_JSON or ION
 * @param compression GZIP or NONE
 * @param output where its report is written
 * @param reported what is reported: ERROR, CONDITION_CHECK_FAILURE or both
 * @param maxWriteUnits the rate that was asked for; may be null
 * @param tier STANDARD or ACCELERATED
 * @param progress how far it is
 */
public record BulkPutRecord(
    String id,
    String tableName,
    String tableId,
    String clientToken,
    String digest,
    BucketLocation input,
    String format,
    String compression,
    BucketLocation output,
    List<String> reported,
    Long maxWriteUnits,
    String tier,
    BulkPutProgress progress) {

  /** The same, further on. */
  public BulkPutRecord with(BulkPutProgress changed) {
    return new BulkPutRecord(
        id,
        tableName,
        tableId,
        clientToken,
        digest,
        input,
        format,
        compression,
        output,
        reported,
        maxWriteUnits,
        tier,
        changed);
  }
}
