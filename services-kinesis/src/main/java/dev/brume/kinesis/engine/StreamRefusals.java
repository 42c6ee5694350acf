package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.kinesis.api.KinesisErrors;

/** The errors of streams in AWS's words. */
public final class StreamRefusals {
  private StreamRefusals() {}

  /** The stream does not exist. */
  public static AwsError streamNotFound(String name, String account) {
    return KinesisErrors.resourceNotFoundException(
        "Stream " + name + " under account " + account + " not found.");
  }

  /** The stream name is taken. */
  static AwsError streamExists(String name, String account) {
    return KinesisErrors.resourceInUseException(
        "Stream " + name + " under account " + account + " already exists.");
  }

  /** The stream can't be changed now. */
  public static AwsError notActive(String name, String account, String status) {
    return KinesisErrors.resourceInUseException(
        "Stream " + name + " under account " + account + " not ACTIVE, instead in state " + status);
  }

  /** An invalid argument. */
  public static AwsError invalid(String message) {
    return KinesisErrors.invalidArgumentException(message);
  }

  /** The shard does not exist. */
  public static AwsError noSuchShard(String shardId, String stream, String account) {
    return KinesisErrors.resourceNotFoundException(
        "Could not find shard "
            + shardId
            + " in stream "
            + stream
            + " under account "
            + account
            + ".");
  }

  /** The shard does not exist: the error of read operations. */
  public static AwsError shardDoesNotExist(String shardId, String stream, String account) {
    return KinesisErrors.resourceNotFoundException(
        "Shard "
            + shardId
            + " in stream "
            + stream
            + " under account "
            + account
            + " does not exist");
  }

  /** The throughput of the shard is exceeded. */
  public static AwsError rateExceeded(String shardId, String stream, String account) {
    return KinesisErrors.provisionedThroughputExceededException(
        rateExceededText(shardId, stream, account));
  }

  /** The same as a text. */
  public static String rateExceededText(String shardId, String stream, String account) {
    return "Rate exceeded for shard "
        + shardId
        + " in stream "
        + stream
        + " under account "
        + account
        + ".";
  }

  /** The account's shard limit would be exceeded. */
  static AwsError tooManyShards(String account, String region, long now, int limit, long more) {
    return KinesisErrors.limitExceededException(
        "This request would exceed the shard limit for the account "
            + account
            + " in "
            + region
            + ". Current shard count for the account: "
            + now
            + ". Limit: "
            + limit
            + ". Number of additional shards that would have resulted from this request: "
            + more
            + ". Refer to the AWS Service Limits page"
            + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current"
            + " limits and how to request higher limits.");
  }
}
