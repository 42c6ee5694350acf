package dev.brume.core.port;

/**
 * A position between two records of a shard. Consumers may store it; it does not expire.
 *
 * @param streamArn the stream
 * @param shardId the shard
 * @param position the position, in the stream's own format
 */
public record StreamCursor(String streamArn, String shardId, String position) {}
