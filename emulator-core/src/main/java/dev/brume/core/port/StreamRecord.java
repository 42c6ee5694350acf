package dev.brume.core.port;

import dev.brume.core.schema.Blob;
import java.time.Instant;

/**
 * A record of a stream.
 *
 * @param sequenceNumber its place in the shard
 * @param arrived when it came, as the stream tells it
 * @param partitionKey of Kinesis; null in DynamoDB's streams
 * @param data the bytes of a record of Kinesis; of DynamoDB the record as JSON, as GetRecords gives
 *     it
 */
public record StreamRecord(
    String sequenceNumber, Instant arrived, String partitionKey, Blob data) {}
