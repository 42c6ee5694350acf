package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;

/**
 * A write to be applied to a replica: the payload of a durable task.
 *
 * @param account the table's account
 * @param region the replica's region
 * @param tableName the table, which has the same name in all regions
 * @param key the item's key, the same in all replicas
 * @param item the item after the write; null if it was deleted
 */
public record ReplicaWrite(String account, String region, String tableName, Blob key, Blob item) {}
