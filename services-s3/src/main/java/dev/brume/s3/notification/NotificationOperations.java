package dev.brume.s3.notification;

import dev.brume.core.id.Ids;
import dev.brume.core.schema.Unit;
import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.GetBucketNotificationConfigurationRequest;
import dev.brume.s3.api.NotificationConfiguration;
import dev.brume.s3.api.PutBucketNotificationConfigurationRequest;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.BucketEdit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The notification configuration of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">PutBucketNotificationConfiguration</a>
 */
final class NotificationOperations {
  private final Destinations destinations;
  private final Timeline timeline;
  private final ConfigurationForm form;

  NotificationOperations(Destinations destinations, Timeline timeline, Ids ids) {
    this.destinations = destinations;
    this.timeline = timeline;
    form = new ConfigurationForm(ids);
  }

  public NotificationConfiguration getBucketNotificationConfiguration(
      BucketRequest request, GetBucketNotificationConfigurationRequest input) {
    NotificationConfiguration kept = request.bucket().configuration(Configurations.NOTIFICATION);
    return kept == null ? NotificationConfiguration.builder().build() : kept;
  }

  public Unit putBucketNotificationConfiguration(
      BucketRequest request, PutBucketNotificationConfigurationRequest input) {
    if (input.notificationConfiguration() == null) {
      throw S3Refusals.missingRequestBody();
    }
    NotificationConfiguration configuration = form.of(input.notificationConfiguration());
    List<NotificationRule> rules = NotificationRule.of(configuration);
    NotificationConfigurationCheck.check(rules, request.bucket().scope().region());
    boolean validated = !Boolean.TRUE.equals(input.skipDestinationValidation());
    if (validated) {
      NotificationConfigurationCheck.validate(request.bucket(), rules, destinations);
    }
    NotificationConfigurationCheck.checkOverlaps(rules);
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              set(edit, configuration, rules);
              if (validated) {
                test(request, rules);
              }
              return Unit.INSTANCE;
            });
  }

  private static void set(
      BucketEdit edit, NotificationConfiguration configuration, List<NotificationRule> rules) {
    if (rules.isEmpty() && configuration.eventBridgeConfiguration() == null) {
      edit.removeConfiguration(Configurations.NOTIFICATION);
    } else {
      edit.setConfiguration(Configurations.NOTIFICATION, configuration);
    }
  }

  /** S3 sends a test message to queues and topics; functions are not called. */
  private void test(BucketRequest request, List<NotificationRule> rules) {
    String message =
        TestEvent.json(
            request.bucket().name(), timeline.nowMillis(), request.context().requestId());
    Set<String> told = new HashSet<>();
    for (NotificationRule rule : rules) {
      if (rule.kind() != DestinationKind.FUNCTION && told.add(rule.arn())) {
        destinations.notify(request.bucket(), rule.arn(), message, "", null);
      }
    }
  }
}
