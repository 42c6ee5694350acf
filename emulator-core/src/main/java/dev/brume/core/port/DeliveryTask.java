package dev.brume.core.port;

/**
 * A delivery that is still to be made: the payload of durable work.
 *
 * @param targetArn where it goes
 * @param message what is delivered
 * @param sender who delivers it
 * @param cause what the sender wants to know again at its end, such as a subscription's ARN; null
 *     for nothing
 */
public record DeliveryTask(
    String targetArn, DeliveryMessage message, Sender sender, String cause) {}
