package dev.brume.sqs.engine;

/**
 * How many messages a queue holds; exact, though AWS calls its own approximate.
 *
 * @param visible ApproximateNumberOfMessages
 * @param notVisible ApproximateNumberOfMessagesNotVisible
 * @param delayed ApproximateNumberOfMessagesDelayed
 */
public record QueueCounts(int visible, int notVisible, int delayed) {}
