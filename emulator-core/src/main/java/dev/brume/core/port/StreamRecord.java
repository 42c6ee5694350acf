package dev.brume.core.port;

import dev.brume.core.schema.Blob;
import java.time.Instant;

/**
 * A record of a stream.
 *
 * @param sequenceNumber its position in the shard
 * @param arrived the arrival time that the stream reports
 * @param partitionKey for Kinesis; null for DynamoDB streams
 * @param data for Kinesis the record's bytes; for DynamoDB the record as JSON, as in GetRecords
 */
public record StreamRecord(
    String sequenceNumber, Instant arrived, String partitionKey, Blob data) {}
