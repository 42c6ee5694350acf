package dev.brume.dynamodb.engine;

/**
 * The item count and size of a table or an index.
 *
 * @param items the number of items
 * @param bytes their size by AWS's rules
 */
public record ItemCounts(long items, long bytes) {}
