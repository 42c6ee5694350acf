package dev.brume.logs.engine;

/**
 * A log stream, without its events.
 *
 * @param name its name
 * @param createdMillis its creation time
 * @param lastIngestedMillis the time of the last ingestion; -1 for never
 * @param lastSequence the number of the last event; 0 for none
 */
public record LogStreamRecord(
    String name, long createdMillis, long lastIngestedMillis, long lastSequence) {}
