package dev.brume.sqs.engine;

/**
 * The next batch of a message-move task, as durable work.
 *
 * @param number the task's
 */
record MoveStep(long number) {}
