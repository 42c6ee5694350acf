package dev.brume.dynamodb.engine;

/**
 * A token bucket: capacity accumulates evenly up to a limit. A request that finds any left may
 * overdraw it; further requests wait until that is paid back.
 */
final class TokenBucket {
  private static final double MILLIS_A_SECOND = 1_000;

  private final double unitsPerSecond;
  private final double maxUnits;
  private double units;
  private long atMillis;

  /**
   * @param unitsPerSecond the rate
   * @param keptSeconds the limit, in seconds of the rate
   * @param nowMillis the present; the bucket starts with the capacity of one second
   */
  TokenBucket(double unitsPerSecond, int keptSeconds, long nowMillis) {
    this.unitsPerSecond = unitsPerSecond;
    maxUnits = unitsPerSecond * keptSeconds;
    units = unitsPerSecond;
    atMillis = nowMillis;
  }

  /** The same with another rate, and the present content up to the limit. */
  TokenBucket changedTo(double newUnitsPerSecond, int keptSeconds, long nowMillis) {
    if (newUnitsPerSecond == unitsPerSecond) {
      return this;
    }
    TokenBucket changed = new TokenBucket(newUnitsPerSecond, keptSeconds, nowMillis);
    changed.units = Math.min(changed.maxUnits, Math.max(left(nowMillis), changed.units));
    return changed;
  }

  /** Whether a request may be served. */
  boolean hasUnits(long nowMillis) {
    return left(nowMillis) > 0;
  }

  private double left(long nowMillis) {
    if (nowMillis > atMillis) {
      double income = (nowMillis - atMillis) * unitsPerSecond / MILLIS_A_SECOND;
      units = Math.min(maxUnits, units + income);
      atMillis = nowMillis;
    }
    return units;
  }

  /** Takes the units that a request consumed. */
  void take(double consumed, long nowMillis) {
    units = left(nowMillis) - consumed;
  }
}
