package dev.brume.core.access;

import dev.brume.core.policy.Decision;

/**
 * The reason for a denial, for services to word as an error.
 *
 * @param caller the denied caller
 * @param query the denied action
 * @param decision the policies' decision
 */
public record AccessDenial(CallerIdentity caller, AccessQuery query, Decision decision) {

  /**
   * AWS's message, for most services.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access
   *     denied error messages</a>
   */
  public String message() {
    return message(query.action());
  }

  /** The same message with the action as the service spells it. */
  public String message(String action) {
    String reason = decision.reason(action);
    return "User: "
        + caller.name()
        + " is not authorized to perform: "
        + action
        + (query.target().arn().equals("*") ? "" : " on resource: " + query.target().arn())
        + (reason.isEmpty() ? "" : " " + reason);
  }
}
