package dev.brume.core.policy;

/** By which of its names a principal is meant; the later, the closer. */
public enum PrincipalMatch {
  /** By its account, which passes the permission on to its identities by policies of their own. */
  ACCOUNT,

  /** By the role or the user that its session comes from: limited as that one is. */
  ISSUER,

  /** By itself. */
  DIRECT
}
