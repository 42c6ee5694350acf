package dev.brume.core.access;

import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.scope.Arn;
import java.util.List;
import java.util.Map;

/**
 * The caller of a request, with its own policies.
 *
 * @param principal the principal
 * @param keys its further condition keys: {@code aws:PrincipalTag/...}, {@code
 *     aws:MultiFactorAuthPresent}, {@code aws:TokenIssueTime} and the like
 * @param identityPolicies of the user and of its groups, or of the role
 * @param boundary the permissions boundary: one policy; empty without a boundary
 * @param sessionPolicies passed when the session was created; empty if none were
 * @param serviceControls a list of service control policies for each level of the organization
 *     above the principal's account; each level must allow
 */
public record CallerIdentity(
    PolicyPrincipal principal,
    ContextKeys keys,
    List<Policy> identityPolicies,
    List<Policy> boundary,
    List<Policy> sessionPolicies,
    List<List<Policy>> serviceControls) {

  /** Keeps copies of the lists. */
  public CallerIdentity {
    identityPolicies = List.copyOf(identityPolicies);
    boundary = List.copyOf(boundary);
    sessionPolicies = List.copyOf(sessionPolicies);
    serviceControls = List.copyOf(serviceControls);
  }

  /** A principal without policies of its own. */
  public static CallerIdentity of(PolicyPrincipal principal) {
    return new CallerIdentity(
        principal, ContextKeys.NONE, List.of(), List.of(), List.of(), List.of());
  }

  /** An anonymous caller. */
  public static CallerIdentity anonymous() {
    return of(PolicyPrincipal.anonymous());
  }

  /** The root user of an account, which may do all that its account may. */
  public static CallerIdentity root(String partition, String account) {
    return of(PolicyPrincipal.of(Arn.ofAccount(partition, account).toString()));
  }

  /**
   * An AWS service that acts on its own behalf, as in deliveries.
   *
   * @param name such as {@code s3.amazonaws.com}
   * @param sourceArn the resource that it acts for ({@code aws:SourceArn}), or null
   * @param sourceAccount the account of that resource ({@code aws:SourceAccount}), or null
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">Confused
   *     deputy</a>
   */
  public static CallerIdentity service(String name, String sourceArn, String sourceAccount) {
    return of(PolicyPrincipal.service(name))
        .with(
            ContextKeys.builder()
                .put("aws:SourceArn", sourceArn)
                .put("aws:SourceAccount", sourceAccount)
                .build());
  }

  /** The same with a more specific principal. */
  public CallerIdentity as(PolicyPrincipal newPrincipal) {
    return new CallerIdentity(
        newPrincipal, keys, identityPolicies, boundary, sessionPolicies, serviceControls);
  }

  /** The same with other keys. */
  public CallerIdentity with(ContextKeys newKeys) {
    return new CallerIdentity(
        principal, newKeys, identityPolicies, boundary, sessionPolicies, serviceControls);
  }

  /** The same with the tags of the principal and of its session as its only keys. */
  public CallerIdentity withTags(Map<String, String> tags) {
    return with(ContextKeys.builder().tags("aws:PrincipalTag/", tags).build());
  }

  /** The same with the policies of the user and of its groups, or of the role. */
  public CallerIdentity withIdentityPolicies(List<Policy> policies) {
    return new CallerIdentity(
        principal, keys, policies, boundary, sessionPolicies, serviceControls);
  }

  /** The same within a permissions boundary. */
  public CallerIdentity within(Policy newBoundary) {
    return new CallerIdentity(
        principal, keys, identityPolicies, List.of(newBoundary), sessionPolicies, serviceControls);
  }

  /** The same with the policies of a session. */
  public CallerIdentity withSessionPolicies(List<Policy> policies) {
    return new CallerIdentity(
        principal, keys, identityPolicies, boundary, policies, serviceControls);
  }

  /** The caller's name in AWS's messages. */
  public String name() {
    return switch (principal.kind()) {
      case ANONYMOUS -> "anonymous";
      case SERVICE, WEB_IDENTITY -> principal.name();
      case ROOT, USER, ROLE_SESSION, FEDERATED_USER -> principal.arn();
    };
  }
}
