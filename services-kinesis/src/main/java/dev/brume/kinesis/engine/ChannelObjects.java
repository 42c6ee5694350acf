package dev.brume.kinesis.engine;

import dev.brume.core.kit.JsonObjectText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The objects that a channel makes of records: one of those that have its format, and one that
 * tells of the others. "The channel writes the identifiers of unprocessable records, along with
 * error context, not the full record payloads."
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-s3-about.html">How
 *     Amazon S3 delivery works</a>
 */
final class ChannelObjects {
  /**
   * An object.
   *
   * @param bucket where it goes
   * @param owner the account that has to own the bucket
   */
  record Made(String bucket, String owner, String key, byte[] content, String storageClass) {}

  private final ChannelState channel;
  private final String streamArn;
  private final long millis;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param millis the time in the keys
   */
  ChannelObjects(ChannelState channel, String streamArn, long millis) {
    this.channel = channel;
    this.streamArn = streamArn;
    this.millis = millis;
  }

  /** The records that can't be delivered, each as a JSON text. */
  List<String> faults() {
    return faults;
  }

  /** Makes the objects; takes long. */
  List<Made> of(List<ChannelRecord> records) {
    ChannelFormat format = ChannelFormat.valueOf(channel.format());
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    ChannelRecord first = null;
    ChannelRecord firstFault = null;
    for (ChannelRecord record : records) {
      byte[] bytes = record.entry().data().bytes();
      String fault = format.fault(bytes);
      if (fault == null) {
        first = first == null ? record : first;
        content.writeBytes(bytes);
        if (format.isText()) {
          content.write('\n');
        }
      } else {
        firstFault = firstFault == null ? record : firstFault;
        faults.add(context(record, format, fault));
      }
    }
    List<Made> made = new ArrayList<>(2);
    ChannelDestination to = channel.destination();
    if (first != null) {
      String key = ChannelKeyTemplate.fill(channel, millis) + suffix(first);
      byte[] compressed = compressed(content.toByteArray(), to.compression());
      made.add(new Made(to.bucket(), to.bucketOwner(), key, compressed, to.storageClass()));
    }
    if (firstFault != null) {
      String key = ChannelKeyTemplate.fillDead(channel, millis) + suffix(firstFault);
      byte[] text = (String.join("\n", faults) + "\n").getBytes(StandardCharsets.UTF_8);
      made.add(new Made(to.deadBucket(), to.deadBucketOwner(), key, text, null));
    }
    return made;
  }

  /** The same however often the records are tried, and never that of others. */
  private static String suffix(ChannelRecord first) {
    return "-%06d-%011x".formatted(first.shard().number(), first.index());
  }

  private String context(ChannelRecord record, ChannelFormat format, String fault) {
    return JsonObjectText.of(
        json ->
            json.member("channelName", channel.name())
                .member("channelId", channel.id())
                .member("streamARN", streamArn)
                .member("shardId", record.shard().id())
                .member("sequenceNumber", record.number().toString())
                .member("partitionKey", record.entry().partitionKey())
                .member("approximateArrivalTimestamp", record.entry().arrivalMillis())
                .member("errorCode", "INVALID_" + format)
                .member("errorMessage", fault));
  }

  private static byte[] compressed(byte[] content, String compression) {
    return switch (compression) {
      case "GZIP" -> gzipped(content);
      case "ZSTD" -> ZstandardFrame.of(content);
      default -> content;
    };
  }

  private static byte[] gzipped(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
