package dev.brume.dynamodb.streams;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.PageTokens;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.streams.api.DynamoDbStreamsErrors;

/**
 * Shard iterators: a stream, a shard, a position and the time of issue, in one authenticated text.
 */
final class ChangeIterators {
  /** "A shard iterator expires 15 minutes after it is returned to the requester." */
  private static final long LIFE_MILLIS = 900_000;

  private static final String VERSION = "|1|";
  private static final int PARTS = 3;

  private ChangeIterators() {}

  /**
   * A position in a shard.
   *
   * @param streamArn the stream
   * @param shardId the shard
   * @param sequence the next number
   */
  record ShardPosition(String streamArn, String shardId, long sequence) {}

  private static PageTokens tokens(String streamArn) {
    return PageTokens.of("dynamodb", "GetRecords", ChangeIterators::invalid, streamArn);
  }

  private static AwsError invalid() {
    // AWS's error text is not known.
    return Validation.error("Invalid ShardIterator");
  }

  /** The stream of an iterator; "" if it is malformed. */
  static String arn(String iterator) {
    int end = iterator.indexOf(VERSION);
    return end < 0 ? "" : iterator.substring(0, end);
  }

  static String text(ShardPosition place, long nowMillis) {
    return place.streamArn()
        + VERSION
        + tokens(place.streamArn())
            .after(place.shardId() + "|" + place.sequence() + "|" + nowMillis);
  }

  /**
   * Parses an iterator.
   *
   * @throws AwsError ValidationException, or ExpiredIteratorException
   */
  static ShardPosition parse(String iterator, long nowMillis) {
    int end = iterator.indexOf(VERSION);
    if (end < 0) {
      throw invalid();
    }
    String arn = iterator.substring(0, end);
    String[] parts = tokens(arn).position(iterator.substring(end + VERSION.length())).split("\\|");
    if (parts.length != PARTS) {
      throw invalid();
    }
    if (nowMillis - Long.parseLong(parts[2]) > LIFE_MILLIS) {
      // The code and the time are documented; the text is from the documentation.
      throw DynamoDbStreamsErrors.expiredIteratorException(
          "The shard iterator has expired and can no longer be used to retrieve stream records. A"
              + " shard iterator expires 15 minutes after it is retrieved using the"
              + " GetShardIterator action.");
    }
    return new ShardPosition(arn, parts[0], Long.parseLong(parts[1]));
  }
}
