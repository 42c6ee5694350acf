package dev.brume.lambda.engine;

/**
 * The stream settings of a mapping.
 *
 * @param startingPosition {@code TRIM_HORIZON}, {@code LATEST} or {@code AT_TIMESTAMP}
 * @param startingMillis the time of {@code AT_TIMESTAMP} in milliseconds since 1970; else null
 * @param parallelization the most concurrent calls per shard, 1 to 10
 * @param maxRetries the most retries of a batch; -1 for no limit
 * @param maxAgeSeconds the age at which records are discarded; -1 for no limit
 * @param bisect whether a batch that fails is split in two
 * @param onFailure the ARN of the queue, topic or bucket that is told of discarded records; null
 *     for none
 * @param tumblingSeconds how long the windows are that records are gathered in; 0 for none
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">
 *     CreateEventSourceMapping</a>
 */
public record StreamRules(
    String startingPosition,
    Long startingMillis,
    int parallelization,
    int maxRetries,
    int maxAgeSeconds,
    boolean bisect,
    String onFailure,
    int tumblingSeconds) {
  /** No limit of retries or of age. */
  public static final int UNLIMITED = -1;
}
