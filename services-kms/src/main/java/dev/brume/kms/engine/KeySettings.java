package dev.brume.kms.engine;

import java.util.Map;

/**
 * The mutable settings of a key.
 *
 * @param description free text
 * @param enabled whether it may be used
 * @param policy its key policy, as requested
 * @param tags in order
 */
public record KeySettings(
    String description, boolean enabled, String policy, Map<String, String> tags) {

  /** The same with another description. */
  public KeySettings describedAs(String text) {
    return new KeySettings(text, enabled, policy, tags);
  }

  /** The same, enabled or not. */
  public KeySettings enabled(boolean isEnabled) {
    return new KeySettings(description, isEnabled, policy, tags);
  }

  /** The same with another policy. */
  public KeySettings withPolicy(String text) {
    return new KeySettings(description, enabled, text, tags);
  }

  /** The same with other tags. */
  public KeySettings withTags(Map<String, String> newTags) {
    return new KeySettings(description, enabled, policy, newTags);
  }
}
