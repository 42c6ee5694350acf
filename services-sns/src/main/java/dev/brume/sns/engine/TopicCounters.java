package dev.brume.sns.engine;

/**
 * What a topic counts.
 *
 * @param lastSequence the sequence number that was given last
 * @param deletedSubscriptions how many of its subscriptions were deleted
 */
public record TopicCounters(long lastSequence, long deletedSubscriptions) {
  /** Sequence numbers have 20 digits, the first ones of them as AWS's. */
  static final TopicCounters NONE = new TopicCounters(10_000_000_000_000_000L, 0);
}
