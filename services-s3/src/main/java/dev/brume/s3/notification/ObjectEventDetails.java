package dev.brume.s3.notification;

import dev.brume.core.scope.Scope;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.ReplicationReport;
import java.util.Locale;

/**
 * The facts about a change that event messages contain.
 *
 * @param event what happened
 * @param scope the owner's account and the region of the bucket
 * @param bucket the bucket's name
 * @param bucketArn its ARN
 * @param version the version as it is now; where it is gone, as it was
 * @param versioned whether the bucket has ever kept versions
 * @param origin who did it
 * @param requestId the id of the request, or of what S3 did by itself
 * @param timeMillis when
 * @param sequence rises from change to change of a key
 * @param replication what there is to tell of its replication, or null
 * @param annotation the annotation that was put or deleted, or null
 * @param annotated whether the version was made with annotations
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

  /** Whether S3 did it by itself. */
  boolean byItself() {
    return origin.requestId() == null;
  }

  /** Whether the version is gone for good. */
  boolean isRemoval() {
    return event == ObjectEvent.REMOVED_DELETE || event == ObjectEvent.LIFECYCLE_EXPIRATION_DELETE;
  }

  /** Whether readers are to be able to tell its place among the others of its key. */
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

  /** The size, or null where the event has none. */
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

  /** The ETag, or null where the event has none; that of a delete marker is that of no bytes. */
  String etag() {
    if (isRemoval()) {
      return null;
    }
    return version.deleteMarker() ? EMPTY_ETAG : version.content().etag();
  }

  /** The version id, or null where the bucket keeps no versions, or did not for this one. */
  String versionId() {
    return versioned && !version.isNull() ? version.versionId() : null;
  }

  /** Hexadecimal digits to be compared from the right, or null. */
  String sequencer() {
    if (!isOrdered()) {
      return null;
    }
    String digits = Long.toHexString(sequence).toUpperCase(Locale.ROOT);
    return "0".repeat(SEQUENCER_DIGITS - digits.length()) + digits;
  }
}
