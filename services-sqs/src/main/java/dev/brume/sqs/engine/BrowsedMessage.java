package dev.brume.sqs.engine;

/**
 * A message as shown by the message browser, which does not receive it.
 *
 * @param message the message
 * @param delivery how often and when it was received, or null
 * @param sequenceNumber 20 digits in a FIFO queue, else null
 * @param isInFlight whether it is received and its visibility timeout is running
 * @param isDelayed whether its delay has not ended
 */
public record BrowsedMessage(
    Message message,
    Delivery delivery,
    String sequenceNumber,
    boolean isInFlight,
    boolean isDelayed) {}
