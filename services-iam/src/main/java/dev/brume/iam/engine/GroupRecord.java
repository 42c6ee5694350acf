package dev.brume.iam.engine;

import java.util.Map;

/**
 * A group of users.
 *
 * @param createdMillis when it was created
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Group.html">Group</a>
 */
public record GroupRecord(
    String name, String path, String id, long createdMillis, Permissions permissions)
    implements PolicyHolder<GroupRecord> {

  /** Groups have no tags. */
  @Override
  public Map<String, String> tags() {
    return Map.of();
  }

  @Override
  public GroupRecord withPermissions(Permissions changed) {
    return new GroupRecord(name, path, id, createdMillis, changed);
  }

  /** The same with another name or path. */
  public GroupRecord renamed(String newName, String newPath) {
    return new GroupRecord(newName, newPath, id, createdMillis, permissions);
  }
}
