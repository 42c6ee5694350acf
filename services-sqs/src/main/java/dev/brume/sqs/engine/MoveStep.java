package dev.brume.sqs.engine;

/**
 * The next batch of a message-move task, as a durable task.
 *
 * @param number the move task's number
 */
record MoveStep(long number) {}
