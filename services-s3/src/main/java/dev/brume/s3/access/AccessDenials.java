package dev.brume.s3.access;

import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.Bucket;

/**
 * Writes the messages of access-denied errors. The reason is given "for requests made to resources
 * within the same AWS account"; other and anonymous callers get none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html">Troubleshoot
 *     access denied (403 Forbidden) errors</a>
 */
final class AccessDenials {
  private AccessDenials() {}

  /** The caller, with the canonical user id of its account, which policies may name. */
  static CallerIdentity caller(RequestContext context) {
    CallerIdentity caller = context.identity();
    PolicyPrincipal principal = caller.principal();
    return principal.account() == null
        ? caller
        : caller.as(
            principal.withCanonicalUserId(CanonicalUserIds.canonicalId(principal.account())));
  }

  /** Whether the signer's account is {@code account}. */
  static boolean isOf(RequestContext context, String account) {
    return !context.caller().isAnonymous() && context.caller().account().equals(account);
  }

  /** The ARN of a request's object, or of the bucket if {@code key} is null. */
  static String arn(Bucket bucket, String key) {
    return key == null ? bucket.arn() : bucket.arn() + "/" + key;
  }

  /**
   * AccessDenied.
   *
   * @param account the account of {@code resource}
   * @param action with the service prefix
   * @param reason begins with "because" or "with"; empty for none
   */
  static AwsError of(
      RequestContext context, String account, String action, String resource, String reason) {
    if (!isOf(context, account) || reason.isEmpty()) {
      return S3Refusals.accessDenied();
    }
    return S3Errors.accessDenied(
        "User: "
            + context.identity().name()
            + " is not authorized to perform: "
            + action
            + " on resource: \""
            + resource
            + "\" "
            + reason);
  }

  /** A public access control list that is blocked. */
  static AwsError ofPublicAcl(
      RequestContext context, Bucket bucket, String action, String resource) {
    return of(
        context,
        bucket.owner(),
        action,
        resource,
        "because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public"
            + " Access.");
  }

  /** A public policy that is blocked. */
  static AwsError ofPublicPolicy(RequestContext context, Bucket bucket) {
    return of(
        context,
        bucket.owner(),
        "s3:PutBucketPolicy",
        bucket.arn(),
        "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public"
            + " Access.");
  }
}
