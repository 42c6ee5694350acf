package dev.brume.s3.logging;

import dev.brume.core.state.Table;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessLogRecord;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketAlarm;
import dev.brume.s3.engine.BucketCompanion;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectChange;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.S3Tables;
import dev.brume.s3.engine.UploadRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The access log of one bucket before delivery: records are stored, and delivered to the target by
 * a durable task some time after the first of them, or at once if there are many. A bucket without
 * logging costs nothing.
 */
final class SourceLog implements BucketCompanion {
  /**
   * How long records are collected. "Most log records are delivered within a few hours of the time
   * that they are recorded, but they can be delivered more frequently."
   */
  static final Duration INTERVAL = Duration.ofMinutes(1);

  /**
   * The same for records of deliveries: with circular logging, each log object causes another one
   * without any request.
   */
  static final Duration INTERVAL_OF_DELIVERIES = Duration.ofHours(1);

  /** How many deliveries of a circle come hourly; the interval of each later one is doubled. */
  private static final int HOURLY_DELIVERIES = 3;

  /** Doubled so often, that interval is longer than a century. */
  private static final int MOST_DOUBLINGS = 20;

  /** How many characters are collected before they are delivered at once. */
  private static final int FULL = 1 << 20;

  /** The most characters that may wait during a delivery; further ones are lost. */
  private static final int OVERFULL = 8 * FULL;

  /** The most requests in progress whose deletions are kept. */
  private static final int MAX_REMOVING = 1_000;

  private final Bucket bucket;
  private final ServerAccessLog log;
  private final BucketAlarm alarm;
  private final Map<String, List<Removal>> removals = new LinkedHashMap<>();

  // Guarded by the bucket's lock.
  private long characters;
  private long lastNumber;

  private volatile boolean wanted;
  private volatile boolean closed;

  /** A waiting record, and its key in the table. */
  record Pending(long number, AccessLogRecord record) {}

  /** A version that a request has permanently deleted. */
  record Removal(String key, String versionId, long size) {}

  SourceLog(Bucket bucket, ServerAccessLog log) {
    this.bucket = bucket;
    this.log = log;
    alarm = new BucketAlarm(bucket, S3Tables.LOG_DELIVERY, log.timeline(), this::deliver);
  }

  Bucket bucket() {
    return bucket;
  }

  // ---------------------------------------------------------------------------- as a companion

  @Override
  public void opened() {
    wanted = bucket.configuration(Configurations.LOGGING) != null;
    if (wanted) {
      log.register(this);
    }
    edit(edit -> table(edit).forEach(this::count));
    alarm.open();
  }

  private void count(long number, AccessLogRecord record) {
    lastNumber = Math.max(lastNumber, number);
    characters += record.line().length();
  }

  @Override
  public void configured() {
    if (closed) {
      return;
    }
    wanted = bucket.configuration(Configurations.LOGGING) != null;
    if (wanted) {
      log.register(this);
    } else {
      log.unregister(this);
    }
  }

  @Override
  public void aborted(UploadRecord upload, ChangeOrigin origin) {
    if (wanted && origin == ChangeOrigin.S3) {
      addOwn(OperationNames.DELETE_UPLOAD, upload.draft().key(), 0, null);
    }
  }

  @Override
  public void changed(ObjectChange change) {
    if (!wanted) {
      return;
    }
    ObjectVersion version = change.version();
    switch (change.event()) {
      case LIFECYCLE_EXPIRATION_DELETE ->
          addOwn(OperationNames.EXPIRE, version.key(), version.size(), version);
      case LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED ->
          addOwn(OperationNames.CREATE_DELETE_MARKER, version.key(), 0, version);
      case LIFECYCLE_TRANSITION -> {
        String operation = OperationNames.transition(version.storageClass());
        if (operation != null) {
          addOwn(operation, version.key(), version.size(), version);
        }
      }
      case REMOVED_DELETE -> note(change);
      default -> {}
    }
  }

