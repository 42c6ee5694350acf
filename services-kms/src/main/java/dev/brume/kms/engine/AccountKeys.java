package dev.brume.kms.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The keys of an account and their material. Due changes (deletion, rotation, expiry) are applied
 * at the next access. Guarded by the account's lock.
 */
public final class AccountKeys {
  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int MATERIAL_ID_LENGTH = 64;
  private static final int SYMMETRIC_BYTES = 32;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Tables tables;
  private final Ids ids;
  private final Table<String, KeyRecord> records;

  /** By id and region, so that related keys are adjacent. */
  private final NavigableMap<String, KeyRecord> keys = new TreeMap<>();

  /** No change is due before this time. */
  private long nextChangeMillis;

  AccountKeys(Tables tables, Ids ids) {
    this.tables = tables;
    this.ids = ids;
    records = tables.table(KmsTables.KEYS, "");
    records.forEach(keys::put);
  }

  static String nameOf(KeyRecord key) {
    return nameOf(key.region(), key.id());
  }

  private static String nameOf(String region, String id) {
    return id + "/" + region;
  }

  // --------------------------------------------------------------------------------- keys

  /** The key, or null. */
  public KeyRecord find(String region, String id) {
    return keys.get(nameOf(region, id));
  }

  /** Adds a key, or changes one. */
  public void put(KeyRecord key) {
    String name = nameOf(key);
    records.put(name, key);
    keys.put(name, key);
    noteChange(changeMillis(key));
  }

  private void noteChange(long millis) {
    nextChangeMillis = Math.min(nextChangeMillis, millis);
  }

  /** The keys of a region by id, those after {@code afterId}. */
  public Stream<KeyRecord> list(String region, String afterId) {
    return keys.tailMap(afterId + "/\uffff", false).values().stream()
        .filter(key -> key.region().equals(region));
  }

  /** The number of customer managed keys in a region. */
  public long count(String region) {
    return keys.values().stream()
        .filter(key -> key.region().equals(region) && key.awsService() == null)
        .count();
  }

  /** A multi-Region key and its related keys, by region; the key alone if it is none. */
  public List<KeyRecord> related(KeyRecord key) {
    return List.copyOf(keys.subMap(key.id() + "/", key.id() + "/\uffff").values());
  }

  /** The AWS managed key of a service, or null. */
  public KeyRecord managed(String region, String service) {
    return keys.values().stream()
        .filter(key -> key.region().equals(region) && service.equals(key.awsService()))
        .findFirst()
        .orElse(null);
  }

  // ----------------------------------------------------------------------------- material

  private Table<String, KeyMaterial> materialsOf(KeyRecord key) {
    return tables.table(KmsTables.MATERIALS, nameOf(key));
  }

  /** A new id. */
  public String newMaterialId() {
    return ids.text(MATERIAL_ID_LENGTH, HEXADECIMAL);
  }

  /** Material of a key, or null. */
  public KeyMaterial material(KeyRecord key, String materialId) {
    return materialId == null ? null : materialsOf(key).get(materialId);
  }

  /** The current material of a key; null if it has none. */
  public KeyMaterial current(KeyRecord key) {
    return material(key, key.materialId());
  }

  /** All material of a key, oldest first. */
  public List<KeyMaterial> materials(KeyRecord key) {
    List<KeyMaterial> all = new ArrayList<>();
    materialsOf(key).forEach((id, material) -> all.add(material));
    all.sort(Comparator.comparingInt(KeyMaterial::ordinal));
    return all;
  }

  /** Imported material that waits for a rotation; null if there is none. */
  public KeyMaterial pending(KeyRecord key) {
    return materials(key).stream()
        .filter(material -> material.rotatedMillis() == 0)
        .findFirst()
        .orElse(null);
  }

  /** Adds material to a key, or changes it. */
  public void putMaterial(KeyRecord key, KeyMaterial material) {
    materialsOf(key).put(material.id(), material);
    if (material.expiresMillis() > 0) {
      noteChange(material.expiresMillis());
    }
  }

