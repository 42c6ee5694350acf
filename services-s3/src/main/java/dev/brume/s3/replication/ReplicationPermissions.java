package dev.brume.s3.replication;

import dev.brume.s3.AccessCheck;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.ReplicationTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * The permissions that a replication's role needs for an object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">Setting
 *     up permissions for live replication</a>
 */
final class ReplicationPermissions {
  /** The failure reason if the role may not put replicas. */
  static final String MAY_NOT_PUT = "DstPutObjectNotPermitted";

  private final AccessCheck access;

  /**
   * A permission that the role needs.
   *
   * @param existing the version, if it is in the bucket; else null
   * @param reason the failure reason without it
   */
  private record Need(Bucket bucket, String action, ObjectVersion existing, String reason) {}

  ReplicationPermissions(AccessCheck access) {
    this.access = access;
  }

  /** The reason why the role may not replicate a version; null if it may. */
  String refusal(
      Bucket source,
      Bucket destination,
      ObjectVersion version,
      String role,
      ReplicationTarget target) {
    for (Need need : needs(source, destination, version, target)) {
      if (!access.allowsRole(role, need.bucket(), need.action(), version.key(), need.existing())) {
        return need.reason();
      }
    }
    return null;
  }

  private static List<Need> needs(
      Bucket source, Bucket destination, ObjectVersion version, ReplicationTarget target) {
    if (version.deleteMarker()) {
      return List.of(new Need(destination, "s3:ReplicateDelete", null, "DstDelObjNotPermitted"));
    }
    List<Need> needs = new ArrayList<>();
    needs.add(
        new Need(source, "s3:GetObjectVersionForReplication", version, "SrcGetObjectNotPermitted"));
    needs.add(new Need(source, "s3:GetObjectVersionAcl", version, "SrcGetAclNotPermitted"));
    needs.add(new Need(destination, "s3:ReplicateObject", null, MAY_NOT_PUT));
    if (target.overridesOwner()) {
      needs.add(new Need(destination, "s3:ObjectOwnerOverrideToBucketOwner", null, MAY_NOT_PUT));
    }
    if (version.tags() != null) {
      needs.add(
          new Need(source, "s3:GetObjectVersionTagging", version, "SrcGetTaggingNotPermitted"));
      needs.add(new Need(destination, "s3:ReplicateTags", null, "DstPutTaggingNotPermitted"));
    }
    if (version.lock() != null) {
      needs.add(new Need(source, "s3:GetObjectRetention", version, "SrcGetRetentionNotPermitted"));
      needs.add(new Need(source, "s3:GetObjectLegalHold", version, "SrcGetLegalHoldNotPermitted"));
    }
    return needs;
  }
}
