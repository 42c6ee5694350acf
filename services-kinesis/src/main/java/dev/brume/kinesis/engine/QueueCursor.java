package dev.brume.kinesis.engine;

/**
 * A queue's progress in a shard.
 *
 * @param nextIndex the index of the first undelivered record
 */
public record QueueCursor(long nextIndex) {}
