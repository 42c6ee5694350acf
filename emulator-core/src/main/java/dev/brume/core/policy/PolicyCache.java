package dev.brume.core.policy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Policies by their texts, on which alone they depend: each is read once. It keeps nothing of the
 * resource that has the policy.
 */
public final class PolicyCache {
  private static final int MAX_REMEMBERED = 1_024;

  private final PolicyRules rules;
  private final Map<String, Optional<Policy>> read = new ConcurrentHashMap<>();

  /**
   * @param rules which policies there are here
   */
  public PolicyCache(PolicyRules rules) {
    this.rules = rules;
  }

  /** The policy that {@code text} is; null where it is null or none. */
  public Policy of(String text) {
    if (text == null) {
      return null;
    }
    Optional<Policy> known = read.get(text);
    if (known != null) {
      return known.orElse(null);
    }
    if (read.size() >= MAX_REMEMBERED) {
      read.clear();
    }
    return read.computeIfAbsent(text, this::parse).orElse(null);
  }

  private Optional<Policy> parse(String text) {
    try {
      return Optional.of(Policy.parse(text, rules));
    } catch (PolicyFault fault) {
      return Optional.empty();
    }
  }
}
