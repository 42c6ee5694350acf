package dev.brume.dynamodb.engine;

/**
 * CloudWatch Contributor Insights of a table or an index.
 *
 * @param indexName the index; null for the table itself
 * @param enabled whether it is on
 * @param mode ACCESSED_AND_THROTTLED_KEYS or THROTTLED_KEYS
 * @param changedMillis when it was last switched
 */
public record InsightsSetting(String indexName, boolean enabled, String mode, long changedMillis) {}
