package dev.brume.dynamodb.streams;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.engine.ChangePage.NumberedChange;
import dev.brume.dynamodb.engine.ChangeStream;
import dev.brume.dynamodb.engine.ItemChange;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.streams.api.AttributeValue;
import dev.brume.dynamodb.streams.api.Identity;
import dev.brume.dynamodb.streams.api.StreamRecord;
import dev.brume.dynamodb.streams.api.StreamsRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * Changes in responses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
final class StreamRecords {
  private static final String VERSION = "1.1";
  private static final String SOURCE = "aws:dynamodb";

  /**
   * The identity that deletes expired items.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html">DynamoDB
   *     Streams and time to live</a>
   */
  private static final Identity TIME_TO_LIVE =
      Identity.builder().principalId("dynamodb.amazonaws.com").type("Service").build();

  private final ChangeStream stream;
  private final String region;

  StreamRecords(ChangeStream stream, String region) {
    this.stream = stream;
    this.region = region;
  }

  StreamsRecord shown(NumberedChange numbered) {
    ItemChange change = numbered.change();
    return StreamsRecord.builder()
        .eventID(eventId(numbered.sequence()))
        .eventName(change.event())
        .eventVersion(VERSION)
        .eventSource(SOURCE)
        .awsRegion(region)
        .dynamodb(
            StreamRecord.builder()
                .approximateCreationDateTime(
                    Instant.ofEpochSecond(Math.floorDiv(numbered.madeMillis(), 1_000L)))
                .keys(image(change.keys()))
                .newImage(image(change.newImage()))
                .oldImage(image(change.oldImage()))
                .sequenceNumber(SequenceNumbers.text(numbered.sequence()))
                .sizeBytes(change.sizeBytes())
                .streamViewType(stream.view())
                .build())
        .userIdentity(change.expired() ? TIME_TO_LIVE : null)
        .build();
  }

  /** "A globally unique identifier for the event", the same whenever the record is read. */
  private String eventId(long sequence) {
    String name = stream.tableName() + "/" + stream.label() + "/" + sequence;
    return digest(name.getBytes(StandardCharsets.UTF_8));
  }

  /** 32 characters that are equal for equal bytes. */
  static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(ChecksumAlgorithm.MD5.of(bytes));
  }

  /** The attributes of an item; null for null. */
  static Map<String, AttributeValue> image(Blob item) {
    return item == null ? null : ImageAttributes.of(ItemValue.of(item));
  }
}
