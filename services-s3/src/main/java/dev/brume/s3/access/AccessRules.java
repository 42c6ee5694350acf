package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Decision;
import dev.brume.core.policy.Decision.PolicyType;
import dev.brume.core.policy.PolicyRequest;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.core.time.Timeline;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.access.OperationRules.Need;
import dev.brume.s3.access.OperationRules.Rule;
import dev.brume.s3.access.OperationRules.Subject;
import dev.brume.s3.api.Permission;
import dev.brume.s3.configuration.RequesterPays;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.Upload;
import java.util.Objects;

/**
 * Decides as S3 does: by policies, access control lists, the public access block and ownership.
 * Every caller who signs is the root of an account. Within its account nothing but a policy's
 * explicit denial keeps it from anything; of a caller from another account it is taken that its own
 * side allows what it asks for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How
 *     Amazon S3 authorizes a request</a>
 */
public final class AccessRules implements AccessCheck {
  private static final String LIST = "s3:ListBucket";
  private static final String READING = "s3:Get";

  /** What S3 says of what it does by itself. */
  private static final ContextKeys SECURE =
      ContextKeys.builder().put("aws:SecureTransport", "true").build();

  private final OperationRules rules;
  private final BucketPolicies policies;
  private final Timeline timeline;

  /** Whether access control lists let anybody in. */
  private final boolean countsAcls;

  /**
   * @param timeline tells policies the time
   */
  public AccessRules(Timeline timeline) {
    this.timeline = timeline;
    rules = new OperationRules();
    policies = new BucketPolicies();
    countsAcls = true;
  }

  /** The same rules without access control lists. */
  private AccessRules(AccessRules all) {
    timeline = all.timeline;
    rules = all.rules;
    policies = all.policies;
    countsAcls = false;
  }

  @Override
  public boolean isAclRequired(BucketRequest request, Struct input) {
    return new AccessRules(this).refusal(request, input) != null;
  }

  @Override
  public boolean admitsLogDelivery(Bucket source, Bucket target, String key) {
    return LogDeliveryAccess.isAllowed(source, target, key, policies.of(target), timeline.now());
  }

  @Override
  public boolean isEnforced() {
    return true;
  }

  @Override
  public AwsError refusal(BucketRequest request, Struct input) {
    RequestContext context = request.context();
    Rule rule = rules.of(context.operation());
    if (request.bucket() == null) {
      return refusalOfNobody(context);
    }
    if (RequesterPays.isUnpaid(context, request.bucket())) {
      return S3Refusals.accessDenied();
    }
    return switch (rule.subject()) {
      case ACCOUNT -> refusalOfNobody(context);
      case MANY -> null;
      case BUCKET -> refusalOfBucket(request, input, rule);
      case OBJECT, EXISTING, UPLOAD ->
          refusalOfObject(
              request,
              input,
              rule,
              InputMembers.text(input, "Key"),
              InputMembers.text(input, "VersionId"));
    };
  }

  /** Who signs may do everything to its own account. */
  private static AwsError refusalOfNobody(RequestContext context) {
    return context.caller().isAnonymous() ? S3Refusals.accessDenied() : null;
  }

  @Override
  public AwsError refusalOfOne(BucketRequest request, Struct input, String key, String versionId) {
    Rule rule = rules.of(request.context().operation());
    return refusalOfObject(request, input, rule, key, versionId);
  }

  @Override
  public AwsError refusalOf(
      BucketRequest request, Struct input, String action, String key, ObjectVersion version) {
    Subject subject = action.startsWith(READING) ? Subject.EXISTING : Subject.OBJECT;
    return question(request, input, key, version).refusal(action, subject);
  }

  /**
   * It is taken that the role's own policies, which nobody knows, allow it: where another account's
   * bucket lets the role in, they are all that is missing. An object that belongs to somebody else
   * must be granted to the owner of the bucket; a bucket that others pay for takes nothing of them.
   */
  @Override
  public boolean allowsRole(
      String role, Bucket bucket, String action, String key, ObjectVersion existing) {
    BucketPolicy policy = policies.of(bucket);
    Decision decision =
        policy == null
            ? null
            : policy
                .authorization()
                .decide(
                    new PolicyRequest(
                        AccessDenials.roleAtWork(role),
                        action,
                        AccessDenials.arn(bucket, key),
                        bucket.owner(),
                        SECURE));
    if (decision != null && decision.isDenied()) {
      return false;
    }
    if (existing != null && !bucket.ownerOf(existing).equals(bucket.owner())) {
      return Grants.allow(
          AclOperations.grantsOf(bucket, existing),
          Permission.READ,
          bucket.owner(),
          PublicBlock.ignoresAcls(bucket, null));
    }
    boolean own = Arn.parse(role).orElseThrow().account().equals(bucket.owner());
    boolean admitted = decision != null && decision.policyType() == PolicyType.IDENTITY;
    return own || admitted && !RequesterPays.isOn(bucket);
  }

  private AccessEvaluation question(
      BucketRequest request, Struct input, String key, ObjectVersion version) {
    RequestKeys keys = new RequestKeys(request, version, input, timeline);
    return new AccessEvaluation(request, policies, key, version, keys, countsAcls);
  }

  private AwsError refusalOfBucket(BucketRequest request, Struct input, Rule rule) {
    RequestContext context = request.context();
    AccessEvaluation accessEvaluation = question(request, input, null, null);
    for (Need need : rule.needs()) {
      AwsError refusal = accessEvaluation.refusal(need.action(), rule.subject());
      if (refusal != null) {
        return refusal;
      }
      boolean foreign = !AccessDenials.isOf(context, request.bucket().owner());
      if (foreign && AccessEvaluation.ABOUT_THE_POLICY.contains(need.action())) {
        return S3Refusals.methodNotAllowed(context.http().method(), "BUCKETPOLICY");
      }
    }
    return null;
  }

  /**
   * An object that is not there is told of only to those who may list the bucket; to all others it
   * makes no difference from one that they may not see.
   */
  private AwsError refusalOfObject(
      BucketRequest request, Struct input, Rule rule, String key, String versionId) {
    Bucket bucket = request.bucket();
    ObjectVersion found =
        versionId == null ? bucket.versions().latest(key) : bucket.versions().find(key, versionId);
    ObjectVersion version = found == null || found.deleteMarker() ? null : found;
    boolean missing = rule.subject() == Subject.EXISTING && version == null;
    boolean own = rule.subject() == Subject.UPLOAD && isInitiator(request, input, key);
    AccessEvaluation accessEvaluation = question(request, input, key, version);
    for (Need need : rule.needs()) {
      if (need.members().isEmpty() || InputMembers.isAnyThere(input, need.members())) {
        String action = versionId == null ? need.action() : need.ofVersion();
        AwsError refusal =
            missing || own
                ? accessEvaluation.denial(action)
                : accessEvaluation.refusal(action, rule.subject());
        if (refusal != null) {
          return refusal;
        }
      }
    }
    return missing ? question(request, input, null, null).refusal(LIST, Subject.BUCKET) : null;
  }

  /** "By default, the bucket owner and the initiator of the multipart upload are allowed". */
  private static boolean isInitiator(BucketRequest request, Struct input, String key) {
    String id = InputMembers.text(input, "UploadId");
    Upload upload = id == null ? null : request.bucket().uploads().find(id, key);
    String caller = request.requester();
    return upload != null && Objects.equals(upload.record().initiator(), caller);
  }
}
