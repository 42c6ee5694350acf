package dev.brume.logs.engine;

/**
 * A log stream, without its events.
 *
 * @param name its name
 * @param createdMillis when it was made
 * @param lastIngestedMillis when events last came; -1 for never
 * @param lastSequence the number of the event that came last; 0 for none
 */
public record LogStreamRecord(
    String name, long createdMillis, long lastIngestedMillis, long lastSequence) {}
