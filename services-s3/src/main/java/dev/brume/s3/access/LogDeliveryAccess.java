package dev.brume.s3.access;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Decision;
import dev.brume.s3.api.Permission;
import dev.brume.s3.engine.AclGrant;
import dev.brume.s3.engine.Bucket;

/**
 * Authorizes log delivery: by the target's policy, which allows {@code logging.s3.amazonaws.com} to
 * put objects, or by its access control list, which lets the log delivery group write to it and
 * read the list.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general">Permissions
 *     for log delivery</a>
 */
final class LogDeliveryAccess {
  private static final String PUT = "s3:PutObject";

  private static final String SERVICE = "logging.s3.amazonaws.com";

  private LogDeliveryAccess() {}

  /**
   * @param policy the target's policy; null if it has none
   */
  static boolean isAllowed(
      Bucket source, Bucket target, String key, BucketPolicy policy, Authorizer authorizer) {
    Decision decision = policy == null ? null : decide(source, target, key, policy, authorizer);
    if (decision != null && (decision.isDenied() || decision.isAllowed())) {
      return !decision.isDenied();
    }
    return !target.ownsAll()
        && isGranted(target, Permission.WRITE)
        && isGranted(target, Permission.READ_ACP);
  }

  private static Decision decide(
      Bucket source, Bucket target, String key, BucketPolicy policy, Authorizer authorizer) {
    ContextKeys keys = ContextKeys.builder().put("s3:ResourceAccount", target.owner()).build();
    AccessTarget written =
        AccessTarget.of(AccessDenials.arn(target, key), target.owner())
            .with(BucketPolicy.of(policy, target.arn()))
            .with(keys);
    return authorizer.decide(
        CallerIdentity.service(SERVICE, source.arn(), source.owner()),
        new AccessQuery(PUT, written));
  }

  private static boolean isGranted(Bucket target, String permission) {
    for (AclGrant grant : AclOperations.grantsOf(target)) {
      boolean enough =
          grant.permission().equals(permission)
              || grant.permission().equals(Permission.FULL_CONTROL);
      if (enough && Grants.LOG_DELIVERY.equals(grant.group())) {
        return true;
      }
    }
    return false;
  }
}
