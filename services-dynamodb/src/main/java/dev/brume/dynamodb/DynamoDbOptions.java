package dev.brume.dynamodb;

import dev.brume.dynamodb.engine.CapacityRules;

/**
 * The user's settings of DynamoDB.
 *
 * @param capacity whether tables are throttled, and injected errors
 * @param shared whether all accounts and regions have the same tables
 * @param delayed whether passing states such as CREATING last as long as on AWS
 * @param readLagMillis how far reads are behind that are only eventually consistent
 */
public record DynamoDbOptions(
    CapacityRules capacity, boolean shared, boolean delayed, long readLagMillis) {
  /** AWS's own behaviour, but without throttling and without waiting. */
  public static final DynamoDbOptions DEFAULTS =
      new DynamoDbOptions(CapacityRules.DEFAULTS, false, false, 0);
}
