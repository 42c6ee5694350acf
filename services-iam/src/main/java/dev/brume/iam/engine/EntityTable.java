package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.state.Table;
import dev.brume.iam.api.IamErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The entities of one kind. Names are unique ignoring case. Guarded by the account's lock.
 *
 * @param <T> their record
 */
public final class EntityTable<T extends Entity> {
  private final EntityKind kind;
  private final Table<String, T> table;

  EntityTable(EntityKind kind, Table<String, T> table) {
    this.kind = kind;
    this.table = table;
  }

  /** Their kind. */
  public EntityKind kind() {
    return kind;
  }

  /** Their number. */
  public int size() {
    return table.size();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The entity with that name; null if there is none. */
  public T get(String name) {
    T found = name == null ? null : table.get(key(name));
    return found == null || !found.name().equals(name) ? null : found;
  }

  /**
   * The entity with that name.
   *
   * @throws AwsError NoSuchEntity
   */
  public T find(String name) {
    T found = get(name);
    if (found == null) {
      throw IamErrors.noSuchEntityException(kind.missing(name));
    }
    return found;
  }

  /**
   * Refuses a taken name, and one more than the quota.
   *
   * @throws AwsError EntityAlreadyExists, LimitExceeded
   */
  public void requireFree(String name) {
    if (table.get(key(name)) != null) {
      throw IamErrors.entityAlreadyExistsException(kind.taken(name));
    }
    EntityQuota.require(table.size(), kind.quota(), kind.quotaName());
  }

  /** Adds an entity, or replaces the one with the same name. */
  public void put(T entity) {
    table.put(key(entity.name()), entity);
  }

  /** Removes the entity with that name. */
  public void remove(String name) {
    table.remove(key(name));
  }

  /**
   * Replaces the entity named {@code formerName} with {@code changed}.
   *
   * @throws AwsError EntityAlreadyExists if the new name is taken
   */
  public void rename(String formerName, T changed) {
    if (!key(formerName).equals(key(changed.name()))) {
      if (table.get(key(changed.name())) != null) {
        throw IamErrors.entityAlreadyExistsException(kind.taken(changed.name()));
      }
      table.remove(key(formerName));
    }
    table.put(key(changed.name()), changed);
  }

  /** All, by name. */
  public List<T> all() {
    return list(entity -> true);
  }

  /** Those with a path prefix, by name; all if {@code pathPrefix} is null. */
  public List<T> list(String pathPrefix) {
    return list(entity -> pathPrefix == null || entity.path().startsWith(pathPrefix));
  }

  /** Those that match {@code wanted}, by name. */
  public List<T> list(Predicate<? super T> wanted) {
    List<T> found = new ArrayList<>();
    table.forEach(
        (name, entity) -> {
          if (wanted.test(entity)) {
            found.add(entity);
          }
        });
    found.sort(Comparator.comparing(entity -> key(entity.name())));
    return found;
  }

  /** Tags in the order of lists. */
  static Map<String, String> sorted(Map<String, String> tags) {
    return new TreeMap<>(tags);
  }
}
