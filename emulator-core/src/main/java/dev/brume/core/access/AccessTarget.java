package dev.brume.core.access;

import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PrincipalMatch;
import java.util.Map;

/**
 * A resource as policies see it.
 *
 * @param arn its ARN, whether it exists or not; {@code *} where an action has no resource
 * @param account who owns it; null for the caller's own account
 * @param policy its resource-based policy, or null
 * @param mustAllow whether nobody may do anything to it unless its policy says so, not even within
 *     its account: KMS keys, and roles that are to be assumed
 * @param granted by which of his names the caller is let in by other means than a policy, such as
 *     an access control list or a grant; null where he is not
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

  /** Every resource of the caller's account, for actions that have no resource. */
  public static final AccessTarget ANY = of("*", null);

  /** A resource without a policy. */
  public static AccessTarget of(String arn, String account) {
    return new AccessTarget(arn, account, null, false, null, ContextKeys.NONE);
  }

  /** The same with its policy, which may be null. */
  public AccessTarget with(Policy newPolicy) {
    return new AccessTarget(arn, account, newPolicy, mustAllow, granted, keys);
  }

  /** The same with its policy, without which nobody may do anything to it. */
  public AccessTarget withDecisive(Policy newPolicy) {
    return new AccessTarget(arn, account, newPolicy, true, granted, keys);
  }

  /** The same, which lets the caller in by other means than its policy; not where null. */
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
