package dev.brume.core.port;

import java.util.List;

/**
 * Records read from a shard.
 *
 * @param records in order; empty if there is nothing new
 * @param next the next position; null at the end of a closed shard
 * @param millisBehindLatest how far the newest of them is behind the end of the shard; 0 at the end
 */
public record StreamBatch(List<StreamRecord> records, StreamCursor next, long millisBehindLatest) {}
