package dev.brume.kinesis.engine;

/**
 * Durable work: what a channel has not delivered yet is to be delivered.
 *
 * @param dueMillis when: the time in the keys of its objects, however often it is tried
 */
public record ChannelBatch(long dueMillis) {}
