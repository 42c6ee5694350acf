package dev.brume.dynamodb.engine;

/**
 * How much a table or an index has.
 *
 * @param items how many items
 * @param bytes how big they are, as AWS counts
 */
public record ItemCounts(long items, long bytes) {}
