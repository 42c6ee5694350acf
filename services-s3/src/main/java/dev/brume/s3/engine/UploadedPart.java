package dev.brume.s3.engine;

/**
 * A part of a multipart upload that has not been completed.
 *
 * @param part the part, always with a checksum
 * @param uploadedMillis when it was uploaded
 */
public record UploadedPart(ObjectPart part, long uploadedMillis) {}
