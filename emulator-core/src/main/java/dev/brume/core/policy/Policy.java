package dev.brume.core.policy;

import java.util.List;

/**
 * A parsed policy that can be evaluated against requests. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html">Policy
 *     reference</a>
 */
public final class Policy {

  /** A version of the policy language. */
  public enum Version {
    V2008("2008-10-17"),
    /** The version with policy variables. */
    V2012("2012-10-17");

    private final String text;

    Version(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final Version version;
  private final String id;
  private final String name;
  private final List<Statement> statements;

  Policy(Version version, String id, List<Statement> statements) {
    this(version, id, null, List.copyOf(statements));
  }

  private Policy(Version version, String id, String name, List<Statement> statements) {
    this.version = version;
    this.id = id;
    this.name = name;
    this.statements = statements;
  }

  /**
   * The same with a name for explanations of decisions.
   *
   * @param newName the ARN of a managed policy, else its owner and its own name
   */
  public Policy named(String newName) {
    return new Policy(version, id, newName, statements);
  }

  /**
   * Parses a policy.
   *
   * @throws PolicyFault if {@code text} is no policy, or violates {@code rules}
   */
  public static Policy parse(String text, PolicyRules rules) throws PolicyFault {
    return new PolicyParser(rules).parse(text);
  }

  /** The version of its language; the older one if unstated. */
  public Version version() {
    return version;
  }

  /** Its id; null if it has none. */
  public String id() {
    return id;
  }

  /** Its name in explanations; null if it has none. */
  public String name() {
    return name;
  }

  /** Its statements. */
  public List<Statement> statements() {
    return statements;
  }

  /** The decision of this policy alone: a denying statement overrides all others. */
  public Decision decide(PolicyRequest request) {
    Statement allowing = null;
    PrincipalMatch closest = null;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      PrincipalMatch grant = statement.match(request);
      if (grant == null) {
        continue;
      }
      if (statement.effect() == PolicyEffect.DENY) {
        return Decision.denied(this, statement);
      }
      if (closest == null || grant.compareTo(closest) > 0) {
        allowing = statement;
        closest = grant;
      }
    }
    return allowing == null ? Decision.NOT_ALLOWED : Decision.allowed(this, allowing, closest);
  }
}
