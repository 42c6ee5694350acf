package dev.brume.kinesis.engine;

import java.util.concurrent.TimeUnit;

/**
 * How long records are kept.
 *
 * @param hours 24 to 8,760
 * @param lostMillis what came until then is lost, whatever the period is now: "increasing the
 *     retention period does not make previous, expired data accessible"
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html">IncreaseStreamRetentionPeriod</a>
 */
public record RetentionSettings(int hours, long lostMillis) {
  /** That of a new stream. */
  static final RetentionSettings DEFAULT =
      new RetentionSettings(KinesisQuotas.MIN_RETENTION_HOURS, 0);

  /** The period. */
  long millis() {
    return TimeUnit.HOURS.toMillis(hours);
  }

  /** What came until then has expired at a moment. */
  public long horizonMillis(long nowMillis) {
    return Math.max(lostMillis, nowMillis - millis());
  }

  /** The same with another period. */
  RetentionSettings withHours(int changed, long nowMillis) {
    return new RetentionSettings(changed, horizonMillis(nowMillis));
  }
}
