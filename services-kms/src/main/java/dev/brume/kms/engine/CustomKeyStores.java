package dev.brume.kms.engine;

import dev.brume.core.state.Table;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The custom key stores of an account. Guarded by the account's lock. */
public final class CustomKeyStores {
  private final Table<String, CustomKeyStoreRecord> records;
  private final NavigableMap<String, CustomKeyStoreRecord> stores = new TreeMap<>();

  CustomKeyStores(Table<String, CustomKeyStoreRecord> records) {
    this.records = records;
    records.forEach(stores::put);
  }

  private static String nameOf(String region, String id) {
    return region + "/" + id;
  }

  /** The stores of a region, by id. */
  public Stream<CustomKeyStoreRecord> in(String region) {
    return stores.subMap(region + "/", region + "/\uffff").values().stream();
  }

  /** The store with that id, or null. */
  public CustomKeyStoreRecord find(String region, String id) {
    return stores.get(nameOf(region, id));
  }

  /** Adds a store, or changes one. */
  public void put(CustomKeyStoreRecord store) {
    String name = nameOf(store.region(), store.id());
    records.put(name, store);
    stores.put(name, store);
  }

  /** Removes a store. */
  public void remove(CustomKeyStoreRecord store) {
    String name = nameOf(store.region(), store.id());
    records.remove(name);
    stores.remove(name);
  }
}
