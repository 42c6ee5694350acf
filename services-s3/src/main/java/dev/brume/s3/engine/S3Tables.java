package dev.brume.s3.engine;

import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.state.TableSpec;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The tables of S3, except for those of {@link ConfigurationKind}s. */
public final class S3Tables {
  /** The service that owns them. */
  public static final String SERVICE = "s3";

  /** The owner of the tables of a region or an account. A bucket's own belong to its identity. */
  static final String REGION = "";

  /** Buckets by name; of the region. */
  static final TableSpec<String, BucketRecord> BUCKETS =
      new TableSpec<>(SERVICE, "buckets", String.class, BucketRecord.class);

  /** Access points by name; of the region. */
  static final TableSpec<String, AccessPointRecord> ACCESS_POINTS =
      new TableSpec<>(SERVICE, "access-points", String.class, AccessPointRecord.class);

  /** The public access block, if it is set; of an {@link S3Account}. */
  static final TableSpec<String, PublicAccessBlock> ACCOUNT_BLOCK =
      new TableSpec<>(
          SERVICE, "account-public-access-block", String.class, PublicAccessBlock.class);

  /** Object versions and delete markers by {@link ObjectVersion#sequence()}; of a bucket. */
  static final TableSpec<Long, ObjectVersion> VERSIONS =
      new TableSpec<>(SERVICE, "versions", Long.class, ObjectVersion.class);

  /** Multipart uploads by id; of a bucket. */
  static final TableSpec<String, UploadRecord> UPLOADS =
      new TableSpec<>(SERVICE, "uploads", String.class, UploadRecord.class);

  /** Their parts by upload id, slash and number; of a bucket. */
  static final TableSpec<String, UploadedPart> PARTS =
      new TableSpec<>(SERVICE, "parts", String.class, UploadedPart.class);

  /** The results of multipart uploads, by id; of a bucket. */
  static final TableSpec<String, CompletedUpload> COMPLETED_UPLOADS =
      new TableSpec<>(SERVICE, "completed-uploads", String.class, CompletedUpload.class);

  /** Annotations by {@link ObjectVersion#sequence()} and name; of a bucket. */
  static final TableSpec<String, ObjectAnnotation> ANNOTATIONS =
      new TableSpec<>(SERVICE, "annotations", String.class, ObjectAnnotation.class);

  /** Pending records of the access log, in order; of a bucket. */
  public static final TableSpec<Long, AccessLogRecord> ACCESS_LOG =
      new TableSpec<>(SERVICE, "access-log", Long.class, AccessLogRecord.class);

  /** Pending replications, by the sequence of the version; of a bucket. */
  public static final TaskSpec<ReplicationTask> REPLICATIONS =
      TaskSpec.of(SERVICE, "replications", ReplicationTask.class)
          .retriedBy(RetryPolicy.forever(Duration.ofSeconds(1)).growing(2, Duration.ofMinutes(5)));

  /** Pending steps of restored copies, by the sequence of the version. */
  public static final TaskSpec<RestoreTask> RESTORES =
      TaskSpec.of(SERVICE, "restores", RestoreTask.class)
          .retriedBy(RetryPolicy.attempts(5, Duration.ofMinutes(1)));

  /** The delivery of the access log, while it holds records. */
  public static final TaskSpec<AlarmTask> LOG_DELIVERY = alarm("access-log-delivery");

  /** The lifecycle sweep, while rules may be due. */
  public static final TaskSpec<AlarmTask> LIFECYCLE_SWEEP = alarm("lifecycle-sweep");

  /**
   * Pending notifications; of the region, because they outlive their bucket. Temporary failures are
   * retried; AWS does not document for how long.
   */
  static final TaskSpec<DeliveryTask> NOTIFICATIONS =
      Deliveries.spec(SERVICE, "notifications")
          .inLanes(task -> task.cause() + " " + task.targetArn())
          .retriedBy(
              RetryPolicy.attempts(Integer.MAX_VALUE, Duration.ofSeconds(1))
                  .growing(2, Duration.ofMinutes(5))
                  .within(Duration.ofDays(1)));

  /** The tables of a bucket, without its configurations. */
  static final List<TableSpec<?, ?>> OF_A_BUCKET =
      Stream.of(
              List.of(ACCESS_LOG, ANNOTATIONS, VERSIONS, UPLOADS, PARTS, COMPLETED_UPLOADS),
              LIFECYCLE_SWEEP.tables(),
              LOG_DELIVERY.tables(),
              REPLICATIONS.tables(),
              RESTORES.tables())
          .<TableSpec<?, ?>>flatMap(List::stream)
          .toList();

  private S3Tables() {}

  private static TaskSpec<AlarmTask> alarm(String name) {
    return TaskSpec.of(SERVICE, name, AlarmTask.class)
        .retriedBy(RetryPolicy.forever(BucketAlarm.RETRY_DELAY));
  }
}
