package dev.brume.core.port;

import java.time.Instant;

/** The starting position of a shard's consumer. */
public sealed interface StreamPosition {
  /** The LATEST position of a shard: after all present records. */
  record Latest() implements StreamPosition {}

  /** The oldest record that has not expired. */
  record TrimHorizon() implements StreamPosition {}

  /** The first record that is not older than {@code timestamp}. */
  record AtTimestamp(Instant timestamp) implements StreamPosition {}

  /** The record with that sequence number. */
  record AtSequenceNumber(String sequenceNumber) implements StreamPosition {}

  /** After the record with that sequence number. */
  record AfterSequenceNumber(String sequenceNumber) implements StreamPosition {}
}
