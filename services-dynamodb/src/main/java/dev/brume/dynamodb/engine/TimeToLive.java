package dev.brume.dynamodb.engine;

/**
 * The time-to-live setting of a table.
 *
 * @param attribute the attribute with an item's expiry in seconds since 1970
 * @param enabled whether items expire
 * @param changedMillis when it was last enabled or disabled
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">Using
 *     time to live (TTL) in DynamoDB</a>
 */
public record TimeToLive(String attribute, boolean enabled, long changedMillis) {
  /** Never enabled. */
  public static final TimeToLive NEVER = new TimeToLive(null, false, 0);
}
