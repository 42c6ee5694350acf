package dev.brume.sns.engine;

/**
 * The counters of a topic.
 *
 * @param lastSequence the last assigned sequence number
 * @param deletedSubscriptions the number of deleted subscriptions
 * @param archivedSinceMillis when its archive was enabled; 0 if disabled
 */
public record TopicCounters(
    long lastSequence, long deletedSubscriptions, long archivedSinceMillis) {
  /** Sequence numbers have 20 digits and begin like AWS's. */
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
