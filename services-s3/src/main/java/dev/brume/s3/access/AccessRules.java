package dev.brume.s3.access;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.Decision;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
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
import dev.brume.s3.engine.BucketArns;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.Upload;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorizes requests as S3 does: by policies, access control lists, the public access block and
 * ownership. Everything without a policy of S3 is decided by the evaluator of all services, with
 * the caller's own policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How
 *     Amazon S3 authorizes a request</a>
 */
public final class AccessRules implements AccessCheck {
  private static final Logger LOG = LoggerFactory.getLogger(AccessRules.class);

  private static final String SESSION = "s3";
  private static final String LIST = "s3:ListBucket";
  private static final String READING = "s3:Get";

  /** The service principal of S3 when it assumes a role. */
  private static final String SERVICE = "s3.amazonaws.com";

  /** Unknown roles are assumed to allow everything. */
  private static final Policy EVERYTHING = everything();

  private final OperationRules rules;
  private final BucketPolicies policies;
  private final Authorizer authorizer;
  private final Timeline timeline;

  /** Whether access control lists grant access. */
  private final boolean countsAcls;

  private AccessRules(Authorizer authorizer, Timeline timeline) {
    this.authorizer = authorizer;
    this.timeline = timeline;
    rules = new OperationRules();
    policies = new BucketPolicies();
    countsAcls = true;
  }

  /** The same rules without access control lists. */
  private AccessRules(AccessRules all) {
    authorizer = all.authorizer;
    timeline = all.timeline;
    rules = all.rules;
    policies = all.policies;
    countsAcls = false;
  }

  /** The rules as far as {@code authorizer} enforces them. */
  public static AccessCheck of(Authorizer authorizer, Timeline timeline) {
    return authorizer.mode() == Authorizer.Mode.OFF
        ? EVERYBODY
        : new AccessRules(authorizer, timeline);
  }

