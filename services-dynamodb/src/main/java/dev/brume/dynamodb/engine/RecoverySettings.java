package dev.brume.dynamodb.engine;

/**
 * Point-in-time recovery of a table.
 *
 * @param enabled whether it is on
 * @param sinceMillis since when it has been on without interruption
 * @param periodDays how far back a table can be restored: 1 to 35
 */
public record RecoverySettings(boolean enabled, long sinceMillis, int periodDays) {
  /** "The default is 35 days." */
  public static final int DEFAULT_PERIOD_DAYS = 35;

  /** Off. */
  public static final RecoverySettings OFF = new RecoverySettings(false, 0, 0);
}
