package dev.brume.dynamodb.engine;

/**
 * How items of a table expire.
 *
 * @param attribute whose number says when an item expires: seconds since 1970
 * @param enabled whether items do expire
 * @param changedMillis when that was last switched
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">Using
 *     time to live (TTL) in DynamoDB</a>
 */
public record TimeToLive(String attribute, boolean enabled, long changedMillis) {
  /** Switched on and off by nobody yet. */
  public static final TimeToLive NEVER = new TimeToLive(null, false, 0);
}
