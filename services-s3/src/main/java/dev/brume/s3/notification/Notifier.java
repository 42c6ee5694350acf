package dev.brume.s3.notification;

import dev.brume.core.id.Ids;
import dev.brume.core.time.Timeline;
import dev.brume.s3.api.NotificationConfiguration;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.ObjectChange;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectListener;

/**
 * Notifies the destinations that a bucket's configuration names. The notifications are durable
 * tasks, written with the change itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html">Amazon
 *     S3 Event Notifications</a>
 */
final class Notifier implements ObjectListener {
  private static final String EVENT_PREFIX = "s3:";
  private static final int REQUEST_ID_LENGTH = 16;
  private static final String REQUEST_ID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Destinations destinations;
  private final Timeline timeline;
  private final Ids ids;

  Notifier(Destinations destinations, Timeline timeline, Ids ids) {
    this.destinations = destinations;
    this.timeline = timeline;
    this.ids = ids;
  }

  @Override
  public void changed(Bucket bucket, ObjectChange change) {
    NotificationConfiguration configuration = bucket.configuration(Configurations.NOTIFICATION);
    if (configuration == null || change.event() == ObjectEvent.UNREPORTED) {
      return;
    }
    ObjectEventDetails news = null;
    String key = change.version().key();
    for (NotificationRule rule : NotificationRule.of(configuration)) {
      if (rule.matches(EVENT_PREFIX + change.event().eventName(), key)) {
        news = news != null ? news : news(bucket, change);
        String message = S3EventMessage.json(news, rule.id());
        destinations.notify(bucket, rule.arn(), message, key, change.origin().traceHeader());
      }
    }
    if (configuration.eventBridgeConfiguration() != null && BusEvent.type(change.event()) != null) {
      String bus = destinations.eventBus(bucket.scope());
      if (bus != null) {
        news = news != null ? news : news(bucket, change);
        destinations.notify(bucket, bus, BusEvent.json(news), key, change.origin().traceHeader());
      }
    }
  }

  private ObjectEventDetails news(Bucket bucket, ObjectChange change) {
    long nowMillis = timeline.nowMillis();
    String requestId = change.origin().requestId();
    boolean removal =
        change.event() == ObjectEvent.REMOVED_DELETE
            || change.event() == ObjectEvent.LIFECYCLE_EXPIRATION_DELETE;
    return new ObjectEventDetails(
        change.event(),
        bucket.scope(),
        bucket.name(),
        bucket.arn(),
        change.version(),
        bucket.versioning() != Versioning.NEVER,
        change.origin(),
        requestId != null ? requestId : ids.text(REQUEST_ID_LENGTH, REQUEST_ID_ALPHABET),
        nowMillis,
        removal ? bucket.nextSequence(nowMillis) : change.version().sequence(),
        change.replication(),
        change.annotation(),
        !bucket.annotations().of(change.version()).isEmpty());
  }
}
