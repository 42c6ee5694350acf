package dev.brume.sns.engine;

/**
 * What a topic counts and remembers of itself.
 *
 * @param lastSequence the sequence number that was given last
 * @param deletedSubscriptions how many of its subscriptions were deleted
 * @param archivedSinceMillis when its archive was turned on; 0 where it is off
 */
public record TopicCounters(
    long lastSequence, long deletedSubscriptions, long archivedSinceMillis) {
  /** Sequence numbers have 20 digits, the first ones of them as AWS's. */
  static final TopicCounters NONE = new TopicCounters(10_000_000_000_000_000L, 0, 0);

  TopicCounters withSequence(long sequence) {
    return new TopicCounters(sequence, deletedSubscriptions, archivedSinceMillis);
  }

  TopicCounters withOneMoreDeleted() {
    return new TopicCounters(lastSequence, deletedSubscriptions + 1, archivedSinceMillis);
  }

  TopicCounters archivedSince(long millis) {
    return new TopicCounters(lastSequence, deletedSubscriptions, millis);
  }
}
