package dev.brume.core.task;

/**
 * The stored schedule of a task that is due later than it was added or has been attempted before.
 *
 * @param dueMillis when the next attempt is due
 * @param attempts the number of attempts so far
 * @param createdMillis when it was added
 */
record TaskSchedule(long dueMillis, int attempts, long createdMillis) {}
