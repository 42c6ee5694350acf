package dev.brume.s3.logging;

import dev.brume.s3.api.LoggingEnabled;
import dev.brume.s3.api.PartitionDateSource;
import dev.brume.s3.api.PartitionedPrefix;
import dev.brume.s3.api.TargetObjectKeyFormat;
import dev.brume.s3.engine.Bucket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The keys of log objects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html#server-log-keyname-format">Log
 *     object key format</a>
 */
final class LogObjectKey {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter PARTITION =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/").withZone(ZoneOffset.UTC);

  private LogObjectKey() {}

  private static PartitionedPrefix partitioned(LoggingEnabled settings) {
    TargetObjectKeyFormat format = settings.targetObjectKeyFormat();
    return format == null ? null : format.partitionedPrefix();
  }

  /** Whether an object only holds records of one day. */
  static boolean isByDay(LoggingEnabled settings) {
    PartitionedPrefix partitioned = partitioned(settings);
    return partitioned != null
        && PartitionDateSource.EVENT_TIME.equals(partitioned.partitionDateSource());
  }

  /**
   * A key.
   *
   * @param eventMillis the time of the object's first record
   * @param deliveryMillis when it is delivered
   * @param unique makes the key unique
   */
  static String of(
      Bucket source,
      LoggingEnabled settings,
      long eventMillis,
      long deliveryMillis,
      String unique) {
    Instant moment =
        isByDay(settings)
            ? Instant.ofEpochMilli(eventMillis).truncatedTo(ChronoUnit.DAYS)
            : Instant.ofEpochMilli(deliveryMillis);
    String name = SECONDS.format(moment) + "-" + unique;
    if (partitioned(settings) == null) {
      return settings.targetPrefix() + name;
    }
    return settings.targetPrefix()
        + source.owner()
        + "/"
        + source.scope().region()
        + "/"
        + source.name()
        + "/"
        + PARTITION.format(moment)
        + name;
  }
}
