package dev.brume.core.policy;

/** The form of its name by which a statement matches a principal, from general to specific. */
public enum PrincipalMatch {
  /** By its account, which passes the permission on to its identities by policies of their own. */
  ACCOUNT,

  /** By the role or the user that its session comes from: limited as that one is. */
  ISSUER,

  /** By itself. */
  DIRECT
}
