package dev.brume.kms.engine;

/**
 * The last use of a key.
 *
 * @param operation as AWS spells it
 * @param millis the time
 * @param requestId of that request
 */
public record LastKeyUse(String operation, long millis, String requestId) {}
