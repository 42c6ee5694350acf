package dev.brume.core.task;

/**
 * A piece of durable work, as its handler gets it.
 *
 * @param id its key in the queue: rises in the order of adding, or is what the owner has chosen
 * @param payload what is to be done
 * @param attempt 1 for the first try
 * @param createdMillis when it was added
 */
public record Task<P extends Record>(long id, P payload, int attempt, long createdMillis) {}
