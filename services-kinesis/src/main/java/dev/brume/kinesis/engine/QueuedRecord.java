package dev.brume.kinesis.engine;

/**
 * A record as a queue delivers it.
 *
 * @param delivery how often and when
 * @param entry the record
 * @param number its sequence number
 */
public record QueuedRecord(QueueDelivery delivery, ShardEntry entry, RecordSequenceNumber number) {}
