package dev.brume.sns.engine;

/**
 * A message in the archive of a FIFO topic.
 *
 * @param message the message
 * @param result its publisher's response
 * @param deduplicationId its deduplication id
 */
public record ArchivedMessage(
    PublishedMessage message, PublishResult result, String deduplicationId) {}
