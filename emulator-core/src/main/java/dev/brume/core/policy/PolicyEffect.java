package dev.brume.core.policy;

/** What a statement does to the requests that it is about. */
public enum PolicyEffect {
  ALLOW,
  DENY
}
