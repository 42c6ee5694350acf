package dev.brume.server;

import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisRules;
import java.util.Map;

/** Kinesis' settings from the environment: LocalStack's variables and one of Brume's own. */
final class KinesisSettings {
  private static final String ERRORS = "KINESIS_ERROR_PROBABILITY";
  private static final String LATENCY = "KINESIS_LATENCY";
  private static final String SHARDS = "KINESIS_SHARD_LIMIT";
  private static final String ON_DEMAND = "KINESIS_ON_DEMAND_STREAM_COUNT_LIMIT";
  private static final String THROUGHPUT = "BRUME_KINESIS_THROUGHPUT_LIMITS";
  private static final String INFINITY = "Infinity";
  private static final int MAX_LATENCY_MILLIS = 3_600_000;
  private static final int MAX_COUNT = 1_000_000;

  private KinesisSettings() {}

  static KinesisRules of(Environment environment) {
    boolean latencyGiven = environment.text(LATENCY) != null;
    return new KinesisRules(
        probability(environment.text(ERRORS)),
        latencyGiven ? environment.number(LATENCY, MAX_LATENCY_MILLIS, 0) : null,
        shardLimit(environment),
        (int) environment.number(ON_DEMAND, MAX_COUNT, KinesisQuotas.ON_DEMAND_STREAMS),
        environment.isOn(THROUGHPUT));
  }

  private static double probability(String text) {
    if (text == null) {
      return 0;
    }
    try {
      double probability = Double.parseDouble(text);
      if (probability >= 0 && probability <= 1) {
        return probability;
      }
    } catch (NumberFormatException e) {
      // Refused below, like numbers out of range.
    }
    throw new UsageException(ERRORS + " is a number from 0.0 to 1.0, not " + text);
  }

  private static Integer shardLimit(Environment environment) {
    String text = environment.text(SHARDS);
    if (text == null) {
      return null;
    }
    return text.equalsIgnoreCase(INFINITY) ? 0 : (int) environment.number(SHARDS, MAX_COUNT, 0);
  }

  /** The settings in force, by variable name. */
  static void put(Map<String, Object> map, KinesisRules rules) {
    map.put(ERRORS, rules.errorProbability());
    map.put(LATENCY, rules.latencyMillis());
    map.put(SHARDS, rules.shardLimit());
    map.put(ON_DEMAND, rules.onDemandStreamLimit());
    map.put(THROUGHPUT, rules.throughputLimits());
  }
}
