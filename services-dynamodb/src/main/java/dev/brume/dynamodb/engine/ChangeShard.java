package dev.brume.dynamodb.engine;

/**
 * A shard of a stream.
 *
 * @param id such as {@code shardId-00000001766000000000-1a2b3c4d}
 * @param parentId its parent shard; null if there is none
 * @param firstSequence the first number that a change in it can have
 * @param lastSequence the last one
 * @param open whether it still receives changes
 */
public record ChangeShard(
    String id, String parentId, long firstSequence, long lastSequence, boolean open) {}
