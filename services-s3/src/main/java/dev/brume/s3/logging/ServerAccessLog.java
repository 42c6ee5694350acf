package dev.brume.s3.logging;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.CompletedRequest;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ResponseListener;
import dev.brume.core.id.Ids;
import dev.brume.core.time.Timeline;
import dev.brume.s3.AccessPointNames;
import dev.brume.s3.Buckets;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketCompanion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Server access logging: listens for responses while any bucket has logging enabled, and passes
 * their records to the bucket's {@link SourceLog}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">Logging
 *     requests with server access logging</a>
 */
final class ServerAccessLog implements ResponseListener {
  private static final int REQUEST_ID_LENGTH = 16;
  private static final String REQUEST_ID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Timeline timeline;
  private final Ids ids;
  private final StoreSection section;
  private final Buckets buckets;
  private final AccessPointNames accessPoints;
  private final LogDelivery delivery;
  private final RequestRecords records;

  /** The buckets with logging enabled, by name: names are globally unique. */
  private final Map<String, SourceLog> sources = new ConcurrentHashMap<>();

  ServerAccessLog(FeatureContext s3) {
    timeline = s3.timeline();
    ids = s3.ids();
    section = s3.section();
    buckets = s3.buckets();
    accessPoints = new AccessPointNames(buckets);
    delivery = new LogDelivery(s3);
    records = new RequestRecords(s3.access());
  }

  /** The companion for a bucket's log. */
  public BucketCompanion companion(Bucket bucket) {
    return new SourceLog(bucket, this);
  }

  /** Null while no bucket has logging enabled. */
  public ResponseListener listener() {
    return sources.isEmpty() ? null : this;
  }

  @Override
  public void answered(CompletedRequest completedRequest) {
    section.run(
        () ->
            log(
                completedRequest,
                placed(completedRequest, LoggedResource.of(completedRequest)),
                copied(completedRequest)));
  }

  private LoggedResource copied(CompletedRequest completedRequest) {
    LoggedResource source = LoggedResource.ofCopySource(completedRequest);
    return source == null ? null : placed(completedRequest, source);
  }

  /** Resolves an access point in the request to its bucket. */
  private LoggedResource placed(CompletedRequest completedRequest, LoggedResource named) {
    RequestContext context = completedRequest.context();
    if (sources.containsKey(named.bucket())
        || context == null
        || buckets.find(named.bucket(), context.scope()) != null) {
      return named;
    }
    AccessPoint point = accessPoints.peek(named.bucket(), context.http(), context);
    return point == null || buckets.behind(point) == null ? named : named.through(point);
  }

  private void log(
      CompletedRequest completedRequest, LoggedResource loggedResource, LoggedResource copied) {
    SourceLog source = sources.get(loggedResource.bucket());
    if (source != null) {
      Bucket bucket = source.bucket();
      List<SourceLog.Removal> removed = source.takeRemovals(completedRequest.requestId());
      source.add(records.ofRequest(completedRequest, bucket, loggedResource, removed));
      records.ofBatch(completedRequest, bucket, removed).forEach(source::add);
    }
    SourceLog copiedFrom = copied == null ? null : sources.get(copied.bucket());
    if (copiedFrom != null) {
      copiedFrom.add(records.ofCopySource(completedRequest, copiedFrom.bucket(), copied));
    }
  }

  // ------------------------------------------------------------------------------ for SourceLog

  Timeline timeline() {
    return timeline;
  }

  String newRequestId() {
    return ids.text(REQUEST_ID_LENGTH, REQUEST_ID_ALPHABET);
  }

  void register(SourceLog source) {
    sources.put(source.bucket().name(), source);
  }

  void unregister(SourceLog source) {
    sources.remove(source.bucket().name(), source);
  }

  /**
   * Delivers records of a bucket, and logs the delivery if the target bucket has logging enabled.
   *
   * @param forget called in the section of the delivery, whatever its result
   */
  CompletionStage<Void> deliver(Bucket source, List<SourceLog.Pending> batch, Runnable forget) {
    String requestId = newRequestId();
    return delivery.deliver(
        source,
        batch,
        requestId,
        delivered -> {
          if (delivered != null) {
            logDelivery(delivered, requestId, 1 + deliveriesBefore(batch));
          }
          forget.run();
        });
  }

  /** How many deliveries have led to this one: none where one of the records is of a request. */
  private static int deliveriesBefore(List<SourceLog.Pending> batch) {
    return batch.stream().mapToInt(pending -> pending.record().deliveries()).min().orElse(0);
  }

  private void logDelivery(LogDelivery.Delivered delivered, String requestId, int deliveries) {
    SourceLog target = sources.get(delivered.target().name());
    if (target == null) {
      return;
    }
    LogLine line = new LogLine(target.bucket(), timeline.nowMillis(), requestId);
    line.set(LogField.REQUESTER, "svc:logging.s3.amazonaws.com")
        .set(LogField.OPERATION, OperationNames.PUT_OBJECT)
        .key(delivered.key())
        .quoted(LogField.REQUEST_URI, "PUT /" + target.bucket().name() + "/" + delivered.key())
        .set(LogField.HTTP_STATUS, "200")
        .count(LogField.OBJECT_SIZE, delivered.size())
        .quoted(LogField.REFERER, null)
        .quoted(LogField.USER_AGENT, null);
    target.addOfDelivery(line, deliveries);
  }

  /** Runs {@code action} on a bucket that may have been deleted together with its log. */
  static void unlessGone(Runnable action) {
    try {
      action.run();
    } catch (AwsError gone) {
      // NoSuchBucket: the log was deleted with the bucket.
    }
  }
}
