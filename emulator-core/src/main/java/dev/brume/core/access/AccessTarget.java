package dev.brume.core.access;

import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PrincipalMatch;
import java.util.Map;

/**
 * A resource as policies see it.
 *
 * @param arn its ARN, whether it exists or not; {@code *} for an action without a resource
 * @param account the owning account; null for the caller's own account
 * @param policy its resource-based policy, or null
 * @param mustAllow whether its policy must allow every action, even within its account: KMS keys,
 *     and roles to be assumed
 * @param granted how the principal is matched by a grant outside of policies, such as an access
 *     control list or a KMS grant; null without such a grant
 * @param keys the service's own condition keys, and {@code aws:ResourceTag/...}, {@code
 *     aws:RequestTag/...}, {@code aws:TagKeys}
 */
public record AccessTarget(
    String arn,
    String account,
    Policy policy,
    boolean mustAllow,
    PrincipalMatch granted,
    ContextKeys keys) {

  /** Every resource of the caller's account, for actions without a resource. */
  public static final AccessTarget ANY = of("*", null);

  /** A resource without a policy. */
  public static AccessTarget of(String arn, String account) {
    return new AccessTarget(arn, account, null, false, null, ContextKeys.NONE);
  }

  /** The same with its policy, which may be null. */
  public AccessTarget with(Policy newPolicy) {
    return new AccessTarget(arn, account, newPolicy, mustAllow, granted, keys);
  }

  /** The same with its policy, which must allow every action. */
  public AccessTarget withDecisive(Policy newPolicy) {
    return new AccessTarget(arn, account, newPolicy, true, granted, keys);
  }

  /** The same with a grant outside of its policy; null for none. */
  public AccessTarget orGranted(PrincipalMatch newGrant) {
    return new AccessTarget(arn, account, policy, mustAllow, newGrant, keys);
  }

  /** The same with the resource's tags as its only keys. */
  public AccessTarget withTags(Map<String, String> tags) {
    return with(ContextKeys.builder().tags("aws:ResourceTag/", tags).build());
  }

  /** The same with condition keys. */
  public AccessTarget with(ContextKeys newKeys) {
    return new AccessTarget(arn, account, policy, mustAllow, granted, newKeys);
  }
}
