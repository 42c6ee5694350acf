package dev.brume.lambda.engine;

import java.util.List;
import java.util.Locale;

/** The layers of an account in a region. Changed in {@link LambdaRegion#change}. */
public final class LayerShelf {
  private final KeyedRecords<LayerRecord> layers;
  private final KeyedRecords<LayerVersionRecord> versions;
  private final KeyedRecords<StatementsRecord> policies;

  LayerShelf(
      KeyedRecords<LayerRecord> layers,
      KeyedRecords<LayerVersionRecord> versions,
      KeyedRecords<StatementsRecord> policies) {
    this.layers = layers;
    this.versions = versions;
    this.policies = policies;
  }

  private static String key(long number) {
    return String.format(Locale.ROOT, "%019d", Long.MAX_VALUE - number);
  }

  /** Layers by name, including those whose versions are all deleted. */
  public KeyedRecords<LayerRecord> layers() {
    return layers;
  }

  /** The version of a layer, or null. */
  public LayerVersionRecord version(String layer, long number) {
    return versions.get(layer, key(number));
  }

  /** The versions of a layer, newest first. */
  public List<LayerVersionRecord> versions(String layer) {
    return versions.all(layer);
  }

  /** All versions of all layers. */
  public List<LayerVersionRecord> all() {
    return versions.all();
  }

  /** The number of the next version of a layer. */
  public long nextNumber(String layer) {
    LayerRecord known = layers.get(layer);
    return known == null ? 1 : known.lastVersion() + 1;
  }

  /** Adds a version, which becomes its layer's last. */
  public void add(LayerVersionRecord version) {
    layers.put(new LayerRecord(version.layer(), version.number()), version.layer());
    versions.put(version, version.layer(), key(version.number()));
  }

  /** Removes a version with its policy; does nothing if there is none. */
  public void remove(String layer, long number) {
    versions.remove(layer, key(number));
    policies.remove(layer, key(number));
  }

  /** The policy of a version; null if it has none. */
  public StatementsRecord policy(String layer, long number) {
    return policies.get(layer, key(number));
  }

  /** Sets the policy of a version; one without statements is removed. */
  public void setPolicy(String layer, long number, StatementsRecord policy) {
    if (policy.statements().isEmpty()) {
      policies.remove(layer, key(number));
    } else {
      policies.put(policy, layer, key(number));
    }
  }
}
