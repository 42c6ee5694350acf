package dev.brume.core.port;

import java.time.Instant;

/** Where a consumer begins to read a shard. */
public sealed interface StreamPosition {
  /** After everything that there is now. */
  record Latest() implements StreamPosition {}

  /** At the oldest record that there still is. */
  record TrimHorizon() implements StreamPosition {}

  /** At the first record that is not older than {@code timestamp}. */
  record AtTimestamp(Instant timestamp) implements StreamPosition {}

  /** At the record of that sequence number. */
  record AtSequenceNumber(String sequenceNumber) implements StreamPosition {}

  /** After the record of that sequence number. */
  record AfterSequenceNumber(String sequenceNumber) implements StreamPosition {}
}
