package dev.brume.sqs.engine;

/**
 * The numbers of messages in a queue; exact, although AWS's are approximate.
 *
 * @param visible ApproximateNumberOfMessages
 * @param notVisible ApproximateNumberOfMessagesNotVisible
 * @param delayed ApproximateNumberOfMessagesDelayed
 */
public record QueueCounts(int visible, int notVisible, int delayed) {}
