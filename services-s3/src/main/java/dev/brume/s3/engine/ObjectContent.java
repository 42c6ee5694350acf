package dev.brume.s3.engine;

import java.util.List;

/**
 * The bytes of an object version, and what is known of them as a whole. Any number of versions may
 * share the bodies of one another.
 *
 * @param size in bytes
 * @param etag without quotes; it ends with a hyphen and the number of parts where they were
 *     uploaded as such
 * @param checksum the checksum of the whole, or null where there is none
 * @param checksumType {@link dev.brume.s3.api.ChecksumType}: what the checksum is made of
 * @param parts the parts by number, at least one
 */
public record ObjectContent(
    long size, String etag, Checksum checksum, String checksumType, List<ObjectPart> parts) {
  /** Whether it was uploaded in parts. */
  public boolean isMultipart() {
    return parts.size() > 1 || etag.indexOf('-') > 0;
  }

  /** A further version has these bytes from now on. */
  public void share() {
    parts.forEach(part -> part.body().share());
  }

  /** A version that had these bytes is permanently gone. */
  public void discard() {
    parts.forEach(part -> part.body().discard());
  }
}
