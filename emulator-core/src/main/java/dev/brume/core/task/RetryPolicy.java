package dev.brume.core.task;

import java.time.Duration;

/**
 * How often and for how long a task is retried, and the delays between the attempts.
 *
 * @param maxAttempts the number of attempts, including the first, at least 1
 * @param maxAge no attempt begins later than this after the task was added
 * @param firstDelay the delay between the first attempt and the second
 * @param factor by which each delay exceeds the previous one, at least 1
 * @param maxDelay the longest delay
 */
public record RetryPolicy(
    int maxAttempts, Duration maxAge, Duration firstDelay, double factor, Duration maxDelay) {
  /** Longer than any retention. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  /** One attempt. */
  public static final RetryPolicy ONCE = attempts(1, Duration.ZERO);

  /** Unlimited attempts with {@code delay} in between. */
  public static RetryPolicy forever(Duration delay) {
    return attempts(Integer.MAX_VALUE, delay);
  }

  /** At most {@code maxAttempts} attempts with {@code delay} in between. */
  public static RetryPolicy attempts(int maxAttempts, Duration delay) {
    return new RetryPolicy(maxAttempts, FOREVER, delay, 1, FOREVER);
  }

  /** The same, with delays that grow by {@code byFactor} up to {@code longest}. */
  public RetryPolicy growing(double byFactor, Duration longest) {
    return new RetryPolicy(maxAttempts, maxAge, firstDelay, byFactor, longest);
  }

  /** The same, for no longer than {@code age} after the task was added. */
  public RetryPolicy within(Duration age) {
    return new RetryPolicy(maxAttempts, age, firstDelay, factor, maxDelay);
  }

  /** The delay after attempt number {@code attempts}, in milliseconds. */
  long delayMillis(int attempts) {
    double millis = firstDelay.toMillis() * Math.pow(factor, attempts - 1.0);
    return (long) Math.min(millis, maxDelay.toMillis());
  }

  /**
   * Whether another attempt is permitted.
   *
   * @param attempts the number of attempts so far
   * @param ageMillis the task's age at the next attempt
   */
  boolean allows(int attempts, long ageMillis) {
    return attempts < maxAttempts && ageMillis <= maxAge.toMillis();
  }
}
