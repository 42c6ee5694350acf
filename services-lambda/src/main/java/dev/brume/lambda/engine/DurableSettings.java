package dev.brume.lambda.engine;

/**
 * How a durable function's executions are kept.
 *
 * @param executionTimeoutSeconds 1 to 31,622,400
 * @param retentionDays how long an execution is kept after its end, 1 to 90
 * @param kmsKeyArn null for AWS's own key
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_DurableConfig.html">
 *     DurableConfig</a>
 */
public record DurableSettings(int executionTimeoutSeconds, int retentionDays, String kmsKeyArn) {
  /** "The default is 14." */
  public static final int DEFAULT_RETENTION_DAYS = 14;
}
