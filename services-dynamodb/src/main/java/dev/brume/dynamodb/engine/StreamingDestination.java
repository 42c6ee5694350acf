package dev.brume.dynamodb.engine;

/**
 * A Kinesis data stream as a destination of a table's changes.
 *
 * @param streamArn the data stream
 * @param status ACTIVE, DISABLED or ENABLE_FAILED
 * @param precision MILLISECOND or MICROSECOND; null if it was never set
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Using
 *     Kinesis Data Streams to capture changes to DynamoDB</a>
 */
public record StreamingDestination(String streamArn, String status, String precision) {
  /** The status of an active destination. */
  public static final String ACTIVE = "ACTIVE";

  /** Whether changes are sent to it. */
  public boolean isActive() {
    return status.equals(ACTIVE);
  }

  /** The same with another status. */
  public StreamingDestination withStatus(String changed) {
    return new StreamingDestination(streamArn, changed, precision);
  }

  /** The same with another time precision. */
  public StreamingDestination withPrecision(String changed) {
    return new StreamingDestination(streamArn, status, changed);
  }
}
