package dev.brume.s3.engine;

import dev.brume.core.blob.StoredBody;

/**
 * A part of an object's content: one per part of a multipart upload, otherwise the only one.
 *
 * @param number 1 to 10,000
 * @param size in bytes
 * @param etag the MD5 of the bytes in hexadecimal, without quotes; null if it is the object's
 * @param checksum null if only the object has one
 * @param body the bytes
 */
public record ObjectPart(int number, long size, String etag, Checksum checksum, StoredBody body) {}
