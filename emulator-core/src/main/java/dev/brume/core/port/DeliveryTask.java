package dev.brume.core.port;

/**
 * A pending delivery: the payload of a durable task.
 *
 * @param targetArn the target
 * @param message the message
 * @param sender the sender
 * @param cause the sender's context, available at the end of the delivery, such as a subscription's
 *     ARN; null for none
 */
public record DeliveryTask(
    String targetArn, DeliveryMessage message, Sender sender, String cause) {}
