package dev.brume.sns.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * A platform endpoint, such as a phone with an app, as it is stored.
 *
 * @param id application and a UUID, such as {@code APNS/news/6f0f…}
 * @param attributes by AWS's names: Token, Enabled, and CustomUserData where there is any
 */
public record PlatformEndpoint(String id, Map<String, String> attributes) {
  /** What the platform knows the device by. */
  public static final String TOKEN = "Token";

  /** What stands before the id in ARNs. */
  public static final String ARN_PREFIX = "endpoint/";

  /** Keeps a copy of the attributes. */
  public PlatformEndpoint {
    attributes = Map.copyOf(attributes);
  }

  /** The id of the application that it belongs to. */
  public String application() {
    return id.substring(0, id.lastIndexOf('/'));
  }

  /** What the platform knows the device by. */
  public String token() {
    return attributes.get(TOKEN);
  }

  /** Whether messages are sent to it. */
  public boolean isEnabled() {
    return !"false".equals(attributes.get(PlatformApplication.ENABLED));
  }

  PlatformEndpoint with(Map<String, String> changes) {
    Map<String, String> changed = new HashMap<>(attributes);
    changed.putAll(changes);
    return new PlatformEndpoint(id, changed);
  }

  /** The platform that an endpoint's ARN names, such as {@code APNS}. */
  public static String platformOf(String arn) {
    int start = arn.indexOf(ARN_PREFIX) + ARN_PREFIX.length();
    int end = arn.indexOf('/', start);
    return end < 0 ? "" : arn.substring(start, end);
  }
}
