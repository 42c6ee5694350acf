package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.state.Table;
import dev.brume.core.time.Timeline;
import dev.brume.iam.api.IamErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The long-term access keys of an account.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html">
 *     Manage access keys</a>
 */
public final class AccessKeys {
  private final Table<String, AccessKeyRecord> table;
  private final IamIds ids;
  private final Timeline timeline;

  AccessKeys(Table<String, AccessKeyRecord> table, IamIds ids, Timeline timeline) {
    this.table = table;
    this.ids = ids;
    this.timeline = timeline;
  }

  /** The key with that id; null if there is none. */
  public AccessKeyRecord get(String keyId) {
    return table.get(keyId);
  }

  /** The number of keys. */
  public int size() {
    return table.size();
  }

  /**
   * Creates a key for a user.
   *
   * @param user null for the root user
   * @throws AwsError LimitExceeded
   */
  public AccessKeyRecord create(String user) {
    EntityQuota.require(of(user).size(), IamQuotas.ACCESS_KEYS_PER_USER, "AccessKeysPerUser");
    AccessKeyRecord key =
        new AccessKeyRecord(
            ids.accessKey(IamIds.LONG_TERM_KEY),
            ids.secret(),
            user,
            true,
            timeline.nowMillis(),
            null,
            null,
            null);
    table.put(key.id(), key);
    return key;
  }

  /** The keys of a user, oldest first. */
  public List<AccessKeyRecord> of(String user) {
    List<AccessKeyRecord> found = new ArrayList<>();
    table.forEach(
        (id, key) -> {
          if (Objects.equals(key.user(), user)) {
            found.add(key);
          }
        });
    found.sort(
        Comparator.comparingLong(AccessKeyRecord::createdMillis)
            .thenComparing(AccessKeyRecord::id));
    return found;
  }

  /**
   * A key of a user.
   *
   * @throws AwsError NoSuchEntity
   */
  public AccessKeyRecord find(String user, String keyId) {
    AccessKeyRecord key = table.get(keyId);
    if (key == null || !Objects.equals(key.user(), user)) {
      throw IamErrors.noSuchEntityException("The Access Key with id " + keyId + " cannot be found");
    }
    return key;
  }

  /** Replaces a key. */
  public void put(AccessKeyRecord key) {
    table.put(key.id(), key);
  }

  /** Removes a key. */
  public void remove(AccessKeyRecord key) {
    table.remove(key.id());
  }

  /** Moves the keys of a user to a new name. */
  public void rename(String formerUser, String newUser) {
    of(formerUser).forEach(key -> put(key.of(newUser)));
  }
}
