package dev.brume.ssm.engine;

import java.util.Map;

/**
 * A parameter, without its versions.
 *
 * @param name its name, with the leading slash if it is a path
 * @param latest the number of its latest version
 * @param expiresMillis its expiration time; 0 for never
 * @param tags in their order
 */
public record ParameterRecord(
    String name, long latest, long expiresMillis, Map<String, String> tags) {

  /** A copy with other tags. */
  public ParameterRecord withTags(Map<String, String> newTags) {
    return new ParameterRecord(name, latest, expiresMillis, newTags);
  }
}
