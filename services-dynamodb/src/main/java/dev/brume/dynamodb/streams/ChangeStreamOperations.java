package dev.brume.dynamodb.streams;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.engine.ChangeShard;
import dev.brume.dynamodb.engine.ChangeStream;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.streams.api.DescribeStreamInput;
import dev.brume.dynamodb.streams.api.DescribeStreamOutput;
import dev.brume.dynamodb.streams.api.KeySchemaElement;
import dev.brume.dynamodb.streams.api.KeyType;
import dev.brume.dynamodb.streams.api.ListStreamsInput;
import dev.brume.dynamodb.streams.api.ListStreamsOutput;
import dev.brume.dynamodb.streams.api.SequenceNumberRange;
import dev.brume.dynamodb.streams.api.Shard;
import dev.brume.dynamodb.streams.api.ShardFilter;
import dev.brume.dynamodb.streams.api.Stream;
import dev.brume.dynamodb.streams.api.StreamDescription;
import dev.brume.dynamodb.streams.api.StreamStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists streams and their shards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html">ListStreams</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html">DescribeStream</a>
 */
final class ChangeStreamOperations {
  /** "The maximum number of streams to return. The upper limit is 100"; of shards too. */
  private static final int MAX_LIMIT = 100;

  private final ChangeStreamFinder finder;

  ChangeStreamOperations(ChangeStreamFinder finder) {
    this.finder = finder;
  }

  ListStreamsOutput listStreams(RequestContext context, ListStreamsInput input) {
    int limit = limit(input.limit(), MAX_LIMIT);
    ChangeStreamFinder.Address after =
        input.exclusiveStartStreamArn() == null
            ? null
            : ChangeStreamFinder.address(input.exclusiveStartStreamArn());
    Scope scope = context.scope();
    List<ChangeStream> found =
        finder
            .region(scope)
            .streams()
            .after(after == null ? null : after.tableName(), after == null ? null : after.label())
            .filter(
                stream -> input.tableName() == null || stream.tableName().equals(input.tableName()))
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<Stream> streams = new ArrayList<>();
    for (ChangeStream stream : more ? found.subList(0, limit) : found) {
      streams.add(
          Stream.builder()
              .streamArn(ChangeStreamFinder.arn(scope, stream))
              .tableName(stream.tableName())
              .streamLabel(stream.label())
              .build());
    }
    return ListStreamsOutput.builder()
        .streams(streams)
        .lastEvaluatedStreamArn(more ? streams.getLast().streamArn() : null)
        .build();
  }

  /**
   * The requested limit, or the highest.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if it is too high
   */
  static int limit(Integer given, int max) {
    if (given != null && given > max) {
      throw Validation.error(
          "1 validation error detected: Value '"
              + given
              + "' at 'limit' failed to satisfy constraint: Member must have value less than or"
              + " equal to "
              + max);
    }
    return given == null ? max : given;
  }

  DescribeStreamOutput describeStream(RequestContext context, DescribeStreamInput input) {
    int limit = limit(input.limit(), MAX_LIMIT);
    ChangeStream stream = finder.stream(context, input.streamArn());
    List<ChangeShard> shards = new ArrayList<>();
    for (ChangeShard shard : stream.shards()) {
      String after = input.exclusiveStartShardId();
      if ((after == null || shard.id().compareTo(after) > 0)
          && passes(input.shardFilter(), shard)) {
        shards.add(shard);
      }
    }
    boolean more = shards.size() > limit;
    List<ChangeShard> page = more ? shards.subList(0, limit) : shards;
    return DescribeStreamOutput.builder()
        .streamDescription(
            StreamDescription.builder()
                .streamArn(input.streamArn())
                .streamLabel(stream.label())
                .streamStatus(stream.isEnabled() ? StreamStatus.ENABLED : StreamStatus.DISABLED)
                .streamViewType(stream.view())
                .creationRequestDateTime(Instant.ofEpochMilli(stream.createdMillis()))
                .tableName(stream.tableName())
                .keySchema(keySchema(stream))
                .shards(page.stream().map(ChangeStreamOperations::described).toList())
                .lastEvaluatedShardId(more ? page.getLast().id() : null)
                .build())
        .build();
  }

  private static boolean passes(ShardFilter filter, ChangeShard shard) {
    return filter == null || filter.shardId() == null || filter.shardId().equals(shard.parentId());
  }

  private static List<KeySchemaElement> keySchema(ChangeStream stream) {
    List<KeySchemaElement> schema = new ArrayList<>();
    stream.key().partition().forEach(part -> schema.add(element(part, KeyType.HASH)));
    stream.key().sort().forEach(part -> schema.add(element(part, KeyType.RANGE)));
    return schema;
  }

  private static KeySchemaElement element(KeyPart part, String type) {
    return KeySchemaElement.builder().attributeName(part.name()).keyType(type).build();
  }

  private static Shard described(ChangeShard shard) {
    return Shard.builder()
        .shardId(shard.id())
        .parentShardId(shard.parentId())
        .sequenceNumberRange(
            SequenceNumberRange.builder()
                .startingSequenceNumber(SequenceNumbers.text(shard.firstSequence()))
                .endingSequenceNumber(
                    shard.open() ? null : SequenceNumbers.text(shard.lastSequence()))
                .build())
        .build();
  }
}
