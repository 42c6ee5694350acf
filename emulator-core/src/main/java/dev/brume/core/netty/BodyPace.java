package dev.brume.core.netty;

import dev.brume.core.http.HttpLimits;

/**
 * Whether a body comes fast enough on average. Time that passes while the server wants bytes is
 * paid for by bytes; a body begins with its grace, and may have saved up twice as much. Time in
 * which nobody wants its bytes costs nothing.
 */
final class BodyPace {
  private static final long MILLIS_PER_SECOND = 1_000;

  private final int bytesPerSecond;
  private final long mostMillis;

  /** For how long it may go on without a byte. */
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
   * Whether it is too slow; to be asked in regular intervals.
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
