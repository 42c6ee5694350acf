package dev.brume.logs.engine;

import dev.brume.core.kit.Quota;
import java.util.List;

/**
 * The quotas of CloudWatch Logs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html">CloudWatch
 *     Logs quotas</a>
 */
public final class LogsQuotas {
  /** Log groups of an account in a region. */
  public static final Quota GROUPS = new Quota(1_000_000);

  /** Resource policies of an account in a region. */
  public static final Quota POLICIES = new Quota(10);

  /** Subscription filters of a log group. */
  public static final Quota SUBSCRIPTION_FILTERS = new Quota(2);

  /** Metric filters of a log group. */
  public static final Quota METRIC_FILTERS = new Quota(100);

  /**
   * The number of queries stored; the oldest is dropped first. AWS keeps queries for seven days.
   */
  public static final int QUERIES = 1000;

  /**
   * Export tasks that are kept; the oldest goes when there are more. AWS keeps them for 90 days.
   */
  public static final int EXPORTS = 1000;

  /** "1,000 per Region": queries that are kept. */
  public static final Quota QUERY_DEFINITIONS = new Quota(1_000);

  /** Queries of a page. */
  public static final int READ_QUERIES = 1000;

  /** Events read per lock acquisition. */
  public static final int SLICE_EVENTS = 1000;

  /**
   * Slices that one FilterLogEvents looks through. AWS answers after "a time-bounded scan window",
   * and "can return empty results while there are more log events available through the token"; how
   * long that window is, it does not say.
   */
  public static final int SEARCHED_SLICES = 100;

  /** Bytes of a batch of events. */
  public static final long BATCH_BYTES = 1_048_576;

  /** Billed bytes of each event in addition to its message. */
  public static final int EVENT_OVERHEAD_BYTES = 26;

  /** Maximum bytes of an event. */
  public static final long EVENT_BYTES = 1_048_576;

  /** How far in the future an event's time may be. */
  public static final long FUTURE_MILLIS = 2 * 3_600_000L;

  /** A day, which is also the maximum time span of a batch of events. */
  public static final long DAY_MILLIS = 24 * 3_600_000L;

  /** How far in the past an event's time may be. */
  public static final long PAST_MILLIS = 14 * DAY_MILLIS;

  /** The maximum and default page size for groups and streams. */
  public static final int LISTED = 50;

  /** Events per page, which has at most {@link #READ_BYTES} bytes. */
  public static final int READ_EVENTS = 10_000;

  /** See {@link #READ_EVENTS}. */
  public static final long READ_BYTES = 1_048_576;

  /** The valid values of {@code retentionInDays}. */
  public static final List<Integer> RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private LogsQuotas() {}
}
