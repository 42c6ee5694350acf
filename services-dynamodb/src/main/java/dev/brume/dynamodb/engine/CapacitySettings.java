package dev.brume.dynamodb.engine;

/**
 * The capacity settings of a table.
 *
 * @param onDemand whether its billing mode is PAY_PER_REQUEST
 * @param onDemandSinceMillis when it last became so; 0 for never
 * @param throughput the provisioned throughput
 * @param onDemandLimits maximums in on-demand mode; may be null
 * @param warmThroughput as requested; may be null
 */
public record CapacitySettings(
    boolean onDemand,
    long onDemandSinceMillis,
    Throughput throughput,
    UnitPair onDemandLimits,
    UnitPair warmThroughput) {}
