package dev.brume.ssm.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The parameters, documents and settings of an account in a region. Used inside of {@link #call},
 * which holds its lock; parameters that a policy has expired are gone by then.
 */
public final class SsmRegion implements AutoCloseable {
  private final Object lock = new Object();
  private final Scope scope;
  private final Tables tables;
  private final Surroundings surroundings;
  private final Table<String, ParameterRecord> records;
  private final NavigableMap<String, ParameterRecord> parameters = new TreeMap<>();
  private final StoredDocuments documents;
  private final Table<String, ServiceSettingRecord> settings;
  private long nextExpiryMillis;

  private SsmRegion(Scope scope, Tables tables, Surroundings surroundings) {
    this.scope = scope;
    this.tables = tables;
    this.surroundings = surroundings;
    records = tables.table(SsmTables.PARAMETERS, "");
    records.forEach(parameters::put);
    documents = new StoredDocuments(tables);
    settings = tables.table(SsmTables.SETTINGS, "");
  }

  /** How the store creates regions. */
  public static RootSpec<SsmRegion> spec(Surroundings surroundings) {
    return new RootSpec<>(
            SsmTables.SERVICE, false, (scope, tables) -> new SsmRegion(scope, tables, surroundings))
        .withTables(SsmTables.ALL);
  }

  /** Runs a short step under the lock. */
  public <T> T call(Supplier<T> step) {
    synchronized (lock) {
      removeExpired();
      return step.get();
    }
  }

  private void removeExpired() {
    long now = nowMillis();
    if (now < nextExpiryMillis) {
      return;
    }
    nextExpiryMillis = Long.MAX_VALUE;
    for (ParameterRecord parameter : List.copyOf(parameters.values())) {
      if (parameter.expiresMillis() == 0) {
        continue;
      }
      if (parameter.expiresMillis() <= now) {
        remove(parameter.name());
      } else {
        nextExpiryMillis = Math.min(nextExpiryMillis, parameter.expiresMillis());
      }
    }
  }

  /** The documents. */
  public StoredDocuments documents() {
    return documents;
  }

  /** The settings that were changed, by their ids. */
  public Table<String, ServiceSettingRecord> settings() {
    return settings;
  }

  /** The present. */
  public long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  /** The ARN of a parameter. */
  public String arn(String name) {
    return arn(scope, name);
  }

  /** The ARN of a parameter in a scope. */
  public static String arn(Scope scope, String name) {
    return scope
        .arn(SsmTables.SERVICE, "parameter" + (name.startsWith("/") ? "" : "/") + name)
        .toString();
  }

  /** The parameter, or null. */
  public ParameterRecord find(String name) {
    return parameters.get(name);
  }

  /** The parameters in name order, after {@code afterName}. */
  public Stream<ParameterRecord> list(String afterName) {
    return parameters.tailMap(afterName, false).values().stream();
  }

  /** The number of parameters of a tier. */
  public long count(String tier) {
    return parameters.values().stream()
        .filter(parameter -> latest(parameter).tier().equals(tier))
        .count();
  }

  /** Adds or replaces a parameter. */
  public void put(ParameterRecord parameter) {
    records.put(parameter.name(), parameter);
    parameters.put(parameter.name(), parameter);
    if (parameter.expiresMillis() > 0) {
      nextExpiryMillis = Math.min(nextExpiryMillis, parameter.expiresMillis());
    }
  }

  /** Removes a parameter and its versions; returns whether it existed. */
  public boolean remove(String name) {
    tables.drop(SsmTables.VERSIONS, name);
    parameters.remove(name);
    return records.remove(name) != null;
  }

  private Table<Long, ParameterVersion> versionsOf(ParameterRecord parameter) {
    return tables.table(SsmTables.VERSIONS, parameter.name());
  }

  /** The versions of a parameter, oldest first. */
  public List<ParameterVersion> versions(ParameterRecord parameter) {
    List<ParameterVersion> all = new ArrayList<>();
    versionsOf(parameter).forEach((number, version) -> all.add(version));
    all.sort(Comparator.comparingLong(ParameterVersion::number));
    return all;
  }

  /** A version, or null. */
  public ParameterVersion version(ParameterRecord parameter, long number) {
    return versionsOf(parameter).get(number);
  }

  /** The latest version. */
  public ParameterVersion latest(ParameterRecord parameter) {
    return versionsOf(parameter).get(parameter.latest());
  }

  /** Adds or replaces a version. */
  public void putVersion(ParameterRecord parameter, ParameterVersion version) {
    versionsOf(parameter).put(version.number(), version);
  }

  /** Removes a version. */
  public void removeVersion(ParameterRecord parameter, long number) {
    versionsOf(parameter).remove(number);
  }

  @Override
  public void close() {
    // Nothing to release.
  }
}
