package dev.brume.sqs.engine;

/**
 * The first message with a deduplication id, remembered for five minutes, even if it is deleted.
 *
 * @param messageId of the first
 * @param ordinal its position in the queue, from which the sequence number is derived
 * @param sentMillis when it was sent
 */
public record Deduplication(String messageId, long ordinal, long sentMillis) {}
