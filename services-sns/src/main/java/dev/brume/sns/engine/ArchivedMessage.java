package dev.brume.sns.engine;

/**
 * A message in the archive of a FIFO topic.
 *
 * @param message what was published
 * @param result what its publisher was told
 * @param deduplicationId by which it is delivered once
 */
public record ArchivedMessage(
    PublishedMessage message, PublishResult result, String deduplicationId) {}
