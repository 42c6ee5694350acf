package dev.brume.core.policy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches parsed policies by their text, on which alone they depend. It holds no reference to the
 * resource of the policy.
 */
public final class PolicyCache {
  private static final int MAX_REMEMBERED = 1_024;

  private final PolicyRules rules;
  private final Map<String, Optional<Policy>> read = new ConcurrentHashMap<>();

  /**
   * @param rules the rules for the cached policies
   */
  public PolicyCache(PolicyRules rules) {
    this.rules = rules;
  }

  /** The parsed policy; null if {@code text} is null or invalid. */
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
