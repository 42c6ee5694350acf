package dev.brume.s3.engine;

import dev.brume.core.port.DeliveryRules;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskQueue;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * The buckets of an account in a region. Looking one up takes no lock. The caller ensures that only
 * one thread at a time creates or deletes buckets in any region, because their names are global.
 */
public final class S3Region implements AutoCloseable {
  private static final int IDENTITY_LENGTH = 16;
  private static final String HEXADECIMAL = "0123456789abcdef";

  private final Scope scope;
  private final Tables tables;
  private final S3Environment surroundings;
  private final Table<String, BucketRecord> records;
  private final NavigableMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();
  private final AccessPoints accessPoints;
  private final TaskQueue<DeliveryTask> notifications;

  private S3Region(Scope scope, Tables tables, S3Environment surroundings) {
    this.scope = scope;
    this.tables = tables;
    this.surroundings = surroundings;
    accessPoints = new AccessPoints(scope, tables, surroundings.counts());
    notifications =
        surroundings
            .deliveries()
            .open(
                S3Tables.NOTIFICATIONS,
                surroundings.tasks(),
                tables,
                S3Tables.REGION,
                DeliveryRules.USUAL);
    records = tables.table(S3Tables.BUCKETS, S3Tables.REGION);
    records.forEach((name, record) -> show(open(record)));
  }

  /** The store's specification for creating regions. */
  public static RootSpec<S3Region> spec(S3Environment surroundings) {
    return new RootSpec<>(
        S3Tables.SERVICE, true, (scope, tables) -> new S3Region(scope, tables, surroundings));
  }

  private Bucket open(BucketRecord record) {
    Bucket bucket = new Bucket(scope, record, tables, surroundings, notifications);
    bucket.open();
    return bucket;
  }

  /** The bucket, or null. */
  public Bucket find(String name) {
    return buckets.get(name);
  }

  /** The buckets by name. */
  public NavigableMap<String, Bucket> buckets() {
    return buckets;
  }

  /** The access points. */
  public AccessPoints accessPoints() {
    return accessPoints;
  }

  /**
   * Creates a bucket. Its name must be free in all regions of all accounts.
   *
   * @param objectOwnership null for the default
   * @param objectLock whether object lock is enabled, which enables versioning
   */
  public Bucket create(String name, String objectOwnership, boolean objectLock) {
    return create(name, objectOwnership, objectLock, ChangeOrigin.S3, edit -> {});
  }

  /**
   * The same with initial settings.
   *
   * @param begin applies them, or throws: then no bucket is created
   */
  public Bucket create(
      String name,
      String objectOwnership,
      boolean objectLock,
      ChangeOrigin origin,
      Consumer<BucketEdit> begin) {
    BucketRecord record =
        new BucketRecord(
            name,
            surroundings.ids().text(IDENTITY_LENGTH, HEXADECIMAL),
            surroundings.timeline().nowMillis(),
            objectLock ? BucketRecord.Versioning.ENABLED : BucketRecord.Versioning.NEVER,
            null,
            objectOwnership,
            objectLock,
            null);
    Bucket bucket = open(record);
    try {
      bucket.edit(
          origin,
          edit -> {
            begin.accept(edit);
            return bucket;
          });
    } catch (RuntimeException refusal) {
      bucket.end();
      synchronized (records) {
        records.remove(name);
      }
      throw refusal;
    }
    synchronized (records) {
      records.put(name, bucket.record());
    }
    show(bucket);
    return bucket;
  }

  private void show(Bucket bucket) {
    buckets.put(bucket.name(), bucket);
    surroundings.counts().addBucket(scope);
  }

  /** Deletes a bucket whose contents the caller has checked, in an edit of that bucket. */
  public void delete(BucketEdit edit) {
    Bucket bucket = edit.bucket();
    bucket.end();
    synchronized (records) {
      records.remove(bucket.name());
    }
    buckets.remove(bucket.name());
    surroundings.counts().removeBucket(scope);
  }

  @Override
  public void close() {
    notifications.close();
    accessPoints.close();
    buckets
        .values()
        .forEach(
            bucket -> {
              bucket.close();
              surroundings.counts().removeBucket(scope);
            });
  }
}
