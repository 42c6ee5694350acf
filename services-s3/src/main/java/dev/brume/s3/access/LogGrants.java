package dev.brume.s3.access;

import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.Permission;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.TargetGrant;
import dev.brume.s3.engine.AccessControlList;
import dev.brume.s3.engine.AclGrant;
import dev.brume.s3.engine.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The grants for objects of access logs, in addition to their owner's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_TargetGrant.html">TargetGrant</a>
 */
public final class LogGrants {
  /** S3 accepts all of them, although its model has three. */
  private static final Set<String> PERMISSIONS =
      Set.of(
          Permission.FULL_CONTROL,
          Permission.READ,
          Permission.READ_ACP,
          Permission.WRITE,
          Permission.WRITE_ACP);

  private LogGrants() {}

  /**
   * Refuses grants that are invalid, or invalid in {@code target}.
   *
   * @param given null for none
   */
  public static void check(Bucket target, List<TargetGrant> given) {
    List<AclGrant> grants = read(given);
    if (target.ownsAll() && !grants.isEmpty()) {
      throw S3Errors.accessControlListNotSupported(
          "Target grants not allowed for bucket owner enforced buckets");
    }
  }

  /**
   * The access control list of a log object, which belongs to S3's log delivery: "the bucket owner
   * is automatically granted FULL_CONTROL to all logs".
   */
  public static AccessControlList of(Bucket target, List<TargetGrant> given) {
    List<AclGrant> grants = new ArrayList<>();
    grants.add(
        Grants.toAccount(
            CanonicalUserIds.canonicalId(CanonicalUserIds.LOG_DELIVERY), Permission.FULL_CONTROL));
    grants.add(
        Grants.toAccount(CanonicalUserIds.canonicalId(target.owner()), Permission.FULL_CONTROL));
    grants.addAll(read(given));
    return new AccessControlList(grants);
  }

  private static List<AclGrant> read(List<TargetGrant> given) {
    List<AclGrant> grants = new ArrayList<>();
    for (TargetGrant grant : given == null ? List.<TargetGrant>of() : given) {
      boolean known = grant.permission() != null && PERMISSIONS.contains(grant.permission());
      if (grant.grantee() == null || !known || grants.size() == Grants.MAX_GRANTS) {
        throw S3Refusals.malformedXml();
      }
      grants.add(AclBody.checked(grant.grantee(), grant.permission()));
    }
    return grants;
  }
}
