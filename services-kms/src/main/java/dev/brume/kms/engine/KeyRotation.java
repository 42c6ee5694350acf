package dev.brume.kms.engine;

/**
 * The automatic rotation of a key.
 *
 * @param periodDays the period
 * @param nextMillis the next rotation
 */
public record KeyRotation(int periodDays, long nextMillis) {}
