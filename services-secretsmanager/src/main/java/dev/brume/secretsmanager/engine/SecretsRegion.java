package dev.brume.secretsmanager.engine;

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
 * The secrets of an account in a region. Used inside of {@link #call}, which holds its lock;
 * secrets whose wait is over are gone by then.
 */
public final class SecretsRegion implements AutoCloseable {
  /** Six random characters, so that a new secret of an old name has another ARN. */
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final int SUFFIX_LENGTH = 6;

  private final Object lock = new Object();
  private final Scope scope;
  private final Tables tables;
  private final Surroundings surroundings;
  private final Table<String, SecretRecord> records;
  private final NavigableMap<String, SecretRecord> secrets = new TreeMap<>();
  private long nextDeletionMillis;

  private SecretsRegion(Scope scope, Tables tables, Surroundings surroundings) {
    this.scope = scope;
    this.tables = tables;
    this.surroundings = surroundings;
    records = tables.table(SecretsTables.SECRETS, "");
    records.forEach(secrets::put);
  }

  /** How the store makes regions. */
  public static RootSpec<SecretsRegion> spec(Surroundings surroundings) {
    return new RootSpec<>(
            SecretsTables.SERVICE,
            false,
            (scope, tables) -> new SecretsRegion(scope, tables, surroundings))
        .withTables(SecretsTables.ALL);
  }

  /** Does a short step under the lock. */
  public <T> T call(Supplier<T> step) {
    synchronized (lock) {
      removeDeleted();
      return step.get();
    }
  }

  private void removeDeleted() {
    long now = nowMillis();
    if (now < nextDeletionMillis) {
      return;
    }
    nextDeletionMillis = Long.MAX_VALUE;
    for (SecretRecord secret : List.copyOf(secrets.values())) {
      if (secret.isDeleted() && secret.deletionMillis() <= now) {
        remove(secret);
      } else {
        note(secret);
      }
    }
  }

  private void note(SecretRecord secret) {
    if (secret.isDeleted()) {
      nextDeletionMillis = Math.min(nextDeletionMillis, secret.deletionMillis());
    }
  }

  /** The present. */
  public long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  /** The account and region. */
  public Scope scope() {
    return scope;
  }

  /** A new ARN for a name. */
  public String newArn(String name) {
    return arn(name, surroundings.ids().text(SUFFIX_LENGTH, ALPHABET));
  }

  /** The ARN of a name with what follows it. */
  public String arn(String name, String suffix) {
    return scope.colonArn(SecretsTables.SERVICE, "secret", name + "-" + suffix).toString();
  }

  /** The secret of that name, or null. */
  public SecretRecord find(String name) {
    return secrets.get(name);
  }

  /** The secret of that resource of an ARN, whole or without its last six characters, or null. */
  public SecretRecord findByArn(String arn) {
    String resource = arn.substring(arn.indexOf(":secret:") + ":secret:".length());
    int hyphen = resource.lastIndexOf('-');
    SecretRecord whole = hyphen < 0 ? null : secrets.get(resource.substring(0, hyphen));
    if (whole != null && whole.arn().equals(arn)) {
      return whole;
    }
    for (int at = hyphen; at > 0; at = resource.lastIndexOf('-', at - 1)) {
      SecretRecord named = secrets.get(resource.substring(0, at));
      if (named != null && named.arn().equals(arn)) {
        return named;
      }
    }
    return secrets.get(resource);
  }

  /** All secrets by name. */
  public Stream<SecretRecord> all() {
    return secrets.values().stream();
  }

  /** How many there are. */
  public int size() {
    return secrets.size();
  }

  /** Adds a secret, or changes it. */
  public void put(SecretRecord secret) {
    records.put(secret.name(), secret);
    secrets.put(secret.name(), secret);
    note(secret);
  }

  /** Removes a secret and its versions. */
  public void remove(SecretRecord secret) {
    records.remove(secret.name());
    secrets.remove(secret.name());
    tables.drop(SecretsTables.VERSIONS, secret.arn());
  }

  // ----------------------------------------------------------------------------- versions

  private Table<String, SecretVersion> versionsOf(SecretRecord secret) {
    return tables.table(SecretsTables.VERSIONS, secret.arn());
  }

  /** The versions of a secret, the oldest first. */
  public List<SecretVersion> versions(SecretRecord secret) {
    List<SecretVersion> all = new ArrayList<>();
    versionsOf(secret).forEach((id, version) -> all.add(version));
    all.sort(Comparator.comparingInt(SecretVersion::ordinal));
    return all;
  }

  /** A version, or null. */
  public SecretVersion version(SecretRecord secret, String id) {
    return versionsOf(secret).get(id);
  }

  /** The version that has a label, or null. */
  public SecretVersion labelled(SecretRecord secret, String stage) {
    return versions(secret).stream()
        .filter(version -> version.stages().contains(stage))
        .findFirst()
        .orElse(null);
  }

  /** Adds a version, or changes it. */
  public void putVersion(SecretRecord secret, SecretVersion version) {
    versionsOf(secret).put(version.id(), version);
  }

  /** Makes room: the oldest versions without labels go. */
  public void forgetOld(SecretRecord secret) {
    List<SecretVersion> all = versions(secret);
    int surplus = all.size() - SecretQuotas.VERSIONS;
    for (SecretVersion version : all) {
      if (surplus > 0 && version.stages().isEmpty()) {
        versionsOf(secret).remove(version.id());
        surplus--;
      }
    }
  }

  @Override
  public void close() {
    // Nothing waits.
  }
}
