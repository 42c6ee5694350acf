package dev.brume.core.blob;

/**
 * A record's reference to a body in a file of its own.
 *
 * @param id identifies the file within its store; never reused
 * @param length of the body in bytes
 * @param checksum the CRC-32C of the bytes, or {@link #UNKNOWN}
 */
public record BodyLink(long id, long length, long checksum) {
  /** An unknown checksum, of bodies from before checksums existed. */
  public static final long UNKNOWN = -1;
}
