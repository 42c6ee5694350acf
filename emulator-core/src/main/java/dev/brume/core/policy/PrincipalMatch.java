package dev.brume.core.policy;

/** How a statement matches a principal, from general to specific. */
public enum PrincipalMatch {
  /** By its account, which delegates the permission to its identities' own policies. */
  ACCOUNT,

  /** By the role or user that issued its session, with that one's limits. */
  ISSUER,

  /** By the principal itself. */
  DIRECT
}