  private static Policy everything() {
    String text =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
        """;
    try {
      return Policy.parse(text.strip(), PolicyRules.ofIdentity(Integer.MAX_VALUE));
    } catch (PolicyFault fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Override
  public boolean covers(Operation<?, ?> operation) {
    return rules.names().contains(operation.name());
  }

  private boolean isSoft() {
    return authorizer.mode() == Authorizer.Mode.SOFT;
  }

  @Override
  public boolean isAclRequired(BucketRequest request, Struct input) {
    return request.context().access().isRestricted()
        && new AccessRules(this).decided(request, input) != null;
  }

  @Override
  public boolean admitsLogDelivery(Bucket source, Bucket target, String key) {
    boolean admitted =
        LogDeliveryAccess.isAllowed(source, target, key, policies.of(target), authorizer);
    if (!admitted && isSoft()) {
      LOG.warn("Logs of {} would not be delivered to {}", source.arn(), target.arn());
    }
    return admitted || isSoft();
  }

  @Override
  public boolean isEnforced() {
    return authorizer.mode() == Authorizer.Mode.ENFORCED;
  }

  @Override
  public AwsError refusal(BucketRequest request, Struct input) {
    return counting(request, decided(request, input));
  }

  /** In soft mode nothing is refused. */
  private static AwsError counting(BucketRequest request, AwsError refusal) {
    return request.context().access().enforced(refusal);
  }

  private AwsError decided(BucketRequest request, Struct input) {
    RequestContext context = request.context();
    Rule rule = rules.of(context.operation());
    if (request.bucket() == null || rule.subject() == Subject.ACCOUNT) {
      return refusalOfAccount(context, input, rule);
    }
    if (RequesterPays.isUnpaid(context, request.bucket())) {
      return S3Refusals.accessDenied();
    }
    return switch (rule.subject()) {
      case ACCOUNT, MANY -> null;
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

  /** Actions on the caller's own account: creating and listing buckets. */
  private static AwsError refusalOfAccount(RequestContext context, Struct input, Rule rule) {
    if (context.caller().isAnonymous()) {
      return S3Refusals.accessDenied();
    }
    CallerIdentity caller = AccessDenials.caller(context);
    String account = caller.principal().account();
    String name = InputMembers.text(input, "Bucket");
    String arn = name == null ? "*" : BucketArns.of(context.scope(), name).toString();
    for (Need need : rule.needs()) {
      AccessQuery query = new AccessQuery(need.action(), AccessTarget.of(arn, account));
      Decision decision = context.access().decide(caller, query);
      if (!decision.isAllowed()) {
        return AccessDenials.of(
            context, account, need.action(), arn, decision.reason(need.action()));
      }
    }
    return null;
  }

  @Override
  public AwsError refusalOfOne(BucketRequest request, Struct input, String key, String versionId) {
    Rule rule = rules.of(request.context().operation());
    return counting(request, refusalOfObject(request, input, rule, key, versionId));
  }

  @Override
  public AwsError refusalOf(
      BucketRequest request, Struct input, String action, String key, ObjectVersion version) {
    Subject subject = action.startsWith(READING) ? Subject.EXISTING : Subject.OBJECT;
    return counting(request, question(request, input, key, version).refusal(action, subject));
  }

  /**
   * The policies of unknown roles are assumed to allow everything: if another account's bucket
   * admits the role, nothing else is missing. An object of another owner must be granted to the
   * owner of the bucket; a requester-pays bucket accepts nothing from such roles.
   */
  @Override
  public boolean allowsRole(
      String role, Bucket bucket, String action, String key, ObjectVersion existing) {
    boolean allowed = decidesForRole(role, bucket, action, key, existing);
    if (!allowed && isSoft()) {
      LOG.warn("{} would not be allowed {} on {}", role, action, bucket.arn());
    }
    return allowed || isSoft();
  }

  private boolean decidesForRole(
      String role, Bucket bucket, String action, String key, ObjectVersion existing) {
    AccessTarget target =
        AccessTarget.of(AccessDenials.arn(bucket, key), bucket.owner())
            .with(BucketPolicy.of(policies.of(bucket), bucket.arn()));
    Decision decision = authorizer.decide(atWork(role), new AccessQuery(action, target));
    if (decision.isDenied()) {
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
    return decision.isAllowed() && (own || !RequesterPays.isOn(bucket));
  }

  /** S3 in an assumed role. */
  private CallerIdentity atWork(String roleArn) {
    CallerIdentity known = authorizer.callers().assume(roleArn, SERVICE, SESSION);
    if (known != null) {
      return known;
    }
    Arn role = Arn.parse(roleArn).orElseThrow();
    String name = role.resource().substring(role.resource().lastIndexOf('/') + 1);
    Arn session =
        Scope.ofAccount(role.account(), role.partition())
            .globalArn("sts", "assumed-role/" + name + "/s3");
    return CallerIdentity.of(PolicyPrincipal.of(session.toString()).issuedBy(roleArn))
        .withIdentityPolicies(List.of(EVERYTHING));
  }

  private AccessEvaluation question(
      BucketRequest request, Struct input, String key, ObjectVersion version) {
    RequestKeys keys = new RequestKeys(request, version, input, timeline);
    return new AccessEvaluation(request, policies, key, version, keys, countsAcls);
  }

  private AwsError refusalOfBucket(BucketRequest request, Struct input, Rule rule) {
    RequestContext context = request.context();
    AccessEvaluation evaluation = question(request, input, null, null);
    for (Need need : rule.needs()) {
      AwsError refusal = evaluation.refusal(need.action(), rule.subject());
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
   * Whether an object is missing is only revealed to callers who may list the bucket; for all
   * others it is the same as an object without access.
   */
  private AwsError refusalOfObject(
      BucketRequest request, Struct input, Rule rule, String key, String versionId) {
    Bucket bucket = request.bucket();
    ObjectVersion found =
        versionId == null ? bucket.versions().latest(key) : bucket.versions().find(key, versionId);
    ObjectVersion version = found == null || found.deleteMarker() ? null : found;
    boolean missing = rule.subject() == Subject.EXISTING && version == null;
    boolean own = rule.subject() == Subject.UPLOAD && isInitiator(request, input, key);
    AccessEvaluation evaluation = question(request, input, key, version);
    for (Need need : rule.needs()) {
      if (need.members().isEmpty() || InputMembers.isAnyThere(input, need.members())) {
        String action = versionId == null ? need.action() : need.ofVersion();
        AwsError refusal =
            own
                ? evaluation.refusalOfInitiator(action)
                : refusal(evaluation, action, rule, missing);
        if (refusal != null) {
          return refusal;
        }
      }
    }
    return missing ? question(request, input, null, null).refusal(LIST, Subject.BUCKET) : null;
  }

  /** The owner of a missing object is not known, unless the caller is the bucket's owner. */
  private static AwsError refusal(
      AccessEvaluation evaluation, String action, Rule rule, boolean missing) {
    if (!missing) {
      return evaluation.refusal(action, rule.subject());
    }
    return evaluation.isByBucketOwner()
        ? evaluation.refusal(action, Subject.OBJECT)
        : evaluation.denial(action);
  }

  /** "By default, the bucket owner and the initiator of the multipart upload are allowed". */
  private static boolean isInitiator(BucketRequest request, Struct input, String key) {
    String id = InputMembers.text(input, "UploadId");
    Upload upload = id == null ? null : request.bucket().uploads().find(id, key);
    String caller = request.requester();
    return upload != null && Objects.equals(upload.record().initiator(), caller);
  }
}
