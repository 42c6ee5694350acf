package dev.brume.logs.engine;

import dev.brume.core.kit.Quota;
import java.util.List;

/**
 * How much there can be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html">CloudWatch
 *     Logs quotas</a>
 */
public final class LogsQuotas {
  /** "Log groups: 1,000,000 log groups per account per Region". */
  public static final Quota GROUPS = new Quota(1_000_000);

  /** "Resource policies: Up to 10 CloudWatch Logs resource policies per Region per account." */
  public static final Quota POLICIES = new Quota(10);

  /** "The maximum batch size is 1,048,576 bytes." */
  public static final long BATCH_BYTES = 1_048_576;

  /** "This size is calculated as the sum of all event messages, plus 26 bytes for each." */
  public static final int EVENT_OVERHEAD_BYTES = 26;

  /** "Each log event can be no larger than 1 MB." */
  public static final long EVENT_BYTES = 1_048_576;

  /** "None of the log events in the batch can be more than 2 hours in the future." */
  public static final long FUTURE_MILLIS = 2 * 3_600_000L;

  /** A day: "A batch of log events in a single request cannot span more than 24 hours." */
  public static final long DAY_MILLIS = 24 * 3_600_000L;

  /** "None of the log events in the batch can be more than 14 days in the past." */
  public static final long PAST_MILLIS = 14 * DAY_MILLIS;

  /** What a page of groups or streams holds at most, and where the caller does not say. */
  public static final int LISTED = 50;

  /** "As many log events as can fit in a response size of 1 MB (up to 10,000 log events)." */
  public static final int READ_EVENTS = 10_000;

  /** See {@link #READ_EVENTS}. */
  public static final long READ_BYTES = 1_048_576;

  /** The values that {@code retentionInDays} may have. */
  public static final List<Integer> RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private LogsQuotas() {}
}
