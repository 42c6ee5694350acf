package dev.brume.core.policy;

import java.util.List;
import java.util.Set;

/**
 * Whether a policy grants public access: it does unless each allowing statement grants to fixed
 * principals only, or under a condition that fixes the origin of the request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
public final class PublicAccess {

  /** Keys whose fixed values exclude the public. The first lines name principals. */
  private static final Set<String> LIMITING_KEYS =
      Set.of(
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principalorgid",
          "aws:principalservicename",
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:sourceaccount",
          "aws:userid");

  private static final String SOURCE_IP = "aws:sourceip";
  private static final String USER_ID = "aws:userid";

  /** "This includes values broader than /8 for IPv4 and /32 for IPv6". */
  private static final int SHORTEST_V4_PREFIX_BITS = 8;

  private static final int SHORTEST_V6_PREFIX_BITS = 32;

  /** RFC 1918. */
  private static final List<Cidr> PRIVATE_RANGES =
      List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("172.16.0.0/12"), Cidr.parse("192.168.0.0/16"));

  private static final int ACCOUNT_OF_ARN = 4;

  private final Set<String> ownKeys;
  private final Set<String> arnKeys;

  /**
   * For the policies of a service's resources.
   *
   * @param ownKeys condition keys of the service, in lower case, whose fixed values exclude the
   *     public
   * @param arnKeys such keys with ARN values, for which a fixed account is enough
   */
  public PublicAccess(Set<String> ownKeys, Set<String> arnKeys) {
    this.ownKeys = ownKeys;
    this.arnKeys = arnKeys;
  }

  /** Whether the policy is public. */
  public boolean isPublic(Policy policy) {
    boolean variables = policy.version() == Policy.Version.V2012;
    for (Statement statement : policy.statements()) {
      boolean limited =
          statement.effect() == PolicyEffect.DENY
              || isFixed(statement.principals())
              || statement.conditions().stream()
                  .anyMatch(condition -> limits(condition, variables));
      if (!limited) {
        return true;
      }
    }
    return false;
  }

  /** Web identity providers serve the public; SAML providers belong to an account. */
  private static boolean isFixed(Principals principals) {
    return principals != null
        && !principals.negated()
        && principals.patterns().stream()
            .noneMatch(
                pattern ->
                    switch (pattern.kind()) {
                      case EVERYONE, EVERY_IDENTITY -> true;
                      case PROVIDER -> !pattern.value().contains(":saml-provider/");
                      case ACCOUNT,
                          USER,
                          ROLE,
                          ROLE_SESSION,
                          FEDERATED_USER,
                          SERVICE,
                          UNIQUE_ID,
                          CANONICAL_USER ->
                          false;
                    });
  }

  private boolean limits(Condition condition, boolean variables) {
    boolean holdsForStrangers =
        condition.operator().isNegated()
            || condition.ifExists()
            || condition.quantifier() == Condition.Quantifier.FOR_ALL_VALUES;
    if (holdsForStrangers) {
      return false;
    }
    String key = ContextKeys.normalized(condition.key());
    List<String> values = condition.values();
    return switch (condition.operator().family()) {
      case ADDRESS -> key.equals(SOURCE_IP) && values.stream().allMatch(PublicAccess::isNarrow);
      case STRING, STRING_IGNORE_CASE, PATTERN, ARN -> {
        boolean wild = condition.operator().hasWildcards();
        boolean limiting =
            LIMITING_KEYS.contains(key) || ownKeys.contains(key) || arnKeys.contains(key);
        yield limiting
            && values.stream()
                .allMatch(
                    value -> !(variables && value.contains("${")) && isFixed(key, value, wild));
      }
      case NUMERIC, DATE, BOOL, BINARY, NULL -> false;
    };
  }

  private static boolean isNarrow(String range) {
    Cidr cidr = Cidr.parse(range);
    if (!cidr.isV4()) {
      return cidr.prefixBits() >= SHORTEST_V6_PREFIX_BITS;
    }
    return cidr.prefixBits() >= SHORTEST_V4_PREFIX_BITS
        || PRIVATE_RANGES.stream().anyMatch(each -> each.contains(cidr));
  }

  private boolean isFixed(String key, String value, boolean wild) {
    if (key.equals(USER_ID) && value.startsWith("AROA") && value.indexOf(':') >= 0) {
      return false;
    }
    if (!wild) {
      return true;
    }
    String[] components = value.split(":", ACCOUNT_OF_ARN + 2);
    boolean ofArn = arnKeys.contains(key) && components.length > ACCOUNT_OF_ARN;
    String fixed = ofArn ? components[ACCOUNT_OF_ARN] : value;
    return !fixed.isEmpty() && fixed.indexOf('*') < 0 && fixed.indexOf('?') < 0;
  }
}
