package dev.brume.dynamodb.engine;

/**
 * Read and write units per second: warm throughput, or on-demand maximums, where -1 means no limit.
 */
public record UnitPair(Long read, Long write) {}
