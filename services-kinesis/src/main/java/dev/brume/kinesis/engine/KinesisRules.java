package dev.brume.kinesis.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transition;
import dev.brume.core.scope.Scope;
import java.time.Duration;
import java.util.Set;

/**
 * The user's settings.
 *
 * @param errorProbability the probability of an injected throughput error for a put, 0 to 1
 *     (KINESIS_ERROR_PROBABILITY)
 * @param latencyMillis how long transitional states last; null for the emulator's general setting
 *     (KINESIS_LATENCY)
 * @param shardLimit the shard limit of an account in a region; null for AWS's quota, 0 or less for
 *     no limit (KINESIS_SHARD_LIMIT)
 * @param onDemandStreamLimit the limit of on-demand streams of an account in a region
 *     (KINESIS_ON_DEMAND_STREAM_COUNT_LIMIT)
 * @param throughputLimits whether AWS's shard throughput limits are enforced
 *     (BRUME_KINESIS_THROUGHPUT_LIMITS)
 */
public record KinesisRules(
    double errorProbability,
    Long latencyMillis,
    Integer shardLimit,
    int onDemandStreamLimit,
    boolean throughputLimits) {
  /** The default settings. */
  public static final KinesisRules DEFAULTS =
      new KinesisRules(0, null, null, KinesisQuotas.ON_DEMAND_STREAMS, false);

  private static final Set<String> LARGE_REGIONS = Set.of("us-east-1", "us-west-2", "eu-west-1");

  /** About the time that AWS needs to create, change or delete a stream. */
  private static final Duration ON_AWS = Duration.ofSeconds(10);

  /** The shard limit of an account in a region. */
  public int shardLimit(Scope scope) {
    if (shardLimit == null) {
      return LARGE_REGIONS.contains(scope.region())
          ? KinesisQuotas.SHARDS_OF_LARGE_REGIONS
          : KinesisQuotas.SHARDS;
    }
    return shardLimit <= 0 ? Integer.MAX_VALUE : shardLimit;
  }

  /** The shards that an on-demand stream grows to at most. */
  static int onDemandShardLimit(Scope scope) {
    return LARGE_REGIONS.contains(scope.region())
        ? KinesisQuotas.ON_DEMAND_SHARDS_OF_LARGE_REGIONS
        : KinesisQuotas.MAX_ON_DEMAND_SHARDS;
  }

  /** Begins to pass from one state to another. */
  Transition begin(Surroundings surroundings, String from, String to) {
    long nowMillis = surroundings.timeline().nowMillis();
    return latencyMillis == null
        ? surroundings.transitions().begin(from, to, nowMillis, ON_AWS)
        : new Transition(from, to, nowMillis + latencyMillis);
  }
}
