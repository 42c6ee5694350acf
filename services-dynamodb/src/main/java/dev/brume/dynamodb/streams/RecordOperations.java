package dev.brume.dynamodb.streams;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.time.Timeline;
import dev.brume.dynamodb.engine.ChangePage;
import dev.brume.dynamodb.engine.ChangeShard;
import dev.brume.dynamodb.engine.ChangeStream;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.streams.api.DynamoDbStreamsErrors;
import dev.brume.dynamodb.streams.api.GetRecordsInput;
import dev.brume.dynamodb.streams.api.GetRecordsOutput;
import dev.brume.dynamodb.streams.api.GetShardIteratorInput;
import dev.brume.dynamodb.streams.api.GetShardIteratorOutput;
import dev.brume.dynamodb.streams.api.ShardIteratorType;

/**
 * Reads the records of a shard.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html">GetShardIterator</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html">GetRecords</a>
 */
final class RecordOperations {
  /** "The upper limit is 1000." */
  private static final int MAX_RECORDS = 1_000;

  /** "A maximum of 1 MB of data or 1000 stream records, whichever comes first." */
  private static final long MAX_BYTES = 1024 * 1024;

  private final ChangeStreamFinder finder;
  private final Timeline timeline;

  RecordOperations(ChangeStreamFinder finder, Timeline timeline) {
    this.finder = finder;
    this.timeline = timeline;
  }

  GetShardIteratorOutput getShardIterator(RequestContext context, GetShardIteratorInput input) {
    checkParameters(input);
    ChangeStream stream = finder.stream(context, input.streamArn());
    ChangeShard shard = ChangeStreamFinder.shard(stream, input.streamArn(), input.shardId());
    long sequence =
        switch (input.shardIteratorType()) {
          case ShardIteratorType.TRIM_HORIZON -> stream.oldest(shard);
          case ShardIteratorType.LATEST -> stream.latest(shard);
          case ShardIteratorType.AT_TIMESTAMP ->
              stream.since(shard, input.timestamp().toEpochMilli());
          case ShardIteratorType.AT_SEQUENCE_NUMBER ->
              sequence(stream, shard, input.sequenceNumber());
          default -> sequence(stream, shard, input.sequenceNumber()) + 1;
        };
    ChangeIterators.ShardPosition place =
        new ChangeIterators.ShardPosition(input.streamArn(), input.shardId(), sequence);
    return GetShardIteratorOutput.builder()
        .shardIterator(ChangeIterators.text(place, timeline.nowMillis()))
        .build();
  }

  /** It is documented that these parameters depend on each other; AWS's text is not known. */
  private static void checkParameters(GetShardIteratorInput input) {
    String type = input.shardIteratorType();
    boolean bySequence =
        type.equals(ShardIteratorType.AT_SEQUENCE_NUMBER)
            || type.equals(ShardIteratorType.AFTER_SEQUENCE_NUMBER);
    if (bySequence && input.sequenceNumber() == null) {
      throw Validation.error("SequenceNumber is required for the ShardIteratorType " + type);
    }
    if (!bySequence && input.sequenceNumber() != null) {
      throw Validation.error("SequenceNumber is not supported for the ShardIteratorType " + type);
    }
    boolean byTime = type.equals(ShardIteratorType.AT_TIMESTAMP);
    if (byTime && input.timestamp() == null) {
      throw Validation.error("Timestamp is required for the ShardIteratorType " + type);
    }
    if (!byTime && input.timestamp() != null) {
      throw Validation.error("Timestamp is not supported for the ShardIteratorType " + type);
    }
  }

  /** The number in a text, which must belong to the shard. */
  static long sequence(ChangeStream stream, ChangeShard shard, String text) {
    long sequence = SequenceNumbers.parse(text);
    if (sequence < shard.firstSequence() || shard.lastSequence() < sequence) {
      // AWS's error text is not known.
      throw Validation.error("Invalid SequenceNumber: " + text);
    }
    checkNotTrimmed(stream, sequence);
    return sequence;
  }

  private static void checkNotTrimmed(ChangeStream stream, long sequence) {
    if (stream.isTrimmed(sequence)) {
      throw trimmed();
    }
  }

  private static AwsError trimmed() {
    return DynamoDbStreamsErrors.trimmedDataAccessException(
        "The operation attempted to read past the oldest stream record in a shard.");
  }

  GetRecordsOutput getRecords(RequestContext context, GetRecordsInput input) {
    int limit = ChangeStreamOperations.limit(input.limit(), MAX_RECORDS);
    long now = timeline.nowMillis();
    ChangeIterators.ShardPosition place = ChangeIterators.parse(input.shardIterator(), now);
    ChangeStream stream = finder.stream(context, place.streamArn());
    ChangeShard shard = stream.shard(place.shardId());
    if (shard == null) {
      throw trimmed();
    }
    checkNotTrimmed(stream, place.sequence());
    ChangePage page = stream.read(shard, place.sequence(), limit, MAX_BYTES);
    StreamRecords records =
        new StreamRecords(stream, ChangeStreamFinder.address(place.streamArn()).scope().region());
    ChangeIterators.ShardPosition next =
        new ChangeIterators.ShardPosition(place.streamArn(), place.shardId(), page.next());
    return GetRecordsOutput.builder()
        .records(page.changes().stream().map(records::shown).toList())
        .nextShardIterator(page.ended() ? null : ChangeIterators.text(next, now))
        .build();
  }
}
