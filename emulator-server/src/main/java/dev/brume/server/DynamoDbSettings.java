package dev.brume.server;

import dev.brume.dynamodb.DynamoDbOptions;
import dev.brume.dynamodb.engine.CapacityRules;
import java.util.Map;

/** DynamoDB's settings from the environment. */
final class DynamoDbSettings {
  private static final String THROTTLING = "BRUME_DYNAMODB_THROTTLING";
  private static final String ERRORS = "DYNAMODB_ERROR_PROBABILITY";
  private static final String READ_ERRORS = "DYNAMODB_READ_ERROR_PROBABILITY";
  private static final String WRITE_ERRORS = "DYNAMODB_WRITE_ERROR_PROBABILITY";

  private static final String SHARED = "DYNAMODB_SHARE_DB";
  private static final String DELAYED = "DYNAMODB_DELAY_TRANSIENT_STATUSES";

  private static final String READ_LAG = "BRUME_DYNAMODB_READ_LAG";

  /** AWS says "usually within one second"; whoever wants a minute may have it. */
  private static final long MAX_READ_LAG_MILLIS = 60_000;

  private DynamoDbSettings() {}

  static DynamoDbOptions of(Environment environment) {
    double errors = probability(environment, ERRORS, 0);
    return new DynamoDbOptions(
        new CapacityRules(
            environment.isOn(THROTTLING),
            probability(environment, READ_ERRORS, errors),
            probability(environment, WRITE_ERRORS, errors)),
        environment.isOn(SHARED),
        environment.isOn(DELAYED),
        environment.number(READ_LAG, MAX_READ_LAG_MILLIS, 0));
  }

  private static double probability(Environment environment, String name, double otherwise) {
    String text = environment.text(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double probability = Double.parseDouble(text);
      if (probability >= 0 && probability <= 1) {
        return probability;
      }
    } catch (NumberFormatException e) {
      // Refused below, like numbers out of range.
    }
    throw new UsageException(name + " is a number from 0.0 to 1.0, not " + text);
  }

  /** The settings in force, by variable name. */
  static void put(Map<String, Object> map, DynamoDbOptions options) {
    CapacityRules rules = options.capacity();
    map.put(THROTTLING, rules.throttled());
    map.put(READ_ERRORS, rules.readErrorProbability());
    map.put(WRITE_ERRORS, rules.writeErrorProbability());
    map.put(SHARED, options.shared());
    map.put(DELAYED, options.delayed());
    map.put(READ_LAG, options.readLagMillis());
  }
}
