package dev.brume.kinesis.engine;

import java.util.List;
import java.util.Map;

/**
 * What a channel delivers at once.
 *
 * @param records by shard and place
 * @param cursors how far it has come then, by the numbers of shards
 */
record ChannelSlice(List<ChannelRecord> records, Map<Long, ChannelCursor> cursors) {}
