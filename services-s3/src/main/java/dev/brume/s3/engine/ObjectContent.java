package dev.brume.s3.engine;

import dev.brume.core.blob.StoredBody;
import dev.brume.core.schema.ByteStream;
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
 * @param parts the bytes: the parts by number, at least one. A copy of an object of several parts
 *     has their bytes one after the other
 */
public record ObjectContent(
    long size, String etag, Checksum checksum, String checksumType, List<ObjectPart> parts) {
  /** The ETag as headers carry it. */
  public String quotedEtag() {
    return '"' + etag + '"';
  }

  /** Whether it was uploaded in parts, and nobody has made one object of them by copying it. */
  public boolean isMultipart() {
    return etag.indexOf('-') > 0;
  }

  /**
   * The same, encrypted: with a key in KMS or of a customer, the ETag of what was put at once is no
   * MD5 of the bytes, and another one each time.
   *
   * @param encryption null for SSE-S3, which changes nothing
   * @param sequence the version's
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">Object: ETag</a>
   */
  public ObjectContent encrypted(ObjectEncryption encryption, long sequence) {
    if (encryption == null || isMultipart()) {
      return this;
    }
    String hidden = encryption.etag(etag, Long.toString(sequence));
    return new ObjectContent(size, hidden, checksum, checksumType, parts);
  }

  /** How many parts readers see: an object that was not uploaded in parts is one. */
  public int partCount() {
    return isMultipart() ? parts.size() : 1;
  }

  /**
   * Some of the bytes, to be sent. To be called in the section of the store in which the version
   * was found.
   *
   * @throws IndexOutOfBoundsException where they are not within the content
   */
  public ByteStream stream(long offset, long length) {
    return parts.size() == 1
        ? parts.getFirst().body().stream(offset, length)
        : StoredBody.stream(parts.stream().map(ObjectPart::body).toList(), offset, length);
  }

  /** All of the bytes. */
  public ByteStream stream() {
    return stream(0, size);
  }

  /** The part of that number; null where there is none, or the object was not uploaded in any. */
  public ObjectPart part(int number) {
    if (isMultipart()) {
      for (ObjectPart part : parts) {
        if (part.number() == number) {
          return part;
        }
      }
    }
    return null;
  }

  /** A version that had these bytes is permanently gone. */
  public void discard() {
    parts.forEach(part -> part.body().discard());
  }
}
