package dev.brume.core.policy;

import dev.brume.core.scope.Arn;
import java.util.List;

/**
 * The principal that makes a request.
 *
 * @param kind the kind of principal
 * @param account its account; null for anonymous callers and services
 * @param arn the ARN of the user, the session or the federated user; null if it has none
 * @param issuer the ARN of a session's role, or of the user that created a federated user; else
 *     null
 * @param name the service ({@code logs.amazonaws.com}), or the provider that identified a web
 *     identity ({@code accounts.google.com}, the ARN of a SAML provider); null for other kinds
 * @param userId the unique id, as in {@code aws:userid}; may be null
 * @param canonicalUserId the canonical user id of the account; may be null
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
public record PolicyPrincipal(
    Kind kind,
    String account,
    String arn,
    String issuer,
    String name,
    String userId,
    String canonicalUserId) {

  /** A kind of principal. The text is the value of {@code aws:PrincipalType}. */
  public enum Kind {
    ANONYMOUS("Anonymous"),
    ROOT("Account"),
    USER("User"),
    ROLE_SESSION("AssumedRole"),
    FEDERATED_USER("FederatedUser"),
    SERVICE("Service"),
    /** A user of an identity provider who is about to assume a role. */
    WEB_IDENTITY("FederatedUser");

    private final String principalType;

    Kind(String principalType) {
      this.principalType = principalType;
    }
  }

  /** An anonymous caller. */
  public static PolicyPrincipal anonymous() {
    return new PolicyPrincipal(Kind.ANONYMOUS, null, null, null, null, null, null);
  }

  /** An AWS service on its own behalf. */
  public static PolicyPrincipal service(String name) {
    return new PolicyPrincipal(Kind.SERVICE, null, null, null, name, null, null);
  }

  /** A user of the identity provider {@code provider}. */
  public static PolicyPrincipal webIdentity(String provider) {
    return new PolicyPrincipal(Kind.WEB_IDENTITY, null, null, null, provider, null, null);
  }

  /**
   * The principal of an IAM or STS ARN: an account's root, a user, a role session (whose role is
   * assumed to have no path), or a federated user.
   *
   * @throws IllegalArgumentException if {@code arn} names no principal that can make requests
   */
  public static PolicyPrincipal of(String arn) {
    Arn parsed = Arn.parse(arn).orElseThrow(() -> new IllegalArgumentException(arn));
    String account = parsed.account();
    String resource = parsed.resource();
    String type = resource.substring(0, Math.max(0, resource.indexOf('/')));
    if (resource.equals("root")) {
      return new PolicyPrincipal(Kind.ROOT, account, arn, null, null, account, null);
    }
    return switch (type) {
      case "user" -> new PolicyPrincipal(Kind.USER, account, arn, null, null, null, null);
      case "federated-user" ->
          new PolicyPrincipal(Kind.FEDERATED_USER, account, arn, null, null, null, null);
      case "assumed-role" -> {
        int session = resource.lastIndexOf('/');
        if (session <= type.length()) {
          throw new IllegalArgumentException(arn);
        }
        String role = resource.substring(type.length() + 1, session);
        String roleArn = new Arn(parsed.partition(), "iam", "", account, "role/" + role).toString();
        yield new PolicyPrincipal(Kind.ROLE_SESSION, account, arn, roleArn, null, null, null);
      }
      default -> throw new IllegalArgumentException(arn);
    };
  }

  /** The same, with the role or user with this ARN as its issuer. */
  public PolicyPrincipal issuedBy(String issuerArn) {
    return new PolicyPrincipal(kind, account, arn, issuerArn, name, userId, canonicalUserId);
  }

  /** The same, identified by a provider. */
  public PolicyPrincipal identifiedBy(String provider) {
    return new PolicyPrincipal(kind, account, arn, issuer, provider, userId, canonicalUserId);
  }

  /** The same, with its unique id. */
  public PolicyPrincipal withUserId(String id) {
    return new PolicyPrincipal(kind, account, arn, issuer, name, id, canonicalUserId);
  }

  /** The same, with its account's canonical user id. */
  public PolicyPrincipal withCanonicalUserId(String id) {
    return new PolicyPrincipal(kind, account, arn, issuer, name, userId, id);
  }

  /** The principal's value of a condition key in lower case; null if it has none. */
  private String value(String key) {
    return switch (key) {
      case "aws:principaltype" -> kind.principalType;
      case "aws:principalaccount" -> account;
      case "aws:principalarn" -> kind == Kind.ROLE_SESSION ? issuer : arn;
      case "aws:principalisawsservice" -> String.valueOf(kind == Kind.SERVICE);
      case "aws:principalservicename" -> kind == Kind.SERVICE ? name : null;
      case "aws:userid" -> userId;
      case "aws:username" -> kind == Kind.USER ? arn.substring(arn.lastIndexOf('/') + 1) : null;
      default -> null;
    };
  }

  List<String> values(String key) {
    String value = value(key);
    return value == null ? List.of() : List.of(value);
  }
}
