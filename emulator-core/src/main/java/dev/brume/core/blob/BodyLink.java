package dev.brume.core.blob;

/**
 * The form in which a record refers to a body that is stored in a file of its own.
 *
 * @param id names the file within its store; never given twice
 * @param length of the body in bytes
 * @param checksum the CRC-32C of the bytes, or {@link #UNKNOWN}
 */
public record BodyLink(long id, long length, long checksum) {
  /** Stands for a checksum that nobody has computed: of bodies from before there were any. */
  public static final long UNKNOWN = -1;
}
