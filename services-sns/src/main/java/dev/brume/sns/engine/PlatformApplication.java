package dev.brume.sns.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * The stored form of a platform application.
 *
 * @param id platform and name, such as {@code APNS/news}
 * @param attributes the set attributes, by AWS's names, including credentials
 */
public record PlatformApplication(String id, Map<String, String> attributes) {
  /** {@code false} if nothing is sent to its endpoints. */
  public static final String ENABLED = "Enabled";

  /** Keeps a copy of the attributes. */
  public PlatformApplication {
    attributes = Map.copyOf(attributes);
  }

  /** Whether messages are sent to its endpoints. */
  public boolean isEnabled() {
    return !"false".equals(attributes.get(ENABLED));
  }

  PlatformApplication with(Map<String, String> changes) {
    Map<String, String> changed = new HashMap<>(attributes);
    changed.putAll(changes);
    return new PlatformApplication(id, changed);
  }
}
