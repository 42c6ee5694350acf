package dev.brume.s3.notification;

import dev.brume.core.kit.JsonObjectText;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.object.StorageClasses;
import java.util.List;

/**
 * The event that an event bus receives for a change.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge
 *     event message structure</a>
 */
final class BusEvent {
  private static final String S3 = "s3.amazonaws.com";

  private final JsonObjectText json;
  private final ObjectEventDetails news;

  private BusEvent(JsonObjectText json, ObjectEventDetails news) {
    this.json = json;
    this.news = news;
  }

  /** The event in JSON, without the members that the bus adds: version, id, account and region. */
  static String json(ObjectEventDetails news) {
    return JsonObjectText.of(json -> new BusEvent(json, news).write());
  }

  private void write() {
    json.member("source", "aws.s3");
    json.member("detail-type", type(news.event()));
    json.member("time", EventTime.seconds(news.timeMillis()));
    json.texts("resources", List.of(news.bucketArn()));
    json.object("detail", this::writeDetail);
  }

  /** The event's detail type; null if it is not sent to EventBridge. */
  static String type(ObjectEvent event) {
    return switch (event) {
      case CREATED_PUT, CREATED_POST, CREATED_COPY, CREATED_COMPLETE_MULTIPART_UPLOAD, REPLICATED ->
          "Object Created";
      case REMOVED_DELETE,
          REMOVED_DELETE_MARKER_CREATED,
          LIFECYCLE_EXPIRATION_DELETE,
          LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED ->
          "Object Deleted";
      case RESTORE_POST -> "Object Restore Initiated";
      case RESTORE_COMPLETED -> "Object Restore Completed";
      case RESTORE_DELETE -> "Object Restore Expired";
      case LIFECYCLE_TRANSITION -> "Object Storage Class Changed";
      case INTELLIGENT_TIERING -> "Object Access Tier Changed";
      case TAGGING_PUT -> "Object Tags Added";
      case TAGGING_DELETE -> "Object Tags Deleted";
      case ACL_PUT -> "Object ACL Updated";
      case ANNOTATION_PUT,
          ANNOTATION_DELETE,
          RETENTION_PUT,
          REPLICATION_FAILED,
          REPLICATION_MISSED_THRESHOLD,
          REPLICATION_AFTER_THRESHOLD,
          UNREPORTED ->
          null;
    };
  }

  private void writeDetail() {
    json.member("version", "0");
    json.object("bucket", () -> json.member("name", news.bucket()));
    json.object(
        "object",
        () -> {
          json.member("key", news.version().key());
          if (news.size() != null) {
            json.member("size", news.size());
          }
          json.member("etag", news.etag());
          json.member("version-id", news.versionId());
          json.member("sequencer", news.sequencer());
        });
    json.member("request-id", news.requestId());
    json.member("requester", requester());
    json.member("source-ip-address", news.origin().sourceIp());
    json.member("reason", reason());
    writeFurther();
  }

  private String requester() {
    if (news.byItself()) {
      return S3;
    }
    // AWS does not document the value for anonymous callers.
    return news.origin().account() == null ? "anonymous" : news.origin().account();
  }

  private String reason() {
    return switch (news.event()) {
      case CREATED_PUT, REPLICATED -> "PutObject";
      case CREATED_POST -> "POST Object";
      case CREATED_COPY -> "CopyObject";
      case CREATED_COMPLETE_MULTIPART_UPLOAD -> "CompleteMultipartUpload";
      case REMOVED_DELETE, REMOVED_DELETE_MARKER_CREATED -> "DeleteObject";
      case LIFECYCLE_EXPIRATION_DELETE, LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED ->
          "Lifecycle Expiration";
      default -> null;
    };
  }

  private void writeFurther() {
    String storageClass = StorageClasses.name(news.version().storageClass());
    switch (news.event()) {
      case REMOVED_DELETE, LIFECYCLE_EXPIRATION_DELETE ->
          json.member("deletion-type", "Permanently Deleted");
      case REMOVED_DELETE_MARKER_CREATED, LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED ->
          json.member("deletion-type", "Delete Marker Created");
      case RESTORE_POST, RESTORE_DELETE -> json.member("source-storage-class", storageClass);
      case RESTORE_COMPLETED -> {
        if (news.version().restore() != null) {
          json.member(
              "restore-expiry-time", EventTime.seconds(news.version().restore().expiresMillis()));
        }
        json.member("source-storage-class", storageClass);
      }
      case INTELLIGENT_TIERING ->
          json.member("destination-access-tier", news.version().tiering().archiveTier());
      case LIFECYCLE_TRANSITION -> json.member("destination-storage-class", storageClass);
      default -> {}
    }
  }
}
