package dev.brume.core.policy;

import dev.brume.core.auth.Accounts;
import dev.brume.core.scope.Arn;
import java.util.regex.Pattern;

/**
 * One principal that a statement names.
 *
 * @param kind the kind of principal named
 * @param value an account id for accounts, else as written
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
public record PrincipalPattern(Kind kind, String value) {

  /** The kind of principal named. */
  public enum Kind {
    /** {@code "*"}: every principal. */
    EVERYONE,
    /** {@code {"AWS": "*"}}: every principal but services and users of identity providers. */
    EVERY_IDENTITY,
    ACCOUNT,
    USER,
    ROLE,
    ROLE_SESSION,
    FEDERATED_USER,
    SERVICE,
    /** An identity provider. */
    PROVIDER,
    /** The unique id of a user or a role, which policies keep of one that was deleted. */
    UNIQUE_ID,
    CANONICAL_USER
  }

  static final String AWS = "AWS";
  static final String SERVICE = "Service";
  static final String FEDERATED = "Federated";
  static final String CANONICAL_USER = "CanonicalUser";
  private static final String EVERYONE = "*";

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique
   *     identifiers</a>
   */
  private static final Pattern UNIQUE_ID = Pattern.compile("A(?:IDA|ROA)[A-Z2-7]{17}");

  /** The account part of the users that represent CloudFront's origin access identities. */
  private static final String CLOUDFRONT = "cloudfront";

  /** Parses a value of a principal map. */
  static PrincipalPattern parse(String type, String value) throws PolicyFault {
    if (type.equals(AWS)) {
      return aws(value);
    }
    boolean wild = value.isEmpty() || value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    boolean valid =
        switch (type) {
          case SERVICE -> value.indexOf('.') > 0 && value.indexOf(':') < 0;
          case FEDERATED, CANONICAL_USER -> true;
          default -> false;
        };
    if (wild || !valid) {
      throw new PolicyFault(PolicyFault.Kind.INVALID_PRINCIPAL, value);
    }
    return switch (type) {
      case SERVICE -> new PrincipalPattern(Kind.SERVICE, value);
      case FEDERATED -> new PrincipalPattern(Kind.PROVIDER, value);
      default -> new PrincipalPattern(Kind.CANONICAL_USER, value);
    };
  }

  /** {@code "*"} instead of a map. */
  static PrincipalPattern everyone(String value) throws PolicyFault {
    if (!value.equals(EVERYONE)) {
      throw new PolicyFault(PolicyFault.Kind.INVALID_PRINCIPAL, value);
    }
    return new PrincipalPattern(Kind.EVERYONE, value);
  }

  private static PrincipalPattern aws(String value) throws PolicyFault {
    if (value.equals(EVERYONE)) {
      return new PrincipalPattern(Kind.EVERY_IDENTITY, value);
    }
    if (Accounts.isAccount(value)) {
      return new PrincipalPattern(Kind.ACCOUNT, value);
    }
    if (UNIQUE_ID.matcher(value).matches()) {
      return new PrincipalPattern(Kind.UNIQUE_ID, value);
    }
    Arn arn = Arn.parse(value).orElse(null);
    Kind kind =
        arn == null || value.indexOf('*') >= 0 || value.indexOf('?') >= 0 ? null : kind(arn);
    if (kind == null) {
      throw new PolicyFault(PolicyFault.Kind.INVALID_PRINCIPAL, value);
    }
    return new PrincipalPattern(kind, kind == Kind.ACCOUNT ? arn.account() : value);
  }

  /** The kind of principal that an IAM or STS ARN names; null if it is none, such as a group. */
  private static Kind kind(Arn arn) {
    String resource = arn.resource();
    boolean account = Accounts.isAccount(arn.account()) && arn.region().isEmpty();
    if (arn.service().equals("iam")) {
      if (resource.equals("root") && account) {
        return Kind.ACCOUNT;
      }
      if (named(resource, "user/", 1) && (account || arn.account().equals(CLOUDFRONT))) {
        return Kind.USER;
      }
      return named(resource, "role/", 1) && account ? Kind.ROLE : null;
    }
    if (!arn.service().equals("sts") || !account) {
      return null;
    }
    if (named(resource, "assumed-role/", 2)) {
      return Kind.ROLE_SESSION;
    }
    return named(resource, "federated-user/", 1) ? Kind.FEDERATED_USER : null;
  }

  /** Whether at least that many non-empty names follow {@code prefix}. */
  private static boolean named(String resource, String prefix, int names) {
    if (!resource.startsWith(prefix) || resource.endsWith("/") || resource.contains("//")) {
      return false;
    }
    return resource.length() > prefix.length()
        && resource.chars().filter(character -> character == '/').count() >= names;
  }

  /** How it matches {@code principal}; null if it does not. */
  PrincipalMatch match(PolicyPrincipal principal) {
    PolicyPrincipal.Kind who = principal.kind();
    boolean ofAws = who != PolicyPrincipal.Kind.SERVICE && who != PolicyPrincipal.Kind.WEB_IDENTITY;
    return switch (kind) {
      case EVERYONE -> PrincipalMatch.DIRECT;
      case EVERY_IDENTITY -> direct(ofAws);
      case ACCOUNT -> ofAccount(value.equals(principal.account()), principal);
      case CANONICAL_USER -> ofAccount(value.equals(principal.canonicalUserId()), principal);
      case USER, ROLE ->
          value.equals(principal.issuer())
              ? PrincipalMatch.ISSUER
              : direct(value.equals(principal.arn()));
      case UNIQUE_ID -> ofId(principal.userId());
      case ROLE_SESSION, FEDERATED_USER -> direct(value.equals(principal.arn()));
      case SERVICE -> direct(who == PolicyPrincipal.Kind.SERVICE && value.equals(principal.name()));
      case PROVIDER ->
          direct(who != PolicyPrincipal.Kind.SERVICE && value.equals(principal.name()));
    };
  }

  /** A user's id, or that of a session, which begins with the role's. */
  private PrincipalMatch ofId(String userId) {
    if (userId != null && userId.startsWith(value + ":")) {
      return PrincipalMatch.ISSUER;
    }
    return direct(value.equals(userId));
  }

  private static PrincipalMatch direct(boolean meant) {
    return meant ? PrincipalMatch.DIRECT : null;
  }

  private static PrincipalMatch ofAccount(boolean meant, PolicyPrincipal principal) {
    if (!meant) {
      return null;
    }
    return principal.kind() == PolicyPrincipal.Kind.ROOT
        ? PrincipalMatch.DIRECT
        : PrincipalMatch.ACCOUNT;
  }
}
