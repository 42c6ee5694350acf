package dev.brume.iam.engine;

import java.util.Map;

/**
 * A role.
 *
 * @param createdMillis when it was created
 * @param trustPolicy its trust policy
 * @param description null if it has none
 * @param maxSessionSeconds the longest duration of its sessions
 * @param lastUsedMillis when one of its sessions was last used; null for never
 * @param lastUsedRegion the region of that use
 * @param service the service that it is linked to, such as {@code ecs.amazonaws.com}; null for
 *     other roles
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html">Role</a>
 */
public record RoleRecord(
    String name,
    String path,
    String id,
    long createdMillis,
    String trustPolicy,
    String description,
    int maxSessionSeconds,
    Map<String, String> tags,
    Permissions permissions,
    Long lastUsedMillis,
    String lastUsedRegion,
    String service)
    implements PolicyHolder<RoleRecord> {

  @Override
  public RoleRecord withPermissions(Permissions changed) {
    return new RoleRecord(
        name,
        path,
        id,
        createdMillis,
        trustPolicy,
        description,
        maxSessionSeconds,
        tags,
        changed,
        lastUsedMillis,
        lastUsedRegion,
        service);
  }

  /** The same with other tags. */
  public RoleRecord withTags(Map<String, String> changed) {
    return new RoleRecord(
        name,
        path,
        id,
        createdMillis,
        trustPolicy,
        description,
        maxSessionSeconds,
        changed,
        permissions,
        lastUsedMillis,
        lastUsedRegion,
        service);
  }

  /** The same with another trust policy. */
  public RoleRecord withTrustPolicy(String document) {
    return new RoleRecord(
        name,
        path,
        id,
        createdMillis,
        document,
        description,
        maxSessionSeconds,
        tags,
        permissions,
        lastUsedMillis,
        lastUsedRegion,
        service);
  }

  /** The same with another description and session duration. */
  public RoleRecord described(String newDescription, int newMaxSessionSeconds) {
    return new RoleRecord(
        name,
        path,
        id,
        createdMillis,
        trustPolicy,
        newDescription,
        newMaxSessionSeconds,
        tags,
        permissions,
        lastUsedMillis,
        lastUsedRegion,
        service);
  }

  /** The same with another last use. */
  public RoleRecord used(long millis, String region) {
    return new RoleRecord(
        name,
        path,
        id,
        createdMillis,
        trustPolicy,
        description,
        maxSessionSeconds,
        tags,
        permissions,
        millis,
        region,
        service);
  }
}
