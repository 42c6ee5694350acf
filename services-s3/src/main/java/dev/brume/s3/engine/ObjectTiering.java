package dev.brume.s3.engine;

/**
 * The state of an object in the storage class S3 Intelligent-Tiering.
 *
 * @param accessedMillis when it was last read, ignoring further reads on the same day
 * @param archiveTier one of {@link dev.brume.s3.api.IntelligentTieringAccessTier}; null if it can
 *     be read at once
 */
public record ObjectTiering(long accessedMillis, String archiveTier) {}
