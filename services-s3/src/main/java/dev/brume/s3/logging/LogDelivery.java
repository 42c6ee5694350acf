package dev.brume.s3.logging;

import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyReceiver.ReceivedBody;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Caller;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.id.Ids;
import dev.brume.core.schema.InMemoryByteStream;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.time.Timeline;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.access.LogGrants;
import dev.brume.s3.api.LoggingEnabled;
import dev.brume.s3.api.ObjectLockConfiguration;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.api.ServerSideEncryption;
import dev.brume.s3.api.ServerSideEncryptionRule;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.configuration.RequesterPays;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ObjectDraft;
import dev.brume.s3.object.PutOperation;
import dev.brume.s3.object.UploadChecksum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of access logs as objects to the target buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">Logging
 *     requests with server access logging</a>
 */
final class LogDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(LogDelivery.class);
  private static final int UNIQUE_LENGTH = 16;
  private static final String UNIQUE_ALPHABET = "0123456789ABCDEF";
  private static final String KMS = "aws:kms";

  private final Buckets buckets;
  private final AccessCheck access;
  private final ObjectDraft drafts;
  private final BodyStore bodies;
  private final StoreSection section;
  private final Timeline timeline;
  private final Ids ids;

  /** A delivered log object. */
  record Delivered(Bucket target, String key, long size) {}

  LogDelivery(FeatureContext s3) {
    buckets = s3.buckets();
    access = s3.access();
    drafts = s3.drafts();
    bodies = s3.bodies();
    section = s3.section();
    timeline = s3.timeline();
    ids = s3.ids();
  }

  /** The records of {@code batch} for the first object. */
  static List<SourceLog.Pending> firstOf(Bucket source, List<SourceLog.Pending> batch) {
    LoggingEnabled settings = source.configuration(Configurations.LOGGING);
    if (settings == null || !LogObjectKey.isByDay(settings)) {
      return batch;
    }
    long day = dayOf(batch.getFirst());
    return batch.stream().filter(pending -> dayOf(pending) == day).toList();
  }

  private static long dayOf(SourceLog.Pending pending) {
    return TimeUnit.MILLISECONDS.toDays(pending.record().timeMillis());
  }

  /**
   * Delivers records, at least one; call in a section of the store.
   *
   * @param whenDone called in the section of the delivery, with null if the records could not be
   *     delivered
   */
  CompletionStage<Void> deliver(
      Bucket source,
      List<SourceLog.Pending> batch,
      String requestId,
      Consumer<Delivered> whenDone) {
    LoggingEnabled settings = source.configuration(Configurations.LOGGING);
    if (settings == null) {
      return without(whenDone);
    }
    try {
      return make(source, settings, batch, requestId, whenDone);
    } catch (AwsError refusal) {
      return refused(source, settings, refusal.getMessage(), whenDone);
    }
  }

  private CompletionStage<Void> make(
      Bucket source,
      LoggingEnabled settings,
      List<SourceLog.Pending> batch,
      String requestId,
      Consumer<Delivered> whenDone) {
    Bucket target = buckets.find(settings.targetBucket(), source.scope());
    String key =
        LogObjectKey.of(
            source,
            settings,
            batch.getFirst().record().timeMillis(),
            timeline.nowMillis(),
            ids.text(UNIQUE_LENGTH, UNIQUE_ALPHABET));
    String obstacle = obstacle(source, target, key);
    if (obstacle != null) {
      return refused(source, settings, obstacle, whenDone);
    }
    ObjectVersion.Builder draft = draft(target, settings, key, requestId);
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC64NVME;
    return BodyReceiver.receive(
            bodies, new InMemoryByteStream(bytes(batch)), UploadChecksum.toCompute(algorithm))
        .thenAccept(received -> store(target, draft, received, algorithm, requestId, whenDone))
        .exceptionallyCompose(failure -> refused(source, settings, failure.getMessage(), whenDone));
  }

  private CompletionStage<Void> refused(
      Bucket source, LoggingEnabled settings, String reason, Consumer<Delivered> whenDone) {
    LOG.warn(
        "Log records of {} are lost, because {} does not take them: {}",
        source.arn(),
        settings.targetBucket(),
        reason);
    return without(whenDone);
  }

  private CompletionStage<Void> without(Consumer<Delivered> whenDone) {
    section.run(() -> whenDone.accept(null));
    return CompletableFuture.completedFuture(null);
  }

  /** Why a bucket does not accept a log; null if it does. */
  private String obstacle(Bucket source, Bucket target, String key) {
    if (target == null || !target.scope().equals(source.scope())) {
      return "it is not there any more";
    }
    ObjectLockConfiguration lock = target.configuration(Configurations.OBJECT_LOCK);
    if (lock != null && lock.rule() != null) {
      return "it locks new objects by default";
    }
    if (RequesterPays.isOn(target)) {
      return "requesters pay for it";
    }
    ServerSideEncryptionRule rule = target.configuration(Configurations.ENCRYPTION);
    String encryption =
        rule == null || rule.applyServerSideEncryptionByDefault() == null
            ? ServerSideEncryption.AES256
            : rule.applyServerSideEncryptionByDefault().sseAlgorithm();
    if (encryption.startsWith(KMS)) {
      return "it encrypts new objects with keys of KMS by default";
    }
    return access.admitsLogDelivery(source, target, key)
        ? null
        : "neither its policy nor its access control list admits the log delivery";
  }

  private ObjectVersion.Builder draft(
      Bucket target, LoggingEnabled settings, String key, String requestId) {
    HttpRequest put =
        new HttpRequest(
            "PUT",
            "/" + target.name(),
            null,
            new Headers(),
            RequestBody.EMPTY,
            ClientConnection.INTERNAL);
    RequestContext context =
        new RequestContext(
            requestId,
            target.scope(),
            new Caller(null, target.owner(), null),
            ProtocolId.REST_XML,
            S3Api.PUT_OBJECT,
            put);
    ObjectVersion.Builder draft =
        drafts.read(
            new BucketRequest(context, target),
            PutObjectRequest.builder()
                .bucket(target.name())
                .key(key)
                .contentType("text/plain")
                .build());
    return target.ownsAll()
        ? draft
        : draft
            .owner(CanonicalUserIds.LOG_DELIVERY)
            .acl(LogGrants.of(target, settings.targetGrants()));
  }

  private static byte[] bytes(List<SourceLog.Pending> batch) {
    StringBuilder lines = new StringBuilder();
    for (SourceLog.Pending pending : batch) {
      lines.append(pending.record().line()).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The object and the removal of its records are written in one group. */
  private void store(
      Bucket target,
      ObjectVersion.Builder draft,
      ReceivedBody received,
      ChecksumAlgorithm algorithm,
      String requestId,
      Consumer<Delivered> whenDone) {
    ObjectContent content = PutOperation.content(received, algorithm);
    ObjectVersion whole = draft.content(content).build();
    section.run(
        () -> {
          try {
            buckets
                .again(target)
                .edit(
                    new ChangeOrigin(null, null, null, requestId),
                    edit -> edit.put(whole, ObjectEvent.CREATED_PUT));
          } catch (RuntimeException refusal) {
            content.discard();
            throw refusal;
          }
          whenDone.accept(new Delivered(target, whole.key(), content.size()));
        });
  }
}
