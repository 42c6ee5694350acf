package dev.brume.kms.engine;

/**
 * That a key is to be deleted.
 *
 * @param windowDays how long it waits
 * @param endMillis when it goes; 0 while it waits for its replicas to go
 */
public record KeyDeletion(int windowDays, long endMillis) {}
