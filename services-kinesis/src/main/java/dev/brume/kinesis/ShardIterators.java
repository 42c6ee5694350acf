package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.ShardState;
import dev.brume.kinesis.engine.StreamRefusals;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Shard iterators: authenticated positions in shards, valid for five minutes. */
final class ShardIterators {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final PageTokens tokens =
      PageTokens.of(StreamFinder.SERVICE, "GetShardIterator", ShardIterators::invalid);
  private final Timeline timeline;

  ShardIterators(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * The contents of an iterator.
   *
   * @param account the stream's account
   * @param stream its name
   * @param identity distinguishes it from another stream with that name
   * @param shard the number of the shard
   * @param index the position in the shard
   */
  record IteratorPosition(String account, String stream, String identity, int shard, long index) {
    /** The stream or shard no longer exists. */
    AwsError notFound() {
      return StreamRefusals.shardDoesNotExist(ShardState.idOf(shard), stream, account);
    }
  }

  private static AwsError invalid() {
    return StreamRefusals.invalid("Invalid ShardIterator.");
  }

  /** An iterator from {@code index} on. */
  String of(KinesisStream stream, int shard, long index) {
    return tokens.after(
        stream.account()
            + "/"
            + stream.name()
            + "/"
            + stream.state().identity()
            + "/"
            + shard
            + "/"
            + index
            + "/"
            + timeline.nowMillis());
  }

  /**
   * Parses an iterator.
   *
   * @throws AwsError InvalidArgumentException or ExpiredIteratorException
   */
  IteratorPosition read(String iterator) {
    String[] parts = tokens.position(iterator).split("/", -1);
    long createdMillis = Long.parseLong(parts[5]);
    long nowMillis = timeline.nowMillis();
    if (nowMillis - createdMillis > KinesisQuotas.ITERATOR_MILLIS) {
      throw KinesisErrors.expiredIteratorException(
          "Iterator expired. The iterator was created at time "
              + TIME.format(Instant.ofEpochMilli(createdMillis))
              + " while right now it is "
              + TIME.format(Instant.ofEpochMilli(nowMillis))
              + " which is further in the future than the tolerated delay of "
              + KinesisQuotas.ITERATOR_MILLIS
              + " milliseconds.");
    }
    return new IteratorPosition(
        parts[0], parts[1], parts[2], Integer.parseInt(parts[3]), Long.parseLong(parts[4]));
  }
}
