package dev.brume.core.port;

import java.util.List;

/**
 * What was read of a shard.
 *
 * @param records in their order; none where there is nothing new
 * @param next where to read on; null where the shard is closed and this was the last of it
 * @param millisBehindLatest how old the newest of them is behind the end of the shard; 0 at the end
 */
public record StreamBatch(List<StreamRecord> records, StreamCursor next, long millisBehindLatest) {}
