package dev.brume.kms.engine;

/**
 * A key's scheduled deletion.
 *
 * @param windowDays the waiting period
 * @param endMillis when it is deleted; 0 while it waits for the deletion of its replicas
 */
public record KeyDeletion(int windowDays, long endMillis) {}