  /** Rotates a key with KMS-generated material, and its related keys. */
  public void rotate(KeyRecord key, long sinceMillis, boolean onDemand) {
    int ordinal = materials(key).size() + 1;
    KeyBytes bytes = KeyBytes.symmetric(ids.bytes(SYMMETRIC_BYTES));
    KeyMaterial material =
        KeyMaterial.of(newMaterialId(), bytes, ordinal, sinceMillis).current(sinceMillis, onDemand);
    for (KeyRecord each : related(key)) {
      putMaterial(each, material);
      put(each.withMaterial(material.id()));
    }
  }

  /** Deletes the bytes of imported material. */
  public void forget(KeyRecord key, KeyMaterial material) {
    putMaterial(key, material.withoutBytes());
    boolean isCurrent = material.id().equals(key.materialId());
    if (isCurrent || material.rotatedMillis() > 0) {
      put(key.withMaterial(null));
    }
  }

  // --------------------------------------------------------------------------------- time

  private static long changeMillis(KeyRecord key) {
    long deletion =
        key.deletion() == null || key.deletion().endMillis() == 0
            ? Long.MAX_VALUE
            : key.deletion().endMillis();
    long rotation = key.rotation() == null ? Long.MAX_VALUE : key.rotation().nextMillis();
    return Math.min(deletion, rotation);
  }

  /**
   * Applies due changes.
   *
   * @return the deleted keys
   */
  List<KeyRecord> passTime(long nowMillis) {
    if (nowMillis < nextChangeMillis) {
      return List.of();
    }
    List<KeyRecord> gone = new ArrayList<>();
    nextChangeMillis = Long.MAX_VALUE;
    for (KeyRecord key : List.copyOf(keys.values())) {
      if (key.deletion() != null
          && key.deletion().endMillis() > 0
          && nowMillis >= key.deletion().endMillis()) {
        remove(key);
        gone.add(key);
      }
    }
    gone.forEach(this::releasePrimary);
    for (KeyRecord key : List.copyOf(keys.values())) {
      rotateWhenDue(key, nowMillis);
      if (key.origin() == KeyOrigin.EXTERNAL) {
        expireMaterial(key, nowMillis);
      }
    }
    keys.values().forEach(key -> noteChange(changeMillis(key)));
    return gone;
  }

  private void remove(KeyRecord key) {
    String name = nameOf(key);
    records.remove(name);
    keys.remove(name);
    tables.drop(KmsTables.MATERIALS, name);
  }

  /** "The waiting period of the primary begins when the last of its replica keys is deleted." */
  private void releasePrimary(KeyRecord replica) {
    List<KeyRecord> left = related(replica);
    if (left.size() == 1 && left.get(0).deletion() != null) {
      KeyRecord primary = left.get(0);
      int days = primary.deletion().windowDays();
      put(primary.with(new KeyDeletion(days, replica.deletion().endMillis() + days * DAY_MILLIS)));
    }
  }

  private void rotateWhenDue(KeyRecord key, long nowMillis) {
    KeyRecord rotated = key;
    while (rotated.rotation() != null
        && rotated.deletion() == null
        && rotated.rotation().nextMillis() <= nowMillis) {
      KeyRotation rotation = rotated.rotation();
      rotate(rotated, rotation.nextMillis(), false);
      long nextMillis = rotation.nextMillis() + rotation.periodDays() * DAY_MILLIS;
      rotated =
          find(rotated.region(), rotated.id())
              .with(new KeyRotation(rotation.periodDays(), nextMillis));
      put(rotated);
    }
  }

  private void expireMaterial(KeyRecord key, long nowMillis) {
    for (KeyMaterial material : materials(key)) {
      if (material.expiresMillis() == 0) {
        continue;
      }
      if (material.expiresMillis() <= nowMillis) {
        forget(key, material);
      } else {
        noteChange(material.expiresMillis());
      }
    }
  }
}
