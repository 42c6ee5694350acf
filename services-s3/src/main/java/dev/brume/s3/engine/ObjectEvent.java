package dev.brume.s3.engine;

/**
 * The kinds of changes of an object version.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">Supported
 *     event types</a>
 */
public enum ObjectEvent {
  CREATED_PUT("ObjectCreated:Put"),
  CREATED_POST("ObjectCreated:Post"),
  CREATED_COPY("ObjectCreated:Copy"),
  CREATED_COMPLETE_MULTIPART_UPLOAD("ObjectCreated:CompleteMultipartUpload"),
  REMOVED_DELETE("ObjectRemoved:Delete"),
  REMOVED_DELETE_MARKER_CREATED("ObjectRemoved:DeleteMarkerCreated"),
  RESTORE_POST("ObjectRestore:Post"),
  RESTORE_COMPLETED("ObjectRestore:Completed"),
  RESTORE_DELETE("ObjectRestore:Delete"),
  LIFECYCLE_EXPIRATION_DELETE("LifecycleExpiration:Delete"),
  LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED("LifecycleExpiration:DeleteMarkerCreated"),
  LIFECYCLE_TRANSITION("LifecycleTransition"),
  INTELLIGENT_TIERING("IntelligentTiering"),
  TAGGING_PUT("ObjectTagging:Put"),
  TAGGING_DELETE("ObjectTagging:Delete"),
  ANNOTATION_PUT("ObjectAnnotation:Put"),
  ANNOTATION_DELETE("ObjectAnnotation:Delete"),
  ACL_PUT("ObjectAcl:Put"),
  RETENTION_PUT("ObjectRetention:Put"),
  /** A version was written by replication; AWS reports it as this creation event. */
  REPLICATED("ObjectCreated:Put"),
  REPLICATION_FAILED("Replication:OperationFailedReplication"),
  REPLICATION_MISSED_THRESHOLD("Replication:OperationMissedThreshold"),
  REPLICATION_AFTER_THRESHOLD("Replication:OperationReplicatedAfterThreshold"),
  /** A change without an AWS event. */
  UNREPORTED(null);

  private final String eventName;

  ObjectEvent(String eventName) {
    this.eventName = eventName;
  }

  /** The name without {@code s3:}, as in notifications; null if there is none. */
  public String eventName() {
    return eventName;
  }
}
