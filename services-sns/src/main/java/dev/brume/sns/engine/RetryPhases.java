package dev.brume.sns.engine;

/**
 * The four phases in which a failed delivery is tried again: at once, at the shortest distance, at
 * distances that grow, and at the longest one.
 *
 * @param withoutDelay how many retries follow at once
 * @param atMinDelay how many follow at the shortest distance
 * @param inBackoff how many follow at growing distances
 * @param atMaxDelay how many follow at the longest distance
 * @param minDelaySeconds the shortest distance
 * @param maxDelaySeconds the longest distance
 * @param backoffFunction {@code linear}, {@code arithmetic}, {@code geometric} or {@code
 *     exponential}
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Amazon
 *     SNS message delivery retries</a>
 */
public record RetryPhases(
    int withoutDelay,
    int atMinDelay,
    int inBackoff,
    int atMaxDelay,
    int minDelaySeconds,
    int maxDelaySeconds,
    String backoffFunction) {
  /** To Lambda, SQS and Firehose: "100,015 times, over 23 days". */
  public static final RetryPhases AWS_MANAGED =
      new RetryPhases(3, 2, 10, 100_000, 1, 20, "exponential");

  /** To HTTP endpoints for which nothing else is set. */
  public static final RetryPhases HTTP = new RetryPhases(0, 0, 3, 0, 20, 20, "linear");

  private static final long MILLIS = 1_000;

  /** How many retries there are. */
  public int count() {
    return withoutDelay + atMinDelay + inBackoff + atMaxDelay;
  }

  /** How long all retries take together, in seconds. */
  public long totalSeconds() {
    long total = 0;
    for (int retry = 1; retry <= count(); retry++) {
      total += delayMillis(retry);
    }
    return total / MILLIS;
  }

  /**
   * How long after a failed try the next one comes.
   *
   * @param retry which one, from 1
   * @return milliseconds; negative where there are no more
   */
  public long delayMillis(int retry) {
    int left = retry - withoutDelay;
    if (left <= 0) {
      return 0;
    }
    left -= atMinDelay;
    if (left <= 0) {
      return minDelaySeconds * MILLIS;
    }
    if (left <= inBackoff) {
      return backoffMillis(left);
    }
    return left - inBackoff <= atMaxDelay ? maxDelaySeconds * MILLIS : -1;
  }

  /**
   * AWS draws the four curves and gives no formulas: all begin at the shortest distance and end at
   * the longest.
   */
  private long backoffMillis(int step) {
    double min = minDelaySeconds;
    double range = maxDelaySeconds - min;
    double part = inBackoff == 1 ? 0 : (step - 1.0) / (inBackoff - 1.0);
    double seconds =
        switch (backoffFunction) {
          case "arithmetic" -> min + range * part * (step / (double) inBackoff);
          case "geometric" -> min + range * part * part;
          case "exponential" -> min * Math.pow(maxDelaySeconds / min, part);
          default -> min + range * part;
        };
    return Math.round(seconds * MILLIS);
  }
}
