package dev.brume.dynamodb.engine;

/**
 * How a table's capacity is set.
 *
 * @param onDemand whether its billing mode is PAY_PER_REQUEST
 * @param onDemandSinceMillis when it last became so; 0 for never
 * @param throughput what is provisioned
 * @param onDemandLimits maximums in on-demand mode; may be null
 * @param warmThroughput as asked for; may be null
 */
public record CapacitySettings(
    boolean onDemand,
    long onDemandSinceMillis,
    Throughput throughput,
    UnitPair onDemandLimits,
    UnitPair warmThroughput) {}
