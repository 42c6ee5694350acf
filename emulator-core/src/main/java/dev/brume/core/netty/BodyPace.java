package dev.brume.core.netty;

import dev.brume.core.http.HttpLimits;

/**
 * Decides whether a body arrives fast enough on average. Time in which the server waits for bytes
 * uses up credit; received bytes add credit. A body starts with its grace and may save up twice as
 * much. Time in which nobody reads the body is not counted.
 */
final class BodyPace {
  private static final long MILLIS_PER_SECOND = 1_000;

  private final int bytesPerSecond;
  private final long mostMillis;

  /** The remaining credit: how long it may continue without a byte. */
  private double leftMillis;

  private long receivedBefore;
  private long tickBefore;

  BodyPace(HttpLimits limits, long nowMillis) {
    this.bytesPerSecond = limits.bodyBytesPerSecond();
    this.mostMillis = 2 * limits.bodyGraceMillis();
    this.leftMillis = limits.bodyGraceMillis();
    this.tickBefore = nowMillis;
  }

  /**
   * Whether the body is too slow; called at regular intervals.
   *
   * @param nowMillis the loop's clock
   * @param receivedBytes of the body so far
   * @param wanted whether more is wanted
   */
  boolean isTooSlow(long nowMillis, long receivedBytes, boolean wanted) {
    leftMillis += (double) (receivedBytes - receivedBefore) * MILLIS_PER_SECOND / bytesPerSecond;
    leftMillis = Math.min(leftMillis, mostMillis);
    if (wanted) {
      leftMillis -= nowMillis - tickBefore;
    }
    receivedBefore = receivedBytes;
    tickBefore = nowMillis;
    return leftMillis < 0;
  }
}
