package dev.brume.sns.engine;

import java.time.Duration;

/**
 * Quotas of Amazon SNS.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sns.html">Amazon SNS endpoints and
 *     quotas</a>
 */
public final class TopicQuotas {
  /** "256 KB" a message with its attributes. */
  public static final int MAX_MESSAGE_BYTES = 262_144;

  /** "Up to 10 messages" a batch. */
  public static final int MAX_BATCH_ENTRIES = 10;

  /** "The 5-minute deduplication interval." */
  public static final Duration DEDUPLICATION_INTERVAL = Duration.ofMinutes(5);

  /** A filter policy "can have a maximum of five keys". */
  public static final int MAX_FILTER_KEYS = 5;

  /** "The total combination of values in a filter policy must not exceed 150." */
  public static final int MAX_FILTER_COMBINATIONS = 150;

  /** "The maximum size of a filter policy is 256 KB." */
  public static final int MAX_FILTER_BYTES = 262_144;

  /** The wildcards of all fields of a filter policy amount to 100 points at most. */
  public static final int MAX_WILDCARD_POINTS = 100;

  /** A wildcard pattern of a filter policy has up to three asterisks. */
  public static final int MAX_ASTERISKS = 3;

  /** "Up to 200 filter policies per topic." */
  public static final int MAX_FILTER_POLICIES = 200;

  /** "Up to 100" topics or subscriptions a page. */
  public static final int PAGE_SIZE = 100;

  private TopicQuotas() {}
}
