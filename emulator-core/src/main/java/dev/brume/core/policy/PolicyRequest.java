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
   * @param action with its service: {@code s3:GetObject}
   * @param resource the ARN, or {@code *} where the action has no resource
   * @param resourceAccount who owns the resource
   * @param context all other keys; those that the principal tells of itself need not be given
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
   * A request whose keys come from several places.
   *
   * @param context the first that has a key tells its values
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

  /** Who. */
  public PolicyPrincipal principal() {
    return principal;
  }

  /** What. */
  public String action() {
    return action;
  }

  /** To what. */
  public String resource() {
    return resource;
  }

  /** Whose that is. */
  public String resourceAccount() {
    return resourceAccount;
  }

  String actionInLowerCase() {
    return actionInLowerCase;
  }

  /** The values of a condition key in lower case; empty where it is not there. */
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
