package dev.brume.s3.engine;

/**
 * A copy of an archived object, restored for some time.
 *
 * @param requestedMillis when it was asked for
 * @param readyMillis when it is there
 * @param expiresMillis when it is gone again
 * @param tier one of {@link dev.brume.s3.api.Tier}
 */
public record ObjectRestore(
    long requestedMillis, long readyMillis, long expiresMillis, String tier) {}
