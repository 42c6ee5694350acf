package dev.brume.sns.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * The stored form of a platform endpoint, such as a phone with an app.
 *
 * @param id application and a UUID, such as {@code APNS/news/6f0f…}
 * @param attributes by AWS's names: Token, Enabled, and CustomUserData if there is any
 */
public record PlatformEndpoint(String id, Map<String, String> attributes) {
  /** The platform's identifier of the device. */
  public static final String TOKEN = "Token";

  /** The prefix of the id in ARNs. */
  public static final String ARN_PREFIX = "endpoint/";

  /** Keeps a copy of the attributes. */
  public PlatformEndpoint {
    attributes = Map.copyOf(attributes);
  }

  /** The id of its application. */
  public String application() {
    return id.substring(0, id.lastIndexOf('/'));
  }

  /** The platform's identifier of the device. */
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

  /** The platform in an endpoint's ARN, such as {@code APNS}. */
  public static String platformOf(String arn) {
    int start = arn.indexOf(ARN_PREFIX) + ARN_PREFIX.length();
    int end = arn.indexOf('/', start);
    return end < 0 ? "" : arn.substring(start, end);
  }
}
