package dev.brume.kms.engine;

import dev.brume.core.state.Table;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The aliases of an account, by region and name. Guarded by the account's lock. */
public final class KeyAliases {
  private final Table<String, AliasRecord> records;
  private final NavigableMap<String, AliasRecord> aliases = new TreeMap<>();

  KeyAliases(Table<String, AliasRecord> records) {
    this.records = records;
    records.forEach(aliases::put);
  }

  private static String nameOf(String region, String alias) {
    return region + "/" + alias;
  }

  /** The alias, such as {@code alias/mine}, or null. */
  public AliasRecord find(String region, String alias) {
    return aliases.get(nameOf(region, alias));
  }

  /** Adds an alias, or changes it. */
  public void put(String region, String alias, AliasRecord record) {
    records.put(nameOf(region, alias), record);
    aliases.put(nameOf(region, alias), record);
  }

  /** Removes an alias. */
  public void remove(String region, String alias) {
    records.remove(nameOf(region, alias));
    aliases.remove(nameOf(region, alias));
  }

  /** The aliases of a region by name, those after {@code afterAlias}. */
  public Stream<Map.Entry<String, AliasRecord>> list(String region, String afterAlias) {
    int prefix = region.length() + 1;
    return aliases
        .subMap(nameOf(region, afterAlias), false, region + "0", false)
        .entrySet()
        .stream()
        .map(entry -> Map.entry(entry.getKey().substring(prefix), entry.getValue()));
  }

  /** The aliases of a key. */
  public Stream<Map.Entry<String, AliasRecord>> of(KeyRecord key) {
    return list(key.region(), "").filter(alias -> alias.getValue().keyId().equals(key.id()));
  }

  void removeOf(KeyRecord key) {
    of(key).map(Map.Entry::getKey).toList().forEach(alias -> remove(key.region(), alias));
  }
}
