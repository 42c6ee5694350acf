package dev.brume.iam.engine;

import java.util.List;
import java.util.Map;

/**
 * A user.
 *
 * @param createdMillis when it was created
 * @param passwordUsedMillis when its password was last used; null for never
 * @param groups names of its groups
 * @param login its console password; null if it has none
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html">User</a>
 */
public record UserRecord(
    String name,
    String path,
    String id,
    long createdMillis,
    Long passwordUsedMillis,
    Map<String, String> tags,
    Permissions permissions,
    List<String> groups,
    LoginRecord login)
    implements PolicyHolder<UserRecord> {

  @Override
  public UserRecord withPermissions(Permissions changed) {
    return new UserRecord(
        name, path, id, createdMillis, passwordUsedMillis, tags, changed, groups, login);
  }

  /** The same with other tags. */
  public UserRecord withTags(Map<String, String> changed) {
    return new UserRecord(
        name, path, id, createdMillis, passwordUsedMillis, changed, permissions, groups, login);
  }

  /** The same with other groups. */
  public UserRecord withGroups(List<String> changed) {
    return new UserRecord(
        name, path, id, createdMillis, passwordUsedMillis, tags, permissions, changed, login);
  }

  /** The same with another password, or none if null. */
  public UserRecord withLogin(LoginRecord changed) {
    return new UserRecord(
        name, path, id, createdMillis, passwordUsedMillis, tags, permissions, groups, changed);
  }

  /** The same with another name or path. */
  public UserRecord renamed(String newName, String newPath) {
    return new UserRecord(
        newName, newPath, id, createdMillis, passwordUsedMillis, tags, permissions, groups, login);
  }
}
