package dev.brume.s3.engine;

import dev.brume.core.id.Ids;
import java.time.Instant;
import java.util.Map;

/**
 * A version of an object, or a delete marker. The bucket assigns its version id, sequence and time
 * when it is added.
 *
 * @param key 1 to 1,024 bytes of UTF-8
 * @param versionId {@link #NULL_ID} for the null version
 * @param sequence unique in the bucket, and increasing
 * @param createdMillis when it was created
 * @param deleteMarker whether it is a delete marker, which only has a key and an owner
 * @param owner the owning account
 * @param content its bytes; null in a delete marker
 * @param metadata its metadata; null in a delete marker
 * @param storageClass one of {@link dev.brume.s3.api.StorageClass}; null for STANDARD
 * @param tags its tags in order, or null if there are none
 * @param acl its access control list, or null for a private one
 * @param encryption its encryption, or null for SSE-S3, the default
 * @param lock its retention and legal hold, or null
 * @param restore its restored copy, or null
 * @param tiering its Intelligent-Tiering state, or null
 * @param replicationStatus one of {@link dev.brume.s3.api.ReplicationStatus}, or null
 */
public record ObjectVersion(
    String key,
    String versionId,
    long sequence,
    long createdMillis,
    boolean deleteMarker,
    String owner,
    ObjectContent content,
    ObjectMetadata metadata,
    String storageClass,
    Map<String, String> tags,
    AccessControlList acl,
    ObjectEncryption encryption,
    ObjectLock lock,
    ObjectRestore restore,
    ObjectTiering tiering,
    String replicationStatus)
    implements KeyVersions {
  /** The id of the unversioned version: a key has at most one. */
  public static final String NULL_ID = "null";

  private static final int ID_LENGTH = 32;

  /**
   * The length of an id's random part; the rest is derived from it, so that invalid ids are
   * recognized.
   */
  private static final int CHANCE_LENGTH = 24;

  private static final String ID_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long SECOND_MILLIS = 1000;

  /** An id for a new version. */
  static String newVersionId(Ids ids) {
    String chance = ids.text(CHANCE_LENGTH, ID_ALPHABET);
    return chance + proof(chance);
  }

  /** The derived end of an id: 48 bits of an FNV-1a hash of its beginning. */
  private static String proof(String chance) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < chance.length(); i++) {
      hash = (hash ^ chance.charAt(i)) * FNV_PRIME;
    }
    StringBuilder proof = new StringBuilder(ID_LENGTH - CHANCE_LENGTH);
    for (int i = 0; i < ID_LENGTH - CHANCE_LENGTH; i++) {
      proof.append(ID_ALPHABET.charAt((int) (hash >>> 6 * i + 10) & 63));
    }
    return proof.toString();
  }

  /** Whether it is a version id issued here. */
  public static boolean isVersionId(String text) {
    if (text.equals(NULL_ID)) {
      return true;
    }
    if (text.length() != ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < ID_LENGTH; i++) {
      if (ID_ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return text.endsWith(proof(text.substring(0, CHANCE_LENGTH)));
  }

  /** Starts to build an object. */
  public static Builder of(String key, String owner) {
    return new Builder(key, owner);
  }

  /** A delete marker. */
  static Builder marker(String key, String owner) {
    Builder marker = new Builder(key, owner);
    marker.deleteMarker = true;
    return marker;
  }

  /** A builder with this version's values. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Whether it is the null version. */
  public boolean isNull() {
    return versionId.equals(NULL_ID);
  }

  /** The last modification time as S3 shows it: in whole seconds. */
  public Instant lastModified() {
    return Instant.ofEpochSecond(Math.floorDiv(createdMillis, SECOND_MILLIS));
  }

  /** The size in bytes; 0 for a delete marker. */
  public long size() {
    return content == null ? 0 : content.size();
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public ObjectVersion at(int index) {
    return this;
  }

  /** Builds an {@link ObjectVersion}. */
  public static final class Builder {
    private String key;
    private String versionId;
    private long sequence;
    private long createdMillis;
    private boolean deleteMarker;
    private String owner;
    private ObjectContent content;
    private ObjectMetadata metadata;
    private String storageClass;
    private Map<String, String> tags;
    private AccessControlList acl;
    private ObjectEncryption encryption;
    private ObjectLock lock;
    private ObjectRestore restore;
    private ObjectTiering tiering;
    private String replicationStatus;

    private Builder(String key, String owner) {
      this.key = key;
      this.owner = owner;
    }

    private Builder(ObjectVersion from) {
      key = from.key;
      versionId = from.versionId;
      sequence = from.sequence;
      createdMillis = from.createdMillis;
      deleteMarker = from.deleteMarker;
      owner = from.owner;
      content = from.content;
      metadata = from.metadata;
      storageClass = from.storageClass;
      tags = from.tags;
      acl = from.acl;
      encryption = from.encryption;
      lock = from.lock;
      restore = from.restore;
      tiering = from.tiering;
      replicationStatus = from.replicationStatus;
    }

    public Builder key(String value) {
      key = value;
      return this;
    }

    /** Sets the id instead of the bucket: a replica has its source's. */
    public Builder versionId(String value) {
      versionId = value;
      return this;
    }

    Builder place(String id, long number, long nowMillis) {
      versionId = id;
      sequence = number;
      createdMillis = nowMillis;
      return this;
    }

    public Builder owner(String value) {
      owner = value;
      return this;
    }

    public Builder content(ObjectContent value) {
      content = value;
      return this;
    }

    public Builder metadata(ObjectMetadata value) {
      metadata = value;
      return this;
    }

    public Builder storageClass(String value) {
      storageClass = value;
      return this;
    }

    public Builder tags(Map<String, String> value) {
      tags = value;
      return this;
    }

    public Builder acl(AccessControlList value) {
      acl = value;
      return this;
    }

    public Builder encryption(ObjectEncryption value) {
      encryption = value;
      return this;
    }

    /** Null if no lock was set. */
    public ObjectLock lock() {
      return lock;
    }

    public Builder lock(ObjectLock value) {
      lock = value;
      return this;
    }

    public Builder restore(ObjectRestore value) {
      restore = value;
      return this;
    }

    public Builder tiering(ObjectTiering value) {
      tiering = value;
      return this;
    }

    public Builder replicationStatus(String value) {
      replicationStatus = value;
      return this;
    }

    /** Builds the version. */
    public ObjectVersion build() {
      return new ObjectVersion(
          key,
          versionId,
          sequence,
          createdMillis,
          deleteMarker,
          owner,
          content,
          metadata,
          storageClass,
          tags,
          acl,
          encryption,
          lock,
          restore,
          tiering,
          replicationStatus);
    }
  }
}
