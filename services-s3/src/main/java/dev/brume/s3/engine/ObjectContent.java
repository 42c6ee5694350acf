package dev.brume.s3.engine;

import dev.brume.core.blob.StoredBody;
import dev.brume.core.schema.ByteStream;
import java.util.List;

/**
 * The bytes of an object version, and their common properties. Versions may share bodies.
 *
 * @param size in bytes
 * @param etag without quotes; it ends with a hyphen and the number of parts for a multipart upload
 * @param checksum the checksum of the whole, or null if there is none
 * @param checksumType {@link dev.brume.s3.api.ChecksumType}: the checksum's type
 * @param parts the parts by number, at least one. A copy of an object with several parts has their
 *     concatenated bytes
 */
public record ObjectContent(
    long size, String etag, Checksum checksum, String checksumType, List<ObjectPart> parts) {
  /** The ETag in the format of headers. */
  public String quotedEtag() {
    return '"' + etag + '"';
  }

  /** Whether it was uploaded in parts, and not copied to a single one since. */
  public boolean isMultipart() {
    return etag.indexOf('-') > 0;
  }

  /**
   * The same, encrypted: with a KMS or customer-provided key, the ETag of a single put is not the
   * MD5 of the bytes, and differs each time.
   *
   * @param encryption null for SSE-S3, which changes nothing
   * @param sequence the version's number
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">Object: ETag</a>
   */
  public ObjectContent encrypted(ObjectEncryption encryption, long sequence) {
    if (encryption == null || isMultipart()) {
      return this;
    }
    String hidden = encryption.etag(etag, Long.toString(sequence));
    return new ObjectContent(size, hidden, checksum, checksumType, parts);
  }

  /** The number of parts visible to readers: 1 if it was not uploaded in parts. */
  public int partCount() {
    return isMultipart() ? parts.size() : 1;
  }

  /**
   * A range of the bytes as a stream. Call in the section of the store in which the version was
   * found.
   *
   * @throws IndexOutOfBoundsException if it is not within the content
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

  /** The part with that number; null if there is none, or the object was not uploaded in parts. */
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

  /** Releases the bytes of a permanently deleted version. */
  public void discard() {
    parts.forEach(part -> part.body().discard());
  }
}
