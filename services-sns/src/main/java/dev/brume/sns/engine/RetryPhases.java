package dev.brume.sns.engine;

/**
 * The four retry phases of a failed delivery: immediate, with the minimum delay, with backoff, and
 * with the maximum delay.
 *
 * @param withoutDelay the number of immediate retries
 * @param atMinDelay the retries with the minimum delay
 * @param inBackoff the retries with growing delays
 * @param atMaxDelay the retries with the maximum delay
 * @param minDelaySeconds the minimum delay
 * @param maxDelaySeconds the maximum delay
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

  /** The default for HTTP endpoints. */
  public static final RetryPhases HTTP = new RetryPhases(0, 0, 3, 0, 20, 20, "linear");

  private static final long MILLIS = 1_000;

  /** The number of retries. */
  public int count() {
    return withoutDelay + atMinDelay + inBackoff + atMaxDelay;
  }

  /** The total delay of all retries, in seconds. */
  public long totalSeconds() {
    long total = 0;
    for (int retry = 1; retry <= count(); retry++) {
      total += delayMillis(retry);
    }
    return total / MILLIS;
  }

  /**
   * The delay before a retry.
   *
   * @param retry its number, from 1
   * @return milliseconds; negative if there are no more
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
   * AWS draws the four curves without formulas: all begin with the minimum delay and end with the
   * maximum.
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
