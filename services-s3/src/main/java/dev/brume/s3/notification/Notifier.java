package dev.brume.s3.notification;

import dev.brume.core.effect.Effect;
import dev.brume.core.effect.Outbox;
import dev.brume.core.id.Ids;
import dev.brume.core.scope.Arn;
import dev.brume.core.time.Timeline;
import dev.brume.s3.api.NotificationConfiguration;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.Configurations;
import dev.brume.s3.engine.ObjectChange;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectListener;
import java.util.concurrent.CompletableFuture;

/**
 * Tells of changes who is to know of them: what happens to a key in the order in which it does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html">Amazon
 *     S3 Event Notifications</a>
 */
public final class Notifier implements ObjectListener {
  private static final String EVENT_PREFIX = "s3:";
  private static final int REQUEST_ID_LENGTH = 16;
  private static final String REQUEST_ID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Destinations destinations;
  private final Timeline timeline;
  private final Ids ids;
  private final Outbox outbox;

  public Notifier(Destinations destinations, Timeline timeline, Ids ids, Outbox outbox) {
    this.destinations = destinations;
    this.timeline = timeline;
    this.ids = ids;
    this.outbox = outbox;
  }

  @Override
  public void changed(Bucket bucket, ObjectChange change) {
    NotificationConfiguration configuration = bucket.configuration(Configurations.NOTIFICATION);
    if (configuration == null || change.event() == ObjectEvent.UNREPORTED) {
      return;
    }
    ObjectEventDetails news = null;
    String lane = "s3/" + bucket.record().identity() + "/" + change.version().key();
    for (NotificationRule rule : NotificationRule.of(configuration)) {
      if (rule.matches(EVENT_PREFIX + change.event().eventName(), change.version().key())) {
        news = news != null ? news : news(bucket, change);
        outbox.append(lane, telling(rule, news));
      }
    }
    if (configuration.eventBridgeConfiguration() != null && BusEvent.type(change.event()) != null) {
      news = news != null ? news : news(bucket, change);
      outbox.append(lane, tellingBus(news));
    }
  }

  private Effect telling(NotificationRule rule, ObjectEventDetails news) {
    return new NotificationMessage(
        destinations,
        rule.kind(),
        Arn.parse(rule.arn()).orElseThrow(),
        () -> S3EventMessage.json(news, rule.id()));
  }

  private Effect tellingBus(ObjectEventDetails news) {
    return attempt -> {
      destinations.eventBuses().ifPresent(buses -> buses.put(news.scope(), BusEvent.of(news)));
      return CompletableFuture.completedFuture(Effect.DONE);
    };
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
