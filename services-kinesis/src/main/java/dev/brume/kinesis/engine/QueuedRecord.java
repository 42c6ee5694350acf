package dev.brume.kinesis.engine;

/**
 * A record delivered by a queue.
 *
 * @param delivery the delivery
 * @param entry the record
 * @param number its sequence number
 */
public record QueuedRecord(QueueDelivery delivery, ShardEntry entry, RecordSequenceNumber number) {}
