package dev.brume.core.port;

/**
 * A place between two records of a shard. A consumer can store it; it does not expire.
 *
 * @param streamArn the stream
 * @param shardId the shard
 * @param position the stream's own word for the place
 */
public record StreamCursor(String streamArn, String shardId, String position) {}
