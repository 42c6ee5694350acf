package dev.brume.core.task;

/**
 * What is kept of a task beside its payload, where it is due later than it was added or has been
 * tried before.
 *
 * @param dueMillis when it is to be tried next
 * @param attempts how often it has been tried
 * @param createdMillis when it was added
 */
record TaskSchedule(long dueMillis, int attempts, long createdMillis) {}
