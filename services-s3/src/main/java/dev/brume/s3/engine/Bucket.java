package dev.brume.s3.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import dev.brume.s3.api.ObjectOwnership;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.BucketRecord.Versioning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A bucket: its settings, its configurations and its object versions. Reading takes no lock. All
 * changes are made inside {@link #edit}, under the bucket's only lock, which is only held for short
 * work in memory.
 */
public final class Bucket {
  /** Permits 4,096 versions per millisecond. */
  private static final int SEQUENCE_SHIFT = 12;

  private final ReentrantLock lock = new ReentrantLock();
  private final Scope scope;
  private final Tables tables;
  private final S3Environment surroundings;
  private final TaskQueue<DeliveryTask> notifications;
  private final VersionIndex versions = new VersionIndex();
  private final Map<ConfigurationKind<?, ?>, NavigableMap<String, Object>> configurations =
      new ConcurrentHashMap<>();

  /** The region's table; changed under its own monitor. */
  private final Table<String, BucketRecord> records;

  private final Table<Long, ObjectVersion> versionTable;
  private final List<BucketCompanion> companions = new ArrayList<>();
  private final MultipartUploads uploads;
  private final Annotations annotations;
  private volatile BucketRecord record;
  private volatile boolean deleted;
  private long lastSequence;

  Bucket(
      Scope scope,
      BucketRecord record,
      Tables tables,
      S3Environment surroundings,
      TaskQueue<DeliveryTask> notifications) {
    this.scope = scope;
    this.record = record;
    this.tables = tables;
    this.surroundings = surroundings;
    this.notifications = notifications;
    records = tables.table(S3Tables.BUCKETS, S3Tables.REGION);
    versionTable = tables.table(S3Tables.VERSIONS, record.identity());
    versionTable.forEach(
        (sequence, version) -> {
          versions.add(version, null);
          lastSequence = Math.max(lastSequence, sequence);
        });
    uploads =
        new MultipartUploads(
            table(S3Tables.UPLOADS), table(S3Tables.PARTS), table(S3Tables.COMPLETED_UPLOADS));
    annotations = new Annotations(table(S3Tables.ANNOTATIONS));
  }

  /** The error for a missing bucket. */
  public static AwsError noSuchBucket(String name) {
    return S3Errors.noSuchBucket("The specified bucket does not exist")
        .withDetail("BucketName", name);
  }

  public String name() {
    return record.name();
  }

  /** The owner's account, and the bucket's region. */
  public Scope scope() {
    return scope;
  }

  /** The owning account. */
  public String owner() {
    return scope.account();
  }

  /**
   * Whether the bucket's owner owns all objects in it, so that access control lists are disabled.
   */
  public boolean ownsAll() {
    return ObjectOwnership.BUCKET_OWNER_ENFORCED.equals(record.objectOwnership());
  }

  /** The owning account of a version in the bucket. */
  public String ownerOf(ObjectVersion version) {
    return ownsAll() ? owner() : version.owner();
  }

  public String arn() {
    return BucketArns.of(scope, name()).toString();
  }

  /** The bucket's settings. */
  public BucketRecord record() {
    return record;
  }

  public Versioning versioning() {
    return record.versioning();
  }

  /** The live index of the objects. */
  public VersionIndex versions() {
    return versions;
  }

  /**
   * Opens a queue of durable tasks that belongs to the bucket and is deleted with it; once, by a
   * companion that closes it.
   *
   * @param spec one of {@link S3Tables}
   */
  public <P extends Record> TaskQueue<P> openTasks(TaskSpec<P> spec, TaskHandler<P> handler) {
    return surroundings.tasks().open(spec, tables, record.identity(), handler);
  }

  /** The queue of the bucket's notifications, added with the change that causes them. */
  public TaskQueue<DeliveryTask> notifications() {
    return notifications;
  }

  /** The multipart uploads that have neither been completed nor aborted. */
  public MultipartUploads uploads() {
    return uploads;
  }

  /** The annotations of the object versions. */
  public Annotations annotations() {
    return annotations;
  }

  /** A configuration of a kind that a bucket has once, or null. */
  public <V> V configuration(ConfigurationKind<V, ?> kind) {
    return configuration(kind, ConfigurationKind.ONLY);
  }

  /** The account's public access block; null if it is not set. */
  public PublicAccessBlock accountBlock() {
    return surroundings.accountBlocks().apply(scope);
  }

  /** The configuration with that id, or null. */
  public <V> V configuration(ConfigurationKind<V, ?> kind, String id) {
    return kind.cast(known(kind).get(id));
  }

  /** All configurations of a kind by id, in id order. */
  @SuppressWarnings("unchecked") // The table of a kind only contains its values.
  public <V> NavigableMap<String, V> configurations(ConfigurationKind<V, ?> kind) {
    return (NavigableMap<String, V>) Collections.unmodifiableNavigableMap(known(kind));
  }

  /** The table of that kind, for reading without a lock. */
  private NavigableMap<String, Object> known(ConfigurationKind<?, ?> kind) {
    NavigableMap<String, Object> known = configurations.get(kind);
    return known != null ? known : load(kind);
  }

  private <S> NavigableMap<String, Object> load(ConfigurationKind<?, S> kind) {
    if (!surroundings.configurations().contains(kind)) {
      throw new IllegalArgumentException(kind.table().name() + " does not go with its bucket");
    }
    lock.lock();
    try {
      NavigableMap<String, Object> values = new ConcurrentSkipListMap<>();
      table(kind.table()).forEach((id, stored) -> values.put(id, kind.value(stored)));
      NavigableMap<String, Object> earlier = configurations.putIfAbsent(kind, values);
      return earlier != null ? earlier : values;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Changes the bucket atomically.
   *
   * @throws AwsError NoSuchBucket if the bucket has been deleted meanwhile, and the errors of
   *     {@code action}, which must not have changed anything then
   */
  public <T> T edit(ChangeOrigin origin, Function<BucketEdit, T> action) {
    lock.lock();
    try {
      if (deleted) {
        throw noSuchBucket(name());
      }
      return action.apply(new BucketEdit(this, origin));
    } finally {
      lock.unlock();
    }
  }

  // ------------------------------------------------------------------- for BucketEdit and S3Region

  /** Creates the bucket's companions. */
  void open() {
    surroundings.companions().forEach(maker -> companions.add(maker.of(this)));
    companions.forEach(BucketCompanion::opened);
  }

  /** Cancels the bucket's pending work. */
  void close() {
    companions.forEach(BucketCompanion::close);
  }

  /** Deletes the bucket, of which only its settings are left. */
  void end() {
    deleted = true;
    close();
    uploads.discard();
    S3Tables.OF_A_BUCKET.forEach(spec -> tables.drop(spec, record.identity()));
    surroundings.configurations().forEach(kind -> tables.drop(kind.table(), record.identity()));
  }

  void adopt(BucketRecord changed) {
    synchronized (records) {
      records.put(changed.name(), changed);
    }
    record = changed;
  }

  <K extends Comparable<K>, V> Table<K, V> table(TableSpec<K, V> spec) {
    return tables.table(spec, record.identity());
  }

  <V, S> void setConfiguration(ConfigurationKind<V, S> kind, String id, V value) {
    NavigableMap<String, Object> values = known(kind);
    table(kind.table()).put(id, kind.stored(value));
    values.put(id, value);
    companions.forEach(BucketCompanion::configured);
  }

  boolean removeConfiguration(ConfigurationKind<?, ?> kind, String id) {
    boolean was = known(kind).remove(id) != null;
    table(kind.table()).remove(id);
    companions.forEach(BucketCompanion::configured);
    return was;
  }

  /** The present time. */
  public long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  S3Environment surroundings() {
    return surroundings;
  }

  /** Concurrent readers see {@code displaced}, which may be null, or the version, never neither. */
  void add(ObjectVersion version, ObjectVersion displaced) {
    versionTable.put(version.sequence(), version);
    versions.add(version, displaced);
    if (displaced != null) {
      versionTable.remove(displaced.sequence());
    }
  }

  void remove(ObjectVersion version) {
    versionTable.remove(version.sequence());
    versions.remove(version);
  }

  void replace(ObjectVersion former, ObjectVersion changed) {
    versionTable.put(changed.sequence(), changed);
    versions.replace(former, changed);
  }

  /**
   * The number of the next version or event; call under the lock. Numbers are derived from the
   * time, so that they exceed those of deleted versions, also after restarts.
   */
  public long nextSequence(long nowMillis) {
    lastSequence = Math.max(lastSequence + 1, nowMillis << SEQUENCE_SHIFT);
    return lastSequence;
  }

  void tellBegun(UploadRecord upload) {
    companions.forEach(companion -> companion.begun(upload));
  }

  void tellAborted(UploadRecord upload, ChangeOrigin origin) {
    companions.forEach(companion -> companion.aborted(upload, origin));
  }

  /** The number of a version numbered by another bucket, or the next free one. */
  long sequenceNear(long wanted) {
    long sequence = wanted;
    while (versionTable.get(sequence) != null) {
      sequence++;
    }
    lastSequence = Math.max(lastSequence, sequence);
    return sequence;
  }

  ObjectVersion prepared(BucketEdit edit, ObjectVersion version, ObjectVersion former) {
    ObjectVersion prepared = version;
    for (BucketCompanion companion : companions) {
      prepared = companion.prepared(edit, prepared, former);
    }
    return prepared;
  }

  /** Reports an event of a version to the listeners, without a change. */
  void report(ObjectChange change) {
    for (ObjectListener listener : surroundings.listeners()) {
      listener.changed(this, change);
    }
  }

  void tell(ObjectChange change) {
    report(change);
    for (BucketCompanion companion : companions) {
      companion.changed(change);
    }
  }
}
