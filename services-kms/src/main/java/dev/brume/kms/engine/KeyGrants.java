package dev.brume.kms.engine;

import dev.brume.core.state.Table;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The grants of an account's keys. Guarded by the account's lock. */
public final class KeyGrants {
  private final Table<String, GrantRecord> records;
  private final NavigableMap<String, GrantRecord> grants = new TreeMap<>();

  KeyGrants(Table<String, GrantRecord> records) {
    this.records = records;
    records.forEach(grants::put);
  }

  private static String nameOf(KeyRecord key, String grantId) {
    return AccountKeys.nameOf(key) + "/" + grantId;
  }

  /** The grant, or null. */
  public GrantRecord find(KeyRecord key, String grantId) {
    return grants.get(nameOf(key, grantId));
  }

  /** Adds a grant. */
  public void put(KeyRecord key, GrantRecord grant) {
    records.put(nameOf(key, grant.id()), grant);
    grants.put(nameOf(key, grant.id()), grant);
  }

  /** Removes a grant; returns whether it existed. */
  public boolean remove(KeyRecord key, String grantId) {
    records.remove(nameOf(key, grantId));
    return grants.remove(nameOf(key, grantId)) != null;
  }

  /** Those of a key by id, those after {@code afterId}. */
  public Stream<GrantRecord> of(KeyRecord key, String afterId) {
    return grants
        .subMap(nameOf(key, afterId), false, AccountKeys.nameOf(key) + "0", false)
        .values()
        .stream();
  }

  /** All grants by the key's id and region, and their own id, those after {@code afterName}. */
  public Stream<Map.Entry<String, GrantRecord>> all(String afterName) {
    return grants.tailMap(afterName, false).entrySet().stream();
  }

  void removeOf(KeyRecord key) {
    of(key, "").map(GrantRecord::id).toList().forEach(id -> remove(key, id));
  }
}
