package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;

/**
 * A write that a replica of the table is to follow: the payload of durable work.
 *
 * @param account whose table it is
 * @param region where the replica is
 * @param tableName the table, which has the same name everywhere
 * @param key where the item stands, the same in every replica
 * @param item the item as it is now; null where it is gone
 */
public record ReplicaWrite(String account, String region, String tableName, Blob key, Blob item) {}
