package dev.brume.sns.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * A platform application as it is stored.
 *
 * @param id platform and name, such as {@code APNS/news}
 * @param attributes what was set, by AWS's names; credentials among them
 */
public record PlatformApplication(String id, Map<String, String> attributes) {
  /** {@code false} where nothing is sent to its endpoints. */
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
