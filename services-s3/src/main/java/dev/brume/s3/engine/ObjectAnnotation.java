package dev.brume.s3.engine;

import dev.brume.core.blob.StoredBody;

/**
 * An annotation of an object version.
 *
 * @param name its name, unique per version
 * @param modifiedMillis when it was put
 * @param etag without quotes
 * @param checksum of its payload
 * @param payload 1 byte to 1 MiB
 * @param replicationStatus one of {@link dev.brume.s3.api.ReplicationStatus}, or null
 */
public record ObjectAnnotation(
    String name,
    long modifiedMillis,
    String etag,
    Checksum checksum,
    StoredBody payload,
    String replicationStatus) {
  public ObjectAnnotation(
      String name, long modifiedMillis, String etag, Checksum checksum, StoredBody payload) {
    this(name, modifiedMillis, etag, checksum, payload, null);
  }

  /** The same with another replication status. */
  public ObjectAnnotation withReplicationStatus(String status) {
    return new ObjectAnnotation(name, modifiedMillis, etag, checksum, payload, status);
  }

  /** The length of the payload in bytes. */
  public long size() {
    return payload.length();
  }

  /** The same on another version. */
  ObjectAnnotation at(long millis) {
    return new ObjectAnnotation(name, millis, etag, checksum, payload);
  }
}
