package dev.brume.kinesis.engine;

import java.util.concurrent.TimeUnit;

/**
 * The retention of records.
 *
 * @param hours 24 to 8,760
 * @param lostMillis records that arrived until then are lost, whatever the present period:
 *     "increasing the retention period does not make previous, expired data accessible"
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html">IncreaseStreamRetentionPeriod</a>
 */
public record RetentionSettings(int hours, long lostMillis) {
  /** The default retention. */
  static final RetentionSettings DEFAULT =
      new RetentionSettings(KinesisQuotas.MIN_RETENTION_HOURS, 0);

  /** The period. */
  long millis() {
    return TimeUnit.HOURS.toMillis(hours);
  }

  /** Records that arrived until this time have expired at {@code nowMillis}. */
  public long horizonMillis(long nowMillis) {
    return Math.max(lostMillis, nowMillis - millis());
  }

  /** The same with another period. */
  RetentionSettings withHours(int changed, long nowMillis) {
    return new RetentionSettings(changed, horizonMillis(nowMillis));
  }
}
