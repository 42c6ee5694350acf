package dev.brume.iam.engine;

import java.util.Map;

/**
 * An instance profile.
 *
 * @param createdMillis when it was created
 * @param role the name of its role, or null
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_InstanceProfile.html">
 *     InstanceProfile</a>
 */
public record InstanceProfileRecord(
    String name, String path, String id, long createdMillis, String role, Map<String, String> tags)
    implements Entity {

  /** The same with another role, or none if null. */
  public InstanceProfileRecord withRole(String newRole) {
    return new InstanceProfileRecord(name, path, id, createdMillis, newRole, tags);
  }

  /** The same with other tags. */
  public InstanceProfileRecord withTags(Map<String, String> changed) {
    return new InstanceProfileRecord(name, path, id, createdMillis, role, changed);
  }
}
