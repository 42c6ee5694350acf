package dev.brume.logs.engine;

/**
 * Who gets the events of a log group as they come.
 *
 * @param name of the filter
 * @param pattern of the events, as it was given
 * @param destinationArn a function, a stream or a destination of this service
 * @param roleArn null where none is named
 * @param distribution {@code ByLogStream} or {@code Random}
 * @param createdMillis when it was made
 */
public record SubscriptionFilterRecord(
    String name,
    String pattern,
    String destinationArn,
    String roleArn,
    String distribution,
    long createdMillis) {}
