package dev.brume.core.policy;

/**
 * The result of evaluating policies for a request.
 *
 * @param outcome the outcome
 * @param policy the policy of the deciding statement; null if no statement decided
 * @param statement the deciding statement; null if none decided, as for an implicit deny
 * @param policyType the type of the policy that decided, or that lacked an allow; null if a single
 *     policy was evaluated, and for a root user that needs none
 * @param grant how the principal was matched; null unless a statement allows
 */
public record Decision(
    Outcome outcome,
    Policy policy,
    Statement statement,
    PolicyType policyType,
    PrincipalMatch grant) {

  /** The outcome of an evaluation. */
  public enum Outcome {
    /** A statement denies it; no allow overrides that. */
    EXPLICIT_DENY,
    ALLOW,
    /** Nothing allows it. */
    IMPLICIT_DENY
  }

  /** Where a policy is attached; the text is AWS's name for it in messages. */
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

  /** An allow that needs no statement. */
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

  /** Whether the request is allowed. */
  public boolean isAllowed() {
    return outcome == Outcome.ALLOW;
  }

  /** Whether a statement denies it explicitly. */
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
