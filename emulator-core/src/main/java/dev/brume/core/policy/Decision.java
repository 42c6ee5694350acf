package dev.brume.core.policy;

/**
 * The result of evaluating policies for a request.
 *
 * @param outcome allowed or not
 * @param policy that the statement stands in; null where no statement decided
 * @param statement that decided; null where none did, as for an implicit deny
 * @param policyType of the policy that decided, or that should have allowed it; null where a single
 *     policy was asked, and where a root user needs none
 * @param grant how the principal was meant; null unless a statement allows
 */
public record Decision(
    Outcome outcome,
    Policy policy,
    Statement statement,
    PolicyType policyType,
    PrincipalMatch grant) {

  /** How it ends. */
  public enum Outcome {
    /** A statement denies it, whatever others say. */
    EXPLICIT_DENY,
    ALLOW,
    /** Nothing allows it. */
    IMPLICIT_DENY
  }

  /** Where a policy is attached; the text is how AWS calls it in messages. */
  public enum PolicyType {
    SERVICE_CONTROL("service control policy"),
    RESOURCE_CONTROL("resource control policy"),
    RESOURCE("resource-based policy"),
    IDENTITY("identity-based policy"),
    BOUNDARY("permissions boundary"),
    SESSION("session policy");

    private final String text;

    PolicyType(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static final Decision NOT_ALLOWED = new Decision(Outcome.IMPLICIT_DENY, null, null, null, null);

  static Decision denied(Policy policy, Statement statement) {
    return new Decision(Outcome.EXPLICIT_DENY, policy, statement, null, null);
  }

  /** One that no statement is needed for. */
  static Decision granted(PolicyType type, PrincipalMatch grant) {
    return new Decision(Outcome.ALLOW, null, null, type, grant);
  }

  static Decision allowed(Policy policy, Statement statement, PrincipalMatch grant) {
    return new Decision(Outcome.ALLOW, policy, statement, null, grant);
  }

  static Decision notAllowedBy(PolicyType type) {
    return new Decision(Outcome.IMPLICIT_DENY, null, null, type, null);
  }

  Decision by(PolicyType type) {
    return new Decision(outcome, policy, statement, type, grant);
  }

  /** Whether the request may be done. */
  public boolean isAllowed() {
    return outcome == Outcome.ALLOW;
  }

  /** Whether a statement denies it. */
  public boolean isDenied() {
    return outcome == Outcome.EXPLICIT_DENY;
  }

  /**
   * The end of AWS's message "User: ... is not authorized to perform: ... on resource: ...".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access
   *     denied error messages</a>
   */
  public String reason(String action) {
    if (policyType == null) {
      return "";
    }
    if (!isDenied()) {
      return "because no " + policyType + " allows the " + action + " action";
    }
    boolean an = policyType == PolicyType.IDENTITY;
    return "with an explicit deny in " + (an ? "an " : "a ") + policyType;
  }
}