  @Override
  public void close() {
    closed = true;
    log.unregister(this);
    alarm.close();
  }

  // ----------------------------------------------------------------------------------- removals

  private void note(ObjectChange change) {
    String requestId = change.origin().requestId();
    ObjectVersion version = change.version();
    if (requestId == null) {
      return;
    }
    synchronized (removals) {
      if (removals.size() < MAX_REMOVING) {
        removals
            .computeIfAbsent(requestId, id -> new ArrayList<>())
            .add(new Removal(version.key(), version.versionId(), version.size()));
      }
    }
  }

  /** The versions that the request has deleted. */
  List<Removal> takeRemovals(String requestId) {
    synchronized (removals) {
      List<Removal> removed = removals.remove(requestId);
      return removed == null ? List.of() : removed;
    }
  }

  // ------------------------------------------------------------------------------------ records

  /** Adds the record of S3's own action. */
  private void addOwn(String operation, String key, long size, ObjectVersion version) {
    LogLine line = new LogLine(bucket, log.timeline().nowMillis(), log.newRequestId());
    add(
        line.set(LogField.REQUESTER, "AmazonS3")
            .set(LogField.OPERATION, operation)
            .key(key)
            .quoted(LogField.REQUEST_URI, null)
            .count(LogField.OBJECT_SIZE, size)
            .quoted(LogField.REFERER, null)
            .quoted(LogField.USER_AGENT, null)
            .set(
                LogField.VERSION_ID,
                version == null || version.isNull() ? null : version.versionId()));
  }

  /** Adds a record; call in a section of the store. */
  void add(LogLine line) {
    add(line, 0, INTERVAL);
  }

  /**
   * Adds the record of the delivery of a log.
   *
   * @param deliveries how many deliveries, this one among them, have led to the record
   */
  void addOfDelivery(LogLine line, int deliveries) {
    long times = 1L << Math.clamp(deliveries - HOURLY_DELIVERIES, 0, MOST_DOUBLINGS);
    add(line, deliveries, INTERVAL_OF_DELIVERIES.multipliedBy(times));
  }

  private void add(LogLine line, int deliveries, Duration within) {
    String text = line.text();
    edit(
        edit -> {
          if (characters + text.length() > OVERFULL) {
            return;
          }
          AccessLogRecord record = new AccessLogRecord(line.timeMillis(), text, deliveries);
          count(lastNumber + 1, record);
          table(edit).put(lastNumber, record);
          Duration delay = characters >= FULL ? Duration.ZERO : within;
          alarm.wakeBy(log.timeline().nowMillis() + delay.toMillis());
        });
  }

  private void edit(Consumer<BucketEdit> action) {
    ServerAccessLog.unlessGone(
        () ->
            bucket.edit(
                ChangeOrigin.S3,
                edit -> {
                  action.accept(edit);
                  return null;
                }));
  }

  private static Table<Long, AccessLogRecord> table(BucketEdit edit) {
    return edit.table(S3Tables.ACCESS_LOG);
  }

  // ----------------------------------------------------------------------------------- delivery

  private CompletionStage<Long> deliver() {
    List<Pending> batch = new ArrayList<>();
    edit(edit -> table(edit).forEach((number, record) -> batch.add(new Pending(number, record))));
    if (batch.isEmpty()) {
      return CompletableFuture.completedFuture(BucketAlarm.NEVER);
    }
    batch.sort((one, other) -> Long.compare(one.number(), other.number()));
    List<Pending> first = LogDelivery.firstOf(bucket, batch);
    boolean whole = first.size() == batch.size();
    return log.deliver(bucket, first, () -> forget(first))
        .thenApply(delivered -> whole ? BucketAlarm.NEVER : log.timeline().nowMillis());
  }

  private void forget(List<Pending> batch) {
    edit(
        edit -> {
          for (Pending pending : batch) {
            table(edit).remove(pending.number());
            characters -= pending.record().line().length();
          }
        });
  }
}
