package dev.brume.sqs.engine;

/**
 * The record of a deleted queue, kept for 60 seconds.
 *
 * @param deletedMillis when it was deleted
 */
public record DeletedQueue(long deletedMillis) {}
