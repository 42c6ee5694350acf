package dev.brume.s3.notification;

import dev.brume.core.kit.JsonObjectText;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.HostId;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ReplicationReport;
import dev.brume.s3.object.StorageClasses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The event message that queues, topics and functions receive for a change.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
final class S3EventMessage {
  private static final String S3 = "s3.amazonaws.com";
  private static final int CUSTOMER_ID_DIGITS = 13;

  private final JsonObjectText json;
  private final ObjectEventDetails news;
  private final String configurationId;

  private S3EventMessage(JsonObjectText json, ObjectEventDetails news, String configurationId) {
    this.json = json;
    this.news = news;
    this.configurationId = configurationId;
  }

  static String json(ObjectEventDetails news, String configurationId) {
    return JsonObjectText.of(
        json ->
            json.objects(
                "Records",
                List.of(new S3EventMessage(json, news, configurationId)),
                (record, message) -> message.writeRecord()));
  }

  private void writeRecord() {
    json.member("eventVersion", version());
    json.member("eventSource", "aws:s3");
    json.member("awsRegion", news.scope().region());
    json.member("eventTime", EventTime.millis(news.timeMillis()));
    json.member("eventName", news.event().eventName());
    json.object("userIdentity", () -> json.member("principalId", cause()));
    json.object("requestParameters", () -> json.member("sourceIPAddress", address()));
    json.object(
        "responseElements",
        () -> {
          json.member("x-amz-request-id", news.requestId());
          json.member("x-amz-id-2", HostId.of(news.requestId()));
        });
    json.object("s3", this::writeObject);
    writeFurther();
  }

  private String version() {
    return switch (news.event()) {
      case ANNOTATION_PUT, ANNOTATION_DELETE -> "2.5";
      case LIFECYCLE_EXPIRATION_DELETE,
          LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED,
          LIFECYCLE_TRANSITION,
          INTELLIGENT_TIERING,
          ACL_PUT,
          TAGGING_PUT,
          TAGGING_DELETE,
          RESTORE_DELETE ->
          "2.3";
      case REPLICATION_FAILED, REPLICATION_MISSED_THRESHOLD, REPLICATION_AFTER_THRESHOLD -> "2.2";
      default -> "2.1";
    };
  }

  /** The unique id of an account's root user is the account id. */
  private String cause() {
    if (news.byItself()) {
      return S3;
    }
    String account = news.origin().account();
    return account == null ? "Anonymous" : "AWS:" + account;
  }

  private String address() {
    return news.byItself() ? S3 : news.origin().sourceIp();
  }

  private void writeObject() {
    json.member("s3SchemaVersion", "1.0");
    json.member("configurationId", configurationId);
    json.object(
        "bucket",
        () -> {
          json.member("name", news.bucket());
          json.object(
              "ownerIdentity",
              () -> json.member("principalId", customerId(news.scope().account())));
          json.member("arn", news.bucketArn());
        });
    json.object(
        "object",
        () -> {
          json.member("key", encoded(news.version().key()));
          if (news.size() != null) {
            json.member("size", news.size());
          }
          json.member("eTag", news.etag());
          json.member("versionId", news.versionId());
          json.member("sequencer", news.sequencer());
          if (news.event() == ObjectEvent.CREATED_COPY && news.annotated()) {
            json.member("hasObjectAnnotation", true);
          }
        });
    if (news.annotation() != null) {
      json.objects(
          "objectAnnotation",
          List.of(news.annotation()),
          (object, annotation) -> writeAnnotation(annotation));
    }
  }

  /** In the format that the SDK for Java reads; the other annotation members also follow it. */
  private void writeAnnotation(ObjectAnnotation annotation) {
    json.member("name", annotation.name());
    if (news.event() == ObjectEvent.ANNOTATION_PUT) {
      json.member("size", annotation.size());
      json.member("eTag", annotation.etag());
    }
  }

  /** A customer id such as A3NL1KOZZKEXAM. */
  private static String customerId(String account) {
    return "A"
        + CanonicalUserIds.canonicalId(account)
            .substring(0, CUSTOMER_ID_DIGITS)
            .toUpperCase(Locale.ROOT);
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private void writeFurther() {
    switch (news.event()) {
      case RESTORE_COMPLETED -> {
        // Intelligent-Tiering restores permanently.
        if (news.version().restore() != null) {
          json.object(
              "glacierEventData", () -> json.object("restoreEventData", this::writeRestored));
        }
      }
      case INTELLIGENT_TIERING ->
          json.object(
              "intelligentTieringEventData",
              () -> json.member("destinationAccessTier", news.version().tiering().archiveTier()));
      case LIFECYCLE_TRANSITION ->
          json.object(
              "lifecycleEventData",
              () ->
                  json.object(
                      "transitionEventData",
                      () -> json.member("destinationStorageClass", storageClass())));
      case REPLICATION_FAILED, REPLICATION_MISSED_THRESHOLD, REPLICATION_AFTER_THRESHOLD ->
          json.object("replicationEventData", this::writeReplication);
      default -> {}
    }
  }

  /**
   * AWS's libraries define the last two members as strings; AWS documents nothing else about them.
   */
  private void writeReplication() {
    ReplicationReport report = news.replication();
    json.member("replicationRuleId", report.ruleId());
    json.member("destinationBucket", report.destination());
    json.member("s3Operation", report.operation());
    json.member("requestTime", EventTime.millis(report.requestedMillis()));
    json.member("failureReason", report.failureReason());
    if (report.thresholdMinutes() != null) {
      json.member("threshold", report.thresholdMinutes().toString());
    }
    if (report.replicatedMillis() != null) {
      json.member("replicationTime", EventTime.millis(report.replicatedMillis()));
    }
  }

  private void writeRestored() {
    json.member(
        "lifecycleRestorationExpiryTime",
        EventTime.millis(news.version().restore().expiresMillis()));
    json.member("lifecycleRestoreStorageClass", storageClass());
  }

  private String storageClass() {
    return StorageClasses.name(news.version().storageClass());
  }
}
