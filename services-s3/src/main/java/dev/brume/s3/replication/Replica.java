package dev.brume.s3.replication;

import dev.brume.s3.api.ReplicationStatus;
import dev.brume.s3.api.ServerSideEncryption;
import dev.brume.s3.api.ServerSideEncryptionRule;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessControlList;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectEncryption;
import dev.brume.s3.engine.ObjectLock;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.ReplicationTarget;
import dev.brume.s3.lock.LockDraft;
import dev.brume.s3.object.StorageClasses;
import java.time.Instant;

/**
 * A version as its replica: the same shared bytes, with the same id, time, metadata and tags.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-and-other-bucket-configs.html">Additional
 *     considerations for replication</a>
 */
final class Replica {
  private final Bucket source;
  private final Bucket destination;
  private final ObjectVersion version;
  private final ReplicationTarget target;
  private final String kmsKeyArn;

  /**
   * @param kmsKeyArn the key of the replica; null if the version has no KMS key
   */
  Replica(
      Bucket source,
      Bucket destination,
      ObjectVersion version,
      ReplicationTarget target,
      String kmsKeyArn) {
    this.kmsKeyArn = kmsKeyArn;
    this.source = source;
    this.destination = destination;
    this.version = version;
    this.target = target;
  }

  /** The replica if there is none yet. */
  ObjectVersion whole() {
    ObjectVersion.Builder replica =
        version.toBuilder()
            .replicationStatus(ReplicationStatus.REPLICA)
            .owner(target.overridesOwner() ? destination.owner() : source.ownerOf(version));
    if (version.deleteMarker()) {
      return replica.build();
    }
    String storageClass = target.storageClass();
    return replica
        .acl(acl())
        .storageClass(
            storageClass == null ? version.storageClass() : StorageClasses.read(storageClass))
        .encryption(encryption())
        .lock(lock())
        .restore(null)
        .tiering(null)
        .build();
  }

  /** The existing replica with the source's tags, access and lock. */
  ObjectVersion update(ObjectVersion present, ReplicatedChange operation) {
    return present.toBuilder()
        .tags(version.tags())
        .acl(target.overridesOwner() ? present.acl() : acl())
        .lock(lock(present.lock(), operation))
        .build();
  }

  /** Null for a private one of its owner. */
  private AccessControlList acl() {
    return target.overridesOwner() || source.ownsAll() ? null : version.acl();
  }

  /**
   * The kind of encryption stays; the KMS key is that of the rule. A bucket key stays in use, and
   * is also used if the destination's default requires it.
   */
  private ObjectEncryption encryption() {
    ObjectEncryption known = version.encryption();
    if (known == null || known.kmsKeyId() == null) {
      return known;
    }
    ServerSideEncryptionRule byDefault = destination.configuration(Configurations.ENCRYPTION);
    boolean wanted = byDefault != null && Boolean.TRUE.equals(byDefault.bucketKeyEnabled());
    return ObjectEncryption.ofKms(
        known.algorithm(),
        kmsKeyArn,
        known.kmsContext(),
        known.bucketKey() || wanted && ServerSideEncryption.AWS_KMS.equals(known.algorithm()));
  }

  /** "The destination bucket's default retention period is applied" if the source has none. */
  private ObjectLock lock() {
    ObjectLock known = version.lock();
    if (known != null && known.mode() != null) {
      return known;
    }
    ObjectLock byDefault =
        LockDraft.byDefault(destination, Instant.ofEpochMilli(version.createdMillis()));
    if (byDefault == null || known == null) {
      return byDefault == null ? known : byDefault;
    }
    return new ObjectLock(byDefault.mode(), byDefault.retainUntil(), known.legalHold());
  }

  /**
   * The source's lock, if it has one. The destination's default retention stays until the source's
   * changes.
   */
  private ObjectLock lock(ObjectLock present, ReplicatedChange operation) {
    ObjectLock known = version.lock();
    if (known == null) {
      return present;
    }
    boolean holdAlone = known.mode() == null && operation != ReplicatedChange.OBJECT_PUT_RETENTION;
    return holdAlone && present != null
        ? new ObjectLock(present.mode(), present.retainUntil(), known.legalHold())
        : known;
  }
}
