package dev.brume.sns.engine;

/**
 * What a publisher is told; also what a topic remembers of a message in order to deliver it once.
 *
 * @param messageId a UUID
 * @param sequenceNumber of FIFO topics, else null
 * @param publishedMillis when, since 1970 in milliseconds
 */
public record PublishResult(String messageId, String sequenceNumber, long publishedMillis) {}
