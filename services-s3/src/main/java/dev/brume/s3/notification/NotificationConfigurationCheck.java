package dev.brume.s3.notification;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.Event;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.Bucket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks notification configurations. AWS documents most of the rules, but few of the errors'
 * texts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">Filtering
 *     by object key name</a>
 */
final class NotificationConfigurationCheck {
  private static final int MAX_RULES = 100;
  private static final int MAX_ID_LENGTH = 255;
  private static final String FIFO = ".fifo";

  private static final Set<String> EVENTS =
      Set.of(
          Event.S3_REDUCED_REDUNDANCY_LOST_OBJECT,
          Event.S3_OBJECT_CREATED_,
          Event.S3_OBJECT_CREATED_PUT,
          Event.S3_OBJECT_CREATED_POST,
          Event.S3_OBJECT_CREATED_COPY,
          Event.S3_OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD,
          Event.S3_OBJECT_REMOVED_,
          Event.S3_OBJECT_REMOVED_DELETE,
          Event.S3_OBJECT_REMOVED_DELETE_MARKER_CREATED,
          Event.S3_OBJECT_RESTORE_,
          Event.S3_OBJECT_RESTORE_POST,
          Event.S3_OBJECT_RESTORE_COMPLETED,
          Event.S3_OBJECT_RESTORE_DELETE,
          Event.S3_REPLICATION_,
          Event.S3_REPLICATION_OPERATION_FAILED_REPLICATION,
          Event.S3_REPLICATION_OPERATION_NOT_TRACKED,
          Event.S3_REPLICATION_OPERATION_MISSED_THRESHOLD,
          Event.S3_REPLICATION_OPERATION_REPLICATED_AFTER_THRESHOLD,
          Event.S3_LIFECYCLE_TRANSITION,
          Event.S3_INTELLIGENT_TIERING,
          Event.S3_OBJECT_ACL_PUT,
          Event.S3_LIFECYCLE_EXPIRATION_,
          Event.S3_LIFECYCLE_EXPIRATION_DELETE,
          Event.S3_LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED,
          Event.S3_OBJECT_TAGGING_,
          Event.S3_OBJECT_TAGGING_PUT,
          Event.S3_OBJECT_TAGGING_DELETE,
          Event.S3_OBJECT_ANNOTATION_,
          Event.S3_OBJECT_ANNOTATION_PUT,
          Event.S3_OBJECT_ANNOTATION_DELETE,
          Event.S3_OBJECT_RETENTION_PUT);

  private NotificationConfigurationCheck() {}

  /**
   * Checks everything that does not depend on the destinations.
   *
   * @param region the bucket's region
   */
  static void check(List<NotificationRule> rules, String region) {
    if (rules.size() > MAX_RULES) {
      throw S3Errors.invalidArgument(
          "Too many configurations. A bucket can have up to 100 event notification"
              + " configurations.");
    }
    Set<String> ids = new HashSet<>();
    for (NotificationRule rule : rules) {
      checkId(rule.id(), ids);
      checkEvents(rule.events());
      checkArn(rule, region);
    }
  }

  /** Checks that no event is sent twice. Missing destinations are refused earlier. */
  static void checkOverlaps(List<NotificationRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      for (int j = 0; j < i; j++) {
        checkOverlap(rules.get(j), rules.get(i));
      }
    }
  }

  private static void checkId(String id, Set<String> ids) {
    if (id.length() > MAX_ID_LENGTH) {
      throw S3Refusals.invalidArgument(
          "ID length should not exceed allowed limit of 255", "Id", id);
    }
    if (!ids.add(id)) {
      throw S3Refusals.invalidArgument(
          "Same ID used for multiple configurations. IDs must be unique", "Id", id);
    }
  }

  private static void checkEvents(List<String> events) {
    if (events == null || events.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    for (String event : events) {
      if (!EVENTS.contains(event)) {
        throw S3Refusals.invalidArgument(
            "The event '" + event + "' is not supported for notifications", "Event", event);
      }
    }
  }

  private static void checkArn(NotificationRule rule, String region) {
    Arn arn = Arn.parse(rule.arn()).orElse(null);
    if (arn == null
        || !arn.service().equals(rule.kind().service())
        || arn.region().isEmpty()
        || arn.account().isEmpty()) {
      throw S3Refusals.invalidArgument(
          "The ARN could not be parsed", rule.kind().element(), rule.arn());
    }
    if (!arn.region().equals(region)) {
      throw S3Refusals.invalidArgument(
          "The notification destination service region is not valid for the bucket location"
              + " constraint",
          rule.kind().element(),
          rule.arn());
    }
  }

  private static void checkOverlap(NotificationRule one, NotificationRule other) {
    if (!one.sharesEvents(other) || !one.sharesKeys(other)) {
      return;
    }
    throw one.isFiltered() || other.isFiltered()
        ? S3Errors.invalidArgument(
            "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if"
                + " the prefixes are overlapping for the same event type.")
        : S3Errors.invalidArgument(
            "Configurations overlap. Configurations on the same bucket cannot share a common event"
                + " type.");
  }

  /** Checks that the destinations exist and admit S3; the error names all that do not. */
  static void validate(Bucket bucket, List<NotificationRule> rules, Destinations destinations) {
    AwsError error = null;
    int count = 0;
    for (NotificationRule rule : rules) {
      String objection = objection(bucket, rule, destinations);
      if (objection == null) {
        continue;
      }
      if (error == null) {
        error =
            S3Errors.invalidArgument("Unable to validate the following destination configurations");
      }
      count++;
      error =
          error
              .withDetail("ArgumentName" + count, rule.arn())
              .withDetail("ArgumentValue" + count, objection);
    }
    if (error != null) {
      throw error;
    }
  }

  private static String objection(Bucket bucket, NotificationRule rule, Destinations destinations) {
    if (rule.kind() != DestinationKind.FUNCTION && rule.arn().endsWith(FIFO)) {
      return rule.kind() == DestinationKind.QUEUE
          ? "FIFO SQS queues are not supported"
          : "FIFO SNS topics are not supported";
    }
    if (!destinations.exists(rule.arn())) {
      return rule.kind().absence();
    }
    return destinations.admits(rule.arn(), bucket) ? null : rule.kind().denial();
  }
}
