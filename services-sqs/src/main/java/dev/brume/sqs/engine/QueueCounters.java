package dev.brume.sqs.engine;

/**
 * The counters of a queue.
 *
 * @param nextOrdinal the ordinal of the next message; never reused
 * @param purgedMillis when the queue was last purged, or {@link Long#MIN_VALUE}
 */
public record QueueCounters(long nextOrdinal, long purgedMillis) {
  static final QueueCounters START = new QueueCounters(1, Long.MIN_VALUE);
}
