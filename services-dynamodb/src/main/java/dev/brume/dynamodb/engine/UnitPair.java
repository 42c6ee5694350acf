package dev.brume.dynamodb.engine;

/**
 * Two numbers of units a second: warm throughput, or on-demand maximums, where -1 stands for no
 * limit.
 */
public record UnitPair(Long read, Long write) {}
