package dev.brume.s3.engine;

/**
 * A checksum of an object or a part.
 *
 * @param algorithm one of {@link dev.brume.s3.api.ChecksumAlgorithm}
 * @param value in base64; a composite one ends with a hyphen and the number of parts
 */
public record Checksum(String algorithm, String value) {}
