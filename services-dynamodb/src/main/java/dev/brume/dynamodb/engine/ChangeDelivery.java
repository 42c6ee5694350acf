package dev.brume.dynamodb.engine;

/**
 * A change that is to be sent to a Kinesis data stream: the payload of durable work.
 *
 * @param streamArn where it goes
 * @param tableArn whose it is
 * @param eventId tells it from all others
 * @param change what happened, with both images
 * @param madeMillis when
 * @param precision of the times in the record; null where it was never said
 */
public record ChangeDelivery(
    String streamArn,
    String tableArn,
    String eventId,
    ItemChange change,
    long madeMillis,
    String precision) {}
