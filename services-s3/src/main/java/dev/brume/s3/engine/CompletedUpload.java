package dev.brume.s3.engine;

/**
 * The result of a completed multipart upload, kept for clients that repeat the completion.
 *
 * @param key the object's key
 * @param completedMillis when it was completed
 * @param versionId the resulting version
 * @param etag of the object
 * @param checksum of the object, as in the response; null for none
 * @param checksumType {@link dev.brume.s3.api.ChecksumType}; null without a checksum
 */
public record CompletedUpload(
    String key,
    long completedMillis,
    String versionId,
    String etag,
    Checksum checksum,
    String checksumType) {}
