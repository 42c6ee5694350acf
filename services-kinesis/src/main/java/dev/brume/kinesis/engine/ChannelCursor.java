package dev.brume.kinesis.engine;

/**
 * How far a channel has come in a shard.
 *
 * @param nextIndex the place of the first record that it has not delivered yet
 */
public record ChannelCursor(long nextIndex) {}
