package dev.brume.s3.access;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Decision;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import java.util.function.Supplier;

/**
 * Evaluates one caller's access through an access point. The bucket must also allow it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html">Configuring
 *     IAM policies for using access points</a>
 */
final class AccessPointEvaluation {
  private final RequestContext context;
  private final Bucket bucket;
  private final AccessPoint point;
  private final BucketPolicy policy;
  private final String key;

  /**
   * @param policy the access point's policy; null if it has none
   * @param key the object's key; null for the bucket
   */
  AccessPointEvaluation(
      RequestContext context, Bucket bucket, AccessPoint point, BucketPolicy policy, String key) {
    this.context = context;
    this.bucket = bucket;
    this.point = point;
    this.policy = policy;
    this.key = key;
  }

  private String resource() {
    return key == null ? point.arn() : point.arnOf(key);
  }

  private Decision decision(String action, Supplier<ContextKeys> keys) {
    AccessTarget target =
        AccessTarget.of(resource(), point.owner())
            .with(BucketPolicy.of(policy, point.arn()))
            .with(keys.get());
    return context.access().decide(AccessDenials.caller(context), new AccessQuery(action, target));
  }

  /** The error for an explicit deny by the policy; null if there is none. */
  AwsError denial(String action, Supplier<ContextKeys> keys) {
    return denial(action, decision(action, keys));
  }

  private AwsError denial(String action, Decision decision) {
    return decision.isDenied()
        ? AccessDenials.of(context, point.owner(), action, resource(), decision.reason(action))
        : null;
  }

  /** The error for an explicit or implicit deny; null if allowed. */
  AwsError refusal(String action, Supplier<ContextKeys> keys) {
    if (point.isOfVpc()) {
      return S3Refusals.accessDenied(); // No request comes from a VPC: the emulator has none.
    }
    Decision decision = decision(action, keys);
    AwsError denial = denial(action, decision);
    if (denial != null) {
      return denial;
    }
    boolean own = AccessDenials.isOf(context, point.owner());
    boolean restricted =
        !own && policy != null && policy.isPublic() && PublicBlock.restricts(bucket, point);
    return decision.isAllowed() && !restricted
        ? null
        : AccessDenials.of(context, point.owner(), action, resource(), decision.reason(action));
  }
}
