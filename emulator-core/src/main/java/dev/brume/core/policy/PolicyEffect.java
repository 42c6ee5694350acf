package dev.brume.core.policy;

/** The Effect element of a statement. */
public enum PolicyEffect {
  ALLOW,
  DENY
}
