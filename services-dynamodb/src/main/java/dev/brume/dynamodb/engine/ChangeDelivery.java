package dev.brume.dynamodb.engine;

/**
 * A change to be sent to a Kinesis data stream: the payload of a durable task.
 *
 * @param streamArn the destination
 * @param tableArn the table
 * @param eventId its unique id
 * @param change the change, with both images
 * @param madeMillis the time of the change
 * @param precision of the times in the record; null if it was never set
 */
public record ChangeDelivery(
    String streamArn,
    String tableArn,
    String eventId,
    ItemChange change,
    long madeMillis,
    String precision) {}
