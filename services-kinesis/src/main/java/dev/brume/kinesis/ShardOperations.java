package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.ListShardsInput;
import dev.brume.kinesis.api.ListShardsOutput;
import dev.brume.kinesis.api.ShardFilter;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.ShardState;
import dev.brume.kinesis.engine.StreamRefusals;
import java.time.Instant;

/** Listing shards. */
final class ShardOperations {
  /** "The default value is 1000. If you specify a value greater than 1000, at most 1000." */
  private static final int MAX_RESULTS = 1_000;

  private static final String FROM_TRIM_HORIZON = "FROM_TRIM_HORIZON";

  private static final PageTokens TOKENS =
      PageTokens.of(
          StreamFinder.SERVICE, "ListShards", () -> StreamRefusals.invalid("Invalid NextToken."));

  private final StreamFinder streams;
  private final Timeline timeline;

  ShardOperations(StreamFinder streams, Timeline timeline) {
    this.streams = streams;
    this.timeline = timeline;
  }

  /**
   * A listing: the parameters of its first request, which further tokens contain.
   *
   * @param filter as in ShardFilter
   * @param atMillis the time stamp of the filter; 0 for none
   * @param afterShard the last listed shard, or the one in the request; "" for none
   */
  private record Listing(
      String account,
      String stream,
      String identity,
      String filter,
      long atMillis,
      String afterShard) {

    String position(String lastShard, long nowMillis) {
      return String.join(
          "/",
          account,
          stream,
          identity,
          filter,
          Long.toString(atMillis),
          Long.toString(nowMillis),
          lastShard);
    }
  }

  ListShardsOutput listShards(RequestContext context, ListShardsInput input) {
    StreamFinder.refuseStreamId(input.streamId());
    boolean named = input.streamName() != null || input.streamARN() != null;
    if (!named && input.nextToken() == null) {
      throw StreamRefusals.invalid("Either NextToken or StreamName should be provided.");
    }
    if (input.nextToken() != null) {
      requireAlone("StreamName", input.streamName());
      requireAlone("StreamARN", input.streamARN());
      requireAlone("StreamCreationTimestamp", input.streamCreationTimestamp());
      requireAlone("ExclusiveStartShardId", input.exclusiveStartShardId());
      requireAlone("ShardFilter", input.shardFilter());
    }
    Listing listing = named ? begun(context, input) : continued(input);
    KinesisStream stream = stream(context, listing);
    int limit =
        input.maxResults() == null ? MAX_RESULTS : Math.min(input.maxResults(), MAX_RESULTS);
    Page<ShardState> page =
        TOKENS.page(
            stream.shards().filter(shard -> isListed(listing, stream, shard)),
            limit,
            shard -> listing.position(shard.id(), timeline.nowMillis()));
    return ListShardsOutput.builder()
        .shards(page.map(StreamDescriptions::shard).elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static void requireAlone(String member, Object value) {
    if (value != null) {
      throw StreamRefusals.invalid("NextToken and " + member + " cannot be provided together.");
    }
  }

  private static String[] parts(String token) {
    return TOKENS.position(token).split("/", -1);
  }

  /**
   * The stream whose shards a token continues to list.
   *
   * @throws AwsError InvalidArgumentException if it is not a token
   */
  static StreamFinder.StreamAddress streamOf(RequestContext context, String token) {
    String[] parts = parts(token);
    return new StreamFinder.StreamAddress(new Scope(parts[0], context.scope().region()), parts[1]);
  }

  private Listing begun(RequestContext context, ListShardsInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    requireCreated(stream, input.streamCreationTimestamp());
    ShardFilter filter = input.shardFilter();
    String after = input.exclusiveStartShardId() == null ? "" : input.exclusiveStartShardId();
    if (filter == null) {
      return listing(stream, FROM_TRIM_HORIZON, 0, after);
    }
    boolean byShard = filter.type().equals("AFTER_SHARD_ID");
    boolean byTime = filter.type().endsWith("_TIMESTAMP");
    if (byShard != (filter.shardId() != null)) {
      throw StreamRefusals.invalid(
          "ShardId must be provided with the ShardFilter type AFTER_SHARD_ID, and with no other.");
    }
    if (byTime != (filter.timestamp() != null)) {
      throw StreamRefusals.invalid(
          "Timestamp must be provided with the ShardFilter types AT_TIMESTAMP and FROM_TIMESTAMP,"
              + " and with no other.");
    }
    return listing(
        stream,
        byShard ? FROM_TRIM_HORIZON : filter.type(),
        byTime ? filter.timestamp().toEpochMilli() : 0,
        byShard && filter.shardId().compareTo(after) > 0 ? filter.shardId() : after);
  }

  private static Listing listing(
      KinesisStream stream, String filter, long atMillis, String afterShard) {
    return new Listing(
        stream.account(), stream.name(), stream.state().identity(), filter, atMillis, afterShard);
  }

  private Listing continued(ListShardsInput input) {
    String[] parts = parts(input.nextToken());
    long givenMillis = Long.parseLong(parts[5]);
    if (timeline.nowMillis() - givenMillis > KinesisQuotas.TOKEN_MILLIS) {
      throw KinesisErrors.expiredNextTokenException(
          "NextToken has expired. Tokens expire after 300 seconds.");
    }
    return new Listing(parts[0], parts[1], parts[2], parts[3], Long.parseLong(parts[4]), parts[6]);
  }

  private KinesisStream stream(RequestContext context, Listing listing) {
    Scope scope = new Scope(listing.account, context.scope().region());
    StreamFinder.StreamAddress address = new StreamFinder.StreamAddress(scope, listing.stream);
    KinesisStream stream = streams.find(context, address).stream();
    if (!stream.state().identity().equals(listing.identity)) {
      throw address.notFound();
    }
    if (!stream.isUsable()) {
      throw StreamRefusals.notActive(stream.name(), stream.account(), stream.status());
    }
    return stream;
  }

  /** A stream created at another time is another stream with the same name. */
  static void requireCreated(KinesisStream stream, Instant created) {
    if (created != null && created.getEpochSecond() != stream.state().createdMillis() / 1_000) {
      throw StreamRefusals.streamNotFound(stream.name(), stream.account());
    }
  }

  private static boolean isListed(Listing listing, KinesisStream stream, ShardState shard) {
    if (shard.id().compareTo(listing.afterShard) <= 0) {
      return false;
    }
    long horizonMillis = Math.max(stream.horizonMillis(), stream.state().createdMillis());
    long atMillis = Math.max(listing.atMillis, horizonMillis);
    boolean openThen = shard.isOpen() || shard.closedMillis() >= atMillis;
    return switch (listing.filter) {
      case "AT_LATEST" -> shard.isOpen();
      case "AT_TRIM_HORIZON", "AT_TIMESTAMP" -> openThen && shard.openedMillis() <= atMillis;
      case "FROM_TIMESTAMP" -> openThen;
      default -> true;
    };
  }
}
