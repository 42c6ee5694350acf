package dev.brume.sns.engine;

/**
 * A publisher's response; also a topic's deduplication record of a message.
 *
 * @param messageId a UUID
 * @param sequenceNumber of FIFO topics, else null
 * @param publishedMillis when, since 1970 in milliseconds
 */
public record PublishResult(String messageId, String sequenceNumber, long publishedMillis) {}
