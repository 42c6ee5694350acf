package dev.brume.core.policy;

import java.util.List;
import java.util.Locale;

/**
 * The request context that policies are evaluated against: principal, action, resource, condition
 * keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html">Processing
 *     the request context</a>
 */
public final class PolicyRequest {
  private final PolicyPrincipal principal;
  private final String action;
  private final String actionInLowerCase;
  private final String resource;
  private final String resourceAccount;
  private final List<ContextKeys> context;

  /**
   * A request.
   *
   * @param action with the service prefix: {@code s3:GetObject}
   * @param resource the ARN, or {@code *} for an action without a resource
   * @param resourceAccount the owning account
   * @param context all other keys; the principal's own keys need not be passed
   */
  public PolicyRequest(
      PolicyPrincipal principal,
      String action,
      String resource,
      String resourceAccount,
      ContextKeys context) {
    this(principal, action, resource, resourceAccount, List.of(context));
  }

  /**
   * A request with keys from several sources.
   *
   * @param context the first source that has a key provides its values
   */
  public PolicyRequest(
      PolicyPrincipal principal,
      String action,
      String resource,
      String resourceAccount,
      List<ContextKeys> context) {
    this.principal = principal;
    this.action = action;
    this.actionInLowerCase = action.toLowerCase(Locale.ROOT);
    this.resource = resource;
    this.resourceAccount = resourceAccount;
    this.context = context;
  }

  /** The principal. */
  public PolicyPrincipal principal() {
    return principal;
  }

  /** The action. */
  public String action() {
    return action;
  }

  /** The resource. */
  public String resource() {
    return resource;
  }

  /** The owning account. */
  public String resourceAccount() {
    return resourceAccount;
  }

  String actionInLowerCase() {
    return actionInLowerCase;
  }

  /** The values of a condition key in lower case; empty if it is absent. */
  List<String> values(String key) {
    for (int i = 0; i < context.size(); i++) {
      List<String> values = context.get(i).values(key);
      if (!values.isEmpty()) {
        return values;
      }
    }
    if (key.equals("aws:resourceaccount") && resourceAccount != null) {
      return List.of(resourceAccount);
    }
    return principal.values(key);
  }
}
