package dev.brume.sqs.engine;

/**
 * What is left of a queue for 60 seconds.
 *
 * @param deletedMillis when it was deleted
 */
public record DeletedQueue(long deletedMillis) {}
