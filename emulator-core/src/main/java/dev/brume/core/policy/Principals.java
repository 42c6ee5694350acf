package dev.brume.core.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A Principal or NotPrincipal element.
 *
 * @param negated whether it matches all others
 * @param patterns the named principals
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">NotPrincipal</a>
 */
public record Principals(boolean negated, List<PrincipalPattern> patterns) {

  /** Keeps a copy of the list. */
  public Principals {
    patterns = List.copyOf(patterns);
  }

  /** How a statement with this effect matches {@code principal}; null if it does not. */
  PrincipalMatch match(PolicyPrincipal principal, PolicyEffect effect) {
    if (negated) {
      return isExcepted(principal, effect) ? null : PrincipalMatch.DIRECT;
    }
    PrincipalMatch closest = null;
    for (PrincipalPattern pattern : patterns) {
      PrincipalMatch grant = pattern.match(principal);
      if (grant != null && (closest == null || grant.compareTo(closest) > 0)) {
        closest = grant;
      }
    }
    return closest;
  }

  /**
   * A Deny exempts only principals all of whose names are listed: the account is checked first,
   * then the role, then its session. An Allow exempts principals any of whose names is listed.
   */
  private boolean isExcepted(PolicyPrincipal principal, PolicyEffect effect) {
    Set<PrincipalMatch> names = EnumSet.noneOf(PrincipalMatch.class);
    for (PrincipalPattern pattern : patterns) {
      PrincipalMatch grant = pattern.match(principal);
      if (grant != null) {
        names.add(grant);
        if (isWildcard(pattern)) {
          return true;
        }
      }
    }
    return effect == PolicyEffect.ALLOW ? !names.isEmpty() : names.containsAll(allNames(principal));
  }

  private static boolean isWildcard(PrincipalPattern pattern) {
    return pattern.kind() == PrincipalPattern.Kind.EVERYONE
        || pattern.kind() == PrincipalPattern.Kind.EVERY_IDENTITY;
  }

  private static Set<PrincipalMatch> allNames(PolicyPrincipal principal) {
    Set<PrincipalMatch> names = EnumSet.of(PrincipalMatch.DIRECT);
    if (principal.account() != null && principal.kind() != PolicyPrincipal.Kind.ROOT) {
      names.add(PrincipalMatch.ACCOUNT);
    }
    if (principal.issuer() != null && !principal.issuer().endsWith(":root")) {
      names.add(PrincipalMatch.ISSUER);
    }
    return names;
  }
}
