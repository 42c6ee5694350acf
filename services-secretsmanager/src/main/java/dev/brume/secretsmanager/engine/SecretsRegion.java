package dev.brume.secretsmanager.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The secrets of an account in a region. Used within {@link #call}, which holds its lock and first
 * deletes secrets whose recovery window is over.
 */
public final class SecretsRegion implements AutoCloseable {
  /** The characters of the random suffix, by which a recreated secret gets another ARN. */
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final int SUFFIX_LENGTH = 6;

  private final Object lock = new Object();
  private final Scope scope;
  private final Tables tables;
  private final Surroundings surroundings;
  private final Table<String, SecretRecord> records;
  private final NavigableMap<String, SecretRecord> secrets = new TreeMap<>();
  private final Rotations rotations;
  private final TaskQueue<SecretCopyTask> replications;

  /** The primaries that the current step has changed. */
  private final Set<String> changed = new LinkedHashSet<>();

  private long nextDeletionMillis;

  private SecretsRegion(Scope scope, Tables tables, SecretsEnvironment environment) {
    this.scope = scope;
    this.tables = tables;
    surroundings = environment.surroundings();
    records = tables.table(SecretsTables.SECRETS, "");
    records.forEach(secrets::put);
    rotations = new Rotations(this, environment, scope, tables);
    replications =
        surroundings
            .tasks()
            .open(SecretsTables.REPLICATIONS, tables, "", new SecretCopies(environment, scope));
  }

  /** How the store creates regions. */
  public static RootSpec<SecretsRegion> spec(SecretsEnvironment environment) {
    return new RootSpec<>(
            SecretsTables.SERVICE,
            true,
            (scope, tables) -> new SecretsRegion(scope, tables, environment))
        .withTables(SecretsTables.ALL);
  }

  /** Runs a short step under the lock; its changes are then replicated to other regions. */
  public <T> T call(Supplier<T> step) {
    synchronized (lock) {
      removeDeleted();
      try {
        return step.get();
      } finally {
        replicate();
      }
    }
  }

  private void replicate() {
    for (String name : changed) {
      SecretRecord secret = secrets.get(name);
      if (secret != null) {
        replications.add(new SecretCopyTask(name, secret.arn(), null));
      }
    }
    changed.clear();
  }

  /** Schedules the removal of a secret's replica in another region. */
  public void removeCopy(SecretRecord secret, String region) {
    replications.add(new SecretCopyTask(secret.name(), secret.arn(), region));
  }

  /** The rotations of its secrets. */
  public Rotations rotations() {
    return rotations;
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

  /** The current time. */
  public long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  /** The account and region. */
  public Scope scope() {
    return scope;
  }

  /** A new ARN for a name, with a random suffix. */
  public String newArn(String name) {
    return arn(name, surroundings.ids().text(SUFFIX_LENGTH, ALPHABET));
  }

  /** The ARN for a name and suffix. */
  public String arn(String name, String suffix) {
    return scope.colonArn(SecretsTables.SERVICE, "secret", name + "-" + suffix).toString();
  }

  /** The ARN for a name with its suffix. */
  String arnOf(String nameAndSuffix) {
    return scope.colonArn(SecretsTables.SERVICE, "secret", nameAndSuffix).toString();
  }

  /** The secret with a name, or null. */
  public SecretRecord find(String name) {
    return secrets.get(name);
  }

  /**
   * The secret for the resource part of an ARN, with or without the six-character suffix, or null.
   */
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

  /** All secrets in name order. */
  public Stream<SecretRecord> all() {
    return secrets.values().stream();
  }

  /** The number of secrets. */
  public int size() {
    return secrets.size();
  }

  /** Adds or replaces a secret. */
  public void put(SecretRecord secret) {
    putQuietly(secret);
    noteChange(secret);
  }

  private void noteChange(SecretRecord secret) {
    if (!secrets.get(secret.name()).knownReplicas().isEmpty()) {
      changed.add(secret.name());
    }
  }

  /** The same without replication to other regions. */
  public void putQuietly(SecretRecord secret) {
    records.put(secret.name(), secret);
    secrets.put(secret.name(), secret);
    note(secret);
  }

  /** Removes a secret and its versions. */
  public void remove(SecretRecord secret) {
    if (secret.rotation() != null) {
      rotations.forget(secret);
    }
    records.remove(secret.name());
    secrets.remove(secret.name());
    tables.drop(SecretsTables.VERSIONS, secret.arn());
  }

  // ----------------------------------------------------------------------------- versions

  private Table<String, SecretVersion> versionsOf(SecretRecord secret) {
    return tables.table(SecretsTables.VERSIONS, secret.arn());
  }

  /** The versions of a secret, oldest first. */
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

  /** The version with a label, or null. */
  public SecretVersion labelled(SecretRecord secret, String stage) {
    return versions(secret).stream()
        .filter(version -> version.stages().contains(stage))
        .findFirst()
        .orElse(null);
  }

  /** Adds or replaces a version. */
  public void putVersion(SecretRecord secret, SecretVersion version) {
    putVersionQuietly(secret, version);
    noteChange(secret);
  }

  /** The same without replication to other regions. */
  public void putVersionQuietly(SecretRecord secret, SecretVersion version) {
    versionsOf(secret).put(version.id(), version);
  }

  /** Adds a version without a value, which a rotation sets later. */
  void addEmptyVersion(SecretRecord secret, String id) {
    putVersion(
        secret,
        new SecretVersion(
            id, nextOrdinal(secret), null, null, nowMillis(), 0, secret.kmsKeyId(), List.of()));
  }

  /** The ordinal of a secret's next version. */
  public int nextOrdinal(SecretRecord secret) {
    List<SecretVersion> all = versions(secret);
    return all.isEmpty() ? 1 : all.getLast().ordinal() + 1;
  }

  void removeVersion(SecretRecord secret, String id) {
    versionsOf(secret).remove(id);
    noteChange(secret);
  }

  /** Replaces the existing secret by a replica and its versions. */
  void replace(SecretRecord copy, List<SecretVersion> versions) {
    putQuietly(copy);
    Set<String> gone = new HashSet<>();
    versions(copy).forEach(version -> gone.add(version.id()));
    for (SecretVersion version : versions) {
      gone.remove(version.id());
      SecretVersion known = version(copy, version.id());
      long accessed = known == null ? 0 : known.accessedMillis();
      putVersionQuietly(copy, version.encryptedBy(copy.kmsKeyId()).accessedOn(accessed));
    }
    gone.forEach(versionsOf(copy)::remove);
  }

  /** Drops the oldest unlabelled versions beyond the limit. */
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
    rotations.close();
    replications.close();
  }
}
