package dev.brume.sqs.engine;

/**
 * The result of a send.
 *
 * @param messageId of the message; of the original message if this one is a duplicate
 * @param sequenceNumber 20 digits in a FIFO queue, else null
 */
public record SentMessage(String messageId, String sequenceNumber) {}
