package dev.brume.sqs.engine;

/**
 * A message that a consumer has received.
 *
 * @param receiptHandle of this receive
 * @param message the message
 * @param delivery how often and when it was received, this receive included
 * @param sequenceNumber 20 digits in a FIFO queue, else null
 */
public record ReceivedMessage(
    String receiptHandle, Message message, Delivery delivery, String sequenceNumber) {}
