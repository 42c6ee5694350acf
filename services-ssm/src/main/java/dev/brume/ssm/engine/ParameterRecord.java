package dev.brume.ssm.engine;

import java.util.Map;

/**
 * A parameter, without its versions.
 *
 * @param name with its leading slash where it is a path
 * @param latest the number of its latest version
 * @param expiresMillis when a policy of it deletes it; 0 for never
 * @param tags in their order
 */
public record ParameterRecord(
    String name, long latest, long expiresMillis, Map<String, String> tags) {

  /** The same with other tags. */
  public ParameterRecord withTags(Map<String, String> newTags) {
    return new ParameterRecord(name, latest, expiresMillis, newTags);
  }
}
