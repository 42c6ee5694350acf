package dev.brume.dynamodb.engine;

/**
 * A Kinesis data stream that the changes of a table are sent to.
 *
 * @param streamArn the data stream
 * @param status ACTIVE, DISABLED or ENABLE_FAILED
 * @param precision MILLISECOND or MICROSECOND; null where it was never said
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Using
 *     Kinesis Data Streams to capture changes to DynamoDB</a>
 */
public record StreamingDestination(String streamArn, String status, String precision) {
  /** The status of one that is sent to. */
  public static final String ACTIVE = "ACTIVE";

  /** Whether changes are sent to it. */
  public boolean isActive() {
    return status.equals(ACTIVE);
  }

  /** The same in another state. */
  public StreamingDestination withStatus(String changed) {
    return new StreamingDestination(streamArn, changed, precision);
  }

  /** The same with another precision of its times. */
  public StreamingDestination withPrecision(String changed) {
    return new StreamingDestination(streamArn, status, changed);
  }
}
