package dev.brume.s3.engine;

import dev.brume.core.blob.StoredBody;

/**
 * A part of an object's content: one for each part of a multipart upload, the only one otherwise.
 *
 * @param number 1 to 10,000
 * @param size in bytes
 * @param etag the MD5 of the bytes in hexadecimal, without quotes; null where it is the object's
 * @param checksum null where the object's own is all there is
 * @param body the bytes
 */
public record ObjectPart(int number, long size, String etag, Checksum checksum, StoredBody body) {}
