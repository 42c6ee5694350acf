package dev.brume.s3.notification;

import dev.brume.core.scope.Scope;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.ReplicationReport;
import java.util.Locale;

/**
 * The contents of event messages about a change.
 *
 * @param event the kind of change
 * @param scope the owner's account and the region of the bucket
 * @param bucket the bucket's name
 * @param bucketArn its ARN
 * @param version the version after the change; if deleted, before it
 * @param versioned whether versioning was ever enabled for the bucket
 * @param origin the origin of the change
 * @param requestId the id of the request, or of S3's own action
 * @param timeMillis the time
 * @param sequence increases with each change of a key
 * @param replication the replication event's details, or null
 * @param annotation the annotation that was put or deleted, or null
 * @param annotated whether the version was created with annotations
 */
record ObjectEventDetails(
    ObjectEvent event,
    Scope scope,
    String bucket,
    String bucketArn,
    ObjectVersion version,
    boolean versioned,
    ChangeOrigin origin,
    String requestId,
    long timeMillis,
    long sequence,
    ReplicationReport replication,
    ObjectAnnotation annotation,
    boolean annotated) {
  private static final String EMPTY_ETAG = "d41d8cd98f00b204e9800998ecf8427e";
  private static final int SEQUENCER_DIGITS = 18;

  /** Whether it is S3's own action. */
  boolean byItself() {
    return origin.requestId() == null;
  }

  /** Whether the version is permanently deleted. */
  boolean isRemoval() {
    return event == ObjectEvent.REMOVED_DELETE || event == ObjectEvent.LIFECYCLE_EXPIRATION_DELETE;
  }

  /** Whether readers must be able to order it among the events of its key. */
  boolean isOrdered() {
    return switch (event) {
      case CREATED_PUT,
          CREATED_POST,
          CREATED_COPY,
          CREATED_COMPLETE_MULTIPART_UPLOAD,
          REPLICATED,
          REPLICATION_FAILED,
          REPLICATION_MISSED_THRESHOLD,
          REPLICATION_AFTER_THRESHOLD,
          REMOVED_DELETE,
          REMOVED_DELETE_MARKER_CREATED,
          RESTORE_POST,
          LIFECYCLE_EXPIRATION_DELETE,
          LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED ->
          true;
      default -> false;
    };
  }

  /** The size, or null if the event has none. */
  Long size() {
    boolean ofSettings =
        switch (event) {
          case TAGGING_PUT, TAGGING_DELETE, ACL_PUT -> true;
          default -> false;
        };
    return ofSettings || isRemoval() || version.deleteMarker()
        ? null
        : Long.valueOf(version.size());
  }

  /**
   * The ETag, or null if the event has none; that of a delete marker is the ETag of empty content.
   */
  String etag() {
    if (isRemoval()) {
      return null;
    }
    return version.deleteMarker() ? EMPTY_ETAG : version.content().etag();
  }

  /** The version id, or null if the bucket has no versioning, or had none for this version. */
  String versionId() {
    return versioned && !version.isNull() ? version.versionId() : null;
  }

  /** Hexadecimal digits, comparable when right-aligned, or null. */
  String sequencer() {
    if (!isOrdered()) {
      return null;
    }
    String digits = Long.toHexString(sequence).toUpperCase(Locale.ROOT);
    return "0".repeat(SEQUENCER_DIGITS - digits.length()) + digits;
  }
}
