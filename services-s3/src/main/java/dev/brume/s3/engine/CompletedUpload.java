package dev.brume.s3.engine;

/**
 * What became of a multipart upload, for clients that complete it again because they have not heard
 * of it.
 *
 * @param key the object's key
 * @param completedMillis when it was completed
 * @param versionId the version that it became
 * @param etag of the object
 * @param checksum of the object
 * @param checksumType {@link dev.brume.s3.api.ChecksumType}
 */
public record CompletedUpload(
    String key,
    long completedMillis,
    String versionId,
    String etag,
    Checksum checksum,
    String checksumType) {}
