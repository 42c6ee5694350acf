package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.iam.api.IamErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The managed policies available to an account: its own, and AWS's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html">Managed
 *     policies and inline policies</a>
 */
public final class ManagedPolicies {
  private static final String TYPE = "policy/";

  private final IamAccount account;
  private final EntityTable<ManagedPolicyRecord> own;

  ManagedPolicies(IamAccount account, EntityTable<ManagedPolicyRecord> own) {
    this.account = account;
    this.own = own;
  }

  /** The account's own. */
  public EntityTable<ManagedPolicyRecord> own() {
    return own;
  }

  /** Whether an ARN is that of an AWS policy. */
  public static boolean isOfAws(String arn) {
    return arn.contains(":iam::aws:");
  }

  /** The policy with that ARN; null if there is none. */
  public ManagedPolicyRecord get(String arn) {
    Arn parsed = Arn.parse(arn).orElse(null);
    if (parsed == null || !parsed.resource().startsWith(TYPE)) {
      return null;
    }
    if (parsed.account().equals("aws")) {
      return AwsPolicies.get(arn, account.partition());
    }
    ManagedPolicyRecord found = own.get(arn.substring(arn.lastIndexOf('/') + 1));
    return found == null || !found.arn().equals(arn) ? null : found;
  }

  /**
   * The policy with that ARN.
   *
   * @throws AwsError InvalidInput if the ARN is invalid, NoSuchEntity
   */
  public ManagedPolicyRecord find(String arn) {
    requireArn(arn);
    ManagedPolicyRecord found = get(arn);
    if (found == null) {
      throw IamErrors.noSuchEntityException(EntityKind.POLICY.missing(arn));
    }
    return found;
  }

  /**
   * The same for the account's own.
   *
   * @throws AwsError also if the policy is AWS's
   */
  public ManagedPolicyRecord findOwn(String arn) {
    ManagedPolicyRecord found = find(arn);
    if (isOfAws(arn)) {
      throw AwsError.client(
          "AccessDenied", 403, "You are not authorized to change the AWS managed policy " + arn);
    }
    return found;
  }

  /**
   * The policy with that ARN, to be attached.
   *
   * @throws AwsError InvalidInput if the ARN is invalid, NoSuchEntity
   */
  public ManagedPolicyRecord findAttachable(String arn) {
    requireArn(arn);
    ManagedPolicyRecord found = get(arn);
    if (found == null) {
      throw IamErrors.noSuchEntityException(
          "Policy " + arn + " does not exist or is not attachable.");
    }
    return found;
  }

  private static void requireArn(String text) {
    Arn arn = Arn.parse(text).orElse(null);
    boolean valid =
        arn != null
            && arn.service().equals("iam")
            && arn.region().isEmpty()
            && arn.resource().startsWith(TYPE);
    if (!valid) {
      throw IamErrors.invalidInputException("ARN " + text + " is not valid.");
    }
  }

  /** The default version's document of a policy; null if there is no such policy. */
  public String document(String arn) {
    ManagedPolicyRecord policy = arn == null ? null : get(arn);
    return policy == null ? null : policy.defaultVersion().document();
  }

  /** The number of users, groups and roles to which each policy is attached. */
  public Map<String, Integer> attachmentCounts() {
    Map<String, Integer> counts = new HashMap<>();
    for (PolicyHolder<?> holder : holders()) {
      holder.permissions().attached().forEach(arn -> counts.merge(arn, 1, Integer::sum));
    }
    return counts;
  }

  /** The number of users and roles with each policy as permissions boundary. */
  public Map<String, Integer> boundaryCounts() {
    Map<String, Integer> counts = new HashMap<>();
    for (PolicyHolder<?> holder : holders()) {
      String boundary = holder.permissions().boundary();
      if (boundary != null) {
        counts.merge(boundary, 1, Integer::sum);
      }
    }
    return counts;
  }

  private List<PolicyHolder<?>> holders() {
    List<PolicyHolder<?>> all = new java.util.ArrayList<>(account.users().all());
    all.addAll(account.groups().all());
    all.addAll(account.roles().all());
    return all;
  }
}
