package dev.brume.logs.engine;

/**
 * A subscription filter of a log group.
 *
 * @param name its name
 * @param pattern its filter pattern, as submitted
 * @param destinationArn a function, a stream or a destination of this service
 * @param roleArn null if not set
 * @param distribution {@code ByLogStream} or {@code Random}
 * @param createdMillis its creation time
 */
public record SubscriptionFilterRecord(
    String name,
    String pattern,
    String destinationArn,
    String roleArn,
    String distribution,
    long createdMillis) {}
