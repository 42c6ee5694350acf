package dev.brume.kms.engine;

/**
 * That a key gets new material from time to time.
 *
 * @param periodDays how often
 * @param nextMillis when next
 */
public record KeyRotation(int periodDays, long nextMillis) {}
