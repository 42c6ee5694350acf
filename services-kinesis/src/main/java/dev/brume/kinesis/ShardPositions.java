package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.kinesis.engine.KinesisShard;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.RecordSequenceNumber;
import dev.brume.kinesis.engine.ShardState;
import dev.brume.kinesis.engine.StreamRefusals;
import java.time.Instant;

/**
 * Resolves starting positions of a shard, by the five position types.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a>
 */
final class ShardPositions {
  private final KinesisStream stream;
  private final KinesisShard shard;
  private final String operation;

  /**
   * @param operation the reading operation, for error texts
   */
  ShardPositions(KinesisStream stream, KinesisShard shard, String operation) {
    this.stream = stream;
    this.shard = shard;
    this.operation = operation;
  }

  /**
   * The first position.
   *
   * @param type as the API spells it
   * @throws AwsError InvalidArgumentException
   */
  long index(String type, String sequenceNumber, Instant timestamp, long nowMillis) {
    boolean byNumber = type.endsWith("_SEQUENCE_NUMBER");
    boolean byTime = type.equals("AT_TIMESTAMP");
    if (byNumber != (sequenceNumber != null)) {
      throw StreamRefusals.invalid(
          "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and"
              + " StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no"
              + " StartingSequenceNumber. Request specified "
              + type
              + (sequenceNumber == null ? " and no" : " and also a")
              + " StartingSequenceNumber.");
    }
    if (byTime != (timestamp != null)) {
      throw StreamRefusals.invalid(
          "Must either specify AT_TIMESTAMP and Timestamp, or another type and no Timestamp."
              + " Request specified "
              + type
              + (timestamp == null ? " and no" : " and also a")
              + " Timestamp.");
    }
    return switch (type) {
      case "TRIM_HORIZON" -> 1;
      case "LATEST" -> shard.nextIndex();
      case "AT_TIMESTAMP" -> at(timestamp, nowMillis);
      case "AT_SEQUENCE_NUMBER" -> Math.min(number(sequenceNumber).index(), shard.nextIndex());
      default -> after(number(sequenceNumber));
    };
  }

  private long at(Instant timestamp, long nowMillis) {
    long millis = timestamp.toEpochMilli();
    if (millis > nowMillis) {
      throw StreamRefusals.invalid(
          "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
              + " timestampInMillis: "
              + millis
              + ", currentTimestampInMillis: "
              + nowMillis);
    }
    return shard.firstAfter(millis - 1);
  }

  private long after(RecordSequenceNumber number) {
    long next = shard.nextIndex();
    return number.index() < next ? number.index() + 1 : next;
  }

  private RecordSequenceNumber number(String text) {
    RecordSequenceNumber number = RecordSequenceNumber.parse(text);
    ShardState state = shard.state();
    if (number == null) {
      throw StreamRefusals.invalid(used(text) + " is invalid.");
    }
    if (number.shard() != state.number()) {
      throw StreamRefusals.invalid(
          "Invalid StartingSequenceNumber. It encodes "
              + ShardState.idOf(number.shard())
              + ", while it was used in a call to a shard with "
              + state.id());
    }
    if (number.createdSeconds() != state.createdSeconds()) {
      throw StreamRefusals.invalid(
          used(text) + " is invalid because it did not come from this stream.");
    }
    return number;
  }

  private String used(String text) {
    return "StartingSequenceNumber "
        + text
        + " used in "
        + operation
        + " on shard "
        + shard.state().id()
        + " in stream "
        + stream.name()
        + " under account "
        + stream.account();
  }
}
