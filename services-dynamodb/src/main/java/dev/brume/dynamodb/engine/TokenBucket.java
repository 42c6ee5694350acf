package dev.brume.dynamodb.engine;

/**
 * Capacity that comes in evenly and is kept up to a limit. It may be overdrawn by the one request
 * that finds some left; nobody else gets any until that is paid back.
 */
final class TokenBucket {
  private static final double MILLIS_A_SECOND = 1_000;

  private final double unitsPerSecond;
  private final double maxUnits;
  private double units;
  private long atMillis;

  /**
   * @param unitsPerSecond what comes in
   * @param keptSeconds of how many seconds what came in is kept
   * @param nowMillis the present; there is what comes in a second
   */
  TokenBucket(double unitsPerSecond, int keptSeconds, long nowMillis) {
    this.unitsPerSecond = unitsPerSecond;
    maxUnits = unitsPerSecond * keptSeconds;
    units = unitsPerSecond;
    atMillis = nowMillis;
  }

  /** The same with other income, and what is left of this one as far as it can be kept. */
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

  /** Takes what a request consumed. */
  void take(double consumed, long nowMillis) {
    units = left(nowMillis) - consumed;
  }
}
