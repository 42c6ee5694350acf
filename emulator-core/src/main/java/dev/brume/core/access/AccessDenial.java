package dev.brume.core.access;

import dev.brume.core.policy.Decision;

/**
 * Why somebody may not do something, for services to put into their words.
 *
 * @param caller who
 * @param query what
 * @param decision which policies keep him from it
 */
public record AccessDenial(CallerIdentity caller, AccessQuery query, Decision decision) {

  /**
   * AWS's sentence, for most services.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access
   *     denied error messages</a>
   */
  public String message() {
    return message(query.action());
  }

  /** The same, of an action as the service spells it. */
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
