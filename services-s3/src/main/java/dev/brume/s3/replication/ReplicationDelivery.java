package dev.brume.s3.replication;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.Buckets;
import dev.brume.s3.api.ServerSideEncryptionRule;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.encryption.EncryptionOperations;
import dev.brume.s3.encryption.KmsKeys;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.ReplicationTarget;
import dev.brume.s3.engine.ReplicationTask;
import java.util.List;

/**
 * Replicates a version to one destination, or returns AWS's reason for the failure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html">Amazon
 *     S3 replication failure reasons</a>
 */
final class ReplicationDelivery {
  private static final String NO_BUCKET = "DstBucketNotFound";
  private static final String NOT_VERSIONED = "DstBucketUnversioned";
  private static final String NO_OBJECT_LOCK = "DstBucketObjectLockConfigMissing";
  private static final String NO_VERSION = "DstVersionNotFound";

  private static final String NO_KEY = "DstKmsKeyNotFound";
  private static final String UNUSABLE_KEY = "DstKmsKeyInvalidState";

  private final Buckets buckets;
  private final KmsKeys keys;
  private final ReplicationPermissions permissions;

  /**
   * @param buckets finds destinations, in any account and region
   * @param keys finds KMS keys
   * @param access authorizes the role
   */
  ReplicationDelivery(Buckets buckets, KmsKeys keys, AccessCheck access) {
    this.buckets = buckets;
    this.keys = keys;
    permissions = new ReplicationPermissions(access);
  }

  /**
   * Copies {@code version} with its annotations to its destination. Call in a section of the store,
   * with no bucket's lock held.
   *
   * @return null, or the reason of the failure
   */
  String deliver(
      Bucket source,
      ObjectVersion version,
      List<ObjectAnnotation> annotations,
      ReplicationTask task,
      ReplicationTarget target) {
    String name = Arn.parse(target.bucketArn()).orElseThrow().resource();
    Bucket destination = buckets.find(name, source.scope());
    if (destination == null) {
      return NO_BUCKET;
    }
    String account = target.account();
    if (account != null && !account.equals(destination.owner()) || blocks(destination, version)) {
      return ReplicationPermissions.MAY_NOT_PUT;
    }
    if (source.record().objectLock() && !destination.record().objectLock()) {
      return NO_OBJECT_LOCK;
    }
    String refusal = permissions.refusal(source, destination, version, task.role(), target);
    if (refusal != null) {
      return refusal;
    }
    String key = null;
    if (version.encryption() != null && version.encryption().kmsKeyId() != null) {
      try {
        key = keys.arn(destination.scope(), target.kmsKeyId());
      } catch (AwsError unusable) {
        return KmsKeys.isMissing(unusable) ? NO_KEY : UNUSABLE_KEY;
      }
    }
    Replica replica = new Replica(source, destination, version, target, key);
    try {
      return destination.edit(
          ChangeOrigin.S3, edit -> write(edit, replica, new ReplicaAnnotations(annotations), task));
    } catch (AwsError deleted) {
      return NO_BUCKET;
    }
  }

  /** Some buckets refuse objects with customer-provided keys. */
  private static boolean blocks(Bucket destination, ObjectVersion version) {
    ServerSideEncryptionRule rule = destination.configuration(Configurations.ENCRYPTION);
    return version.encryption() != null
        && version.encryption().isByCustomer()
        && rule != null
        && EncryptionOperations.blocksCustomerKeys(rule);
  }

  private static String write(
      BucketEdit edit, Replica replica, ReplicaAnnotations annotations, ReplicationTask task) {
    if (edit.bucket().versioning() != Versioning.ENABLED) {
      return NOT_VERSIONED;
    }
    ReplicatedChange operation = ReplicatedChange.valueOf(task.operation());
    ObjectVersion present = edit.find(task.key(), task.versionId());
    if (present != null) {
      ObjectVersion wanted = replica.update(present, operation);
      if (ReplicatedChange.ofChange(present, wanted) != null) {
        edit.change(
            present,
            changed -> changed.tags(wanted.tags()).acl(wanted.acl()).lock(wanted.lock()),
            ObjectEvent.UNREPORTED);
      }
      annotations.show(edit, present);
      return null;
    }
    if (!operation.isCreation()) {
      return NO_VERSION;
    }
    ObjectVersion added =
        edit.putReplica(
            replica.whole(),
            operation == ReplicatedChange.OBJECT_DELETE
                ? ObjectEvent.REMOVED_DELETE_MARKER_CREATED
                : ObjectEvent.REPLICATED);
    annotations.show(edit, added);
    return null;
  }
}
