package dev.brume.s3.access;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Decision;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PrincipalMatch;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.access.OperationRules.Subject;
import dev.brume.s3.api.Permission;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import java.util.Set;

/**
 * Evaluates one caller's access to a bucket or an object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-auth-workflow-object-operation.html">How
 *     Amazon S3 authorizes a request for an object operation</a>
 */
final class AccessEvaluation {
  /**
   * "The root principal in a bucket owner's AWS account can perform" these, "even if their bucket
   * policy explicitly denies the root principal's access".
   */
  static final Set<String> ABOUT_THE_POLICY =
      Set.of("s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy");

  private final RequestContext context;
  private final Bucket bucket;
  private final BucketPolicy policy;
  private final String key;
  private final ObjectVersion existing;
  private final RequestKeys keys;
  private final boolean countsAcls;
  private final AccessPoint point;
  private final AccessPointEvaluation through;
  private ContextKeys told;

  /**
   * @param request the request for the bucket
   * @param policies the policies of buckets and access points
   * @param key the object's key; null for the bucket itself
   * @param existing the object, if there is one
   * @param keys the request's condition keys
   * @param countsAcls whether access control lists grant access
   */
  AccessEvaluation(
      BucketRequest request,
      BucketPolicies policies,
      String key,
      ObjectVersion existing,
      RequestKeys keys,
      boolean countsAcls) {
    this.context = request.context();
    this.bucket = request.bucket();
    this.policy = policies.of(bucket);
    this.key = key;
    this.existing = existing;
    this.keys = keys;
    this.countsAcls = countsAcls;
    this.point = request.accessPoint();
    this.through =
        point == null
            ? null
            : new AccessPointEvaluation(context, bucket, point, policies.of(point), key);
  }

  private boolean isOf(String account) {
    return AccessDenials.isOf(context, account);
  }

  boolean isByBucketOwner() {
    return isOf(bucket.owner());
  }

  private String caller() {
    return context.caller().isAnonymous() ? null : context.caller().account();
  }

  private Decision decision(String action) {
    return decide(action, bucket.owner(), BucketPolicy.of(policy, bucket.arn()), false);
  }

  private Decision decide(String action, String owner, Policy resourcePolicy, boolean granted) {
    AccessTarget target =
        AccessTarget.of(AccessDenials.arn(bucket, key), owner)
            .with(resourcePolicy)
            .with(told())
            .orGranted(granted ? PrincipalMatch.ACCOUNT : null);
    return context.access().decide(AccessDenials.caller(context), new AccessQuery(action, target));
  }

  private ContextKeys told() {
    if (told == null) {
      told = keys.toContext();
    }
    return told;
  }

  /** The error for an explicit deny by the policy; null if there is none. */
  AwsError denial(String action) {
    AwsError denial = denial(action, decision(action));
    return denial != null || through == null ? denial : through.denial(action, this::told);
  }

  private AwsError denial(String action, Decision decision) {
    if (!decision.isDenied() || isOfPolicyByRoot(action)) {
      return null;
    }
    String resource = AccessDenials.arn(bucket, key);
    return AccessDenials.of(context, bucket.owner(), action, resource, decision.reason(action));
  }

  private boolean isOfPolicyByRoot(String action) {
    return ABOUT_THE_POLICY.contains(action)
        && isOf(bucket.owner())
        && context.identity().principal().kind() == PolicyPrincipal.Kind.ROOT;
  }

  /** The error for an explicit or implicit deny; null if allowed. */
  AwsError refusal(String action, Subject subject) {
    Decision decision = decision(action);
    AwsError denial = denial(action, decision);
    if (denial != null) {
      return denial;
    }
    AwsError refusedOnTheWay = through == null ? null : through.refusal(action, this::told);
    if (refusedOnTheWay != null) {
      return refusedOnTheWay;
    }
    boolean asObject = subject == Subject.EXISTING && existing != null;
    String owner = asObject ? bucket.ownerOf(existing) : bucket.owner();
    boolean ofBucketOwner = owner.equals(bucket.owner());
    if (isOf(owner) && ofBucketOwner) {
      return decision.isAllowed() || isOfPolicyByRoot(action)
          ? null
          : noneAllows(owner, action, decision);
    }
    boolean stranger = !isOf(bucket.owner());
    boolean restricted = policy != null && policy.isPublic() && PublicBlock.restricts(bucket, null);
    if (stranger && restricted && !isOf(owner)) {
      return noneAllows(owner, action, decision);
    }
    Policy counting = stranger && ofBucketOwner ? BucketPolicy.of(policy, bucket.arn()) : null;
    Decision whole = decide(action, owner, counting, isGranted(action, subject));
    return whole.isAllowed() ? null : noneAllows(owner, action, whole);
  }

  /**
   * The error for the initiator of an upload, who is "allowed by default": only its own policies
   * and an explicit deny can deny it.
   */
  AwsError refusalOfInitiator(String action) {
    AwsError denial = denial(action);
    Decision decision = decide(action, bucket.owner(), null, true);
    return denial != null || decision.isAllowed()
        ? denial
        : noneAllows(bucket.owner(), action, decision);
  }

  private AwsError noneAllows(String owner, String action, Decision decision) {
    String resource = AccessDenials.arn(bucket, key);
    return AccessDenials.of(context, owner, action, resource, decision.reason(action));
  }

  /**
   * Whether access control lists grant the action.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping">Mapping
   *     of ACL permissions and access policy permissions</a>
   */
  private boolean isGranted(String action, Subject subject) {
    if (bucket.ownsAll() || !countsAcls) {
      return false;
    }
    return switch (action) {
      case "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions" ->
          isGrantedOnBucket(Permission.READ);
      case "s3:GetBucketAcl" -> isGrantedOnBucket(Permission.READ_ACP);
      case "s3:PutBucketAcl" -> isGrantedOnBucket(Permission.WRITE_ACP);
      case "s3:DeleteObject", "s3:PutObject" -> isWritable();
      case "s3:GetObject", "s3:GetObjectTorrent", "s3:GetObjectVersion" ->
          isGrantedOnObject(Permission.READ);
      case "s3:GetObjectAcl", "s3:GetObjectVersionAcl" -> isGrantedOnObject(Permission.READ_ACP);
      case "s3:PutObjectAcl", "s3:PutObjectVersionAcl" ->
          subject == Subject.OBJECT ? isWritable() : isGrantedOnObject(Permission.WRITE_ACP);
      default -> false;
    };
  }

  /**
   * "Allows grantee to create new objects in the bucket. For the bucket and object owners of
   * existing objects, also allows deletions and overwrites of those objects."
   */
  private boolean isWritable() {
    String account = caller() == null ? CanonicalUserIds.ANONYMOUS : caller();
    boolean free = existing == null || bucket.ownerOf(existing).equals(account);
    return free && isGrantedOnBucket(Permission.WRITE);
  }

  private boolean isGrantedOnBucket(String permission) {
    return Grants.allow(
        AclOperations.grantsOf(bucket),
        permission,
        caller(),
        PublicBlock.ignoresAcls(bucket, point));
  }

  private boolean isGrantedOnObject(String permission) {
    return existing != null
        && Grants.allow(
            AclOperations.grantsOf(bucket, existing),
            permission,
            caller(),
            PublicBlock.ignoresAcls(bucket, point));
  }
}
