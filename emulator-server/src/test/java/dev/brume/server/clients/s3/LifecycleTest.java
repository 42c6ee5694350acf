package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.VirtualBrume;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tier;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * What becomes of objects in time, by the AWS SDK for Java v2 on a server whose time the test
 * moves.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html">Managing
 *     the lifecycle of objects</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects.html">Working
 *     with archived objects</a>
 */
class LifecycleTest {
  private final VirtualBrume brume = new VirtualBrume();
  private final S3Account account = S3Account.on(brume.endpoint());
  private final String bucket = account.createBucket("lifecycle");

  @AfterEach
  void stop() {
    brume.close();
  }

  private void rule(Consumer<LifecycleRule.Builder> rule) {
    LifecycleRule.Builder builder =
        LifecycleRule.builder().id("the rule").status(ExpirationStatus.ENABLED);
    rule.accept(builder);
    account.s3.putBucketLifecycleConfiguration(
        p -> p.bucket(bucket).lifecycleConfiguration(l -> l.rules(builder.build())));
  }

  @Test
  void objectsExpire() {
    rule(r -> r.filter(f -> f.prefix("logs/")).expiration(e -> e.days(30)));
    account.put(bucket, "logs/a", "text");
    account.put(bucket, "kept", "text");

    assertThat(account.s3.headObject(h -> h.bucket(bucket).key("logs/a")).expiration())
        .isEqualTo("expiry-date=\"Sat, 01 Feb 2025 00:00:00 GMT\", rule-id=\"the%20rule\"");
    brume.advance(Duration.ofDays(30));
    assertThat(account.read(bucket, "logs/a")).isEqualTo("text");
    brume.advance(Duration.ofDays(2));
    refused(NoSuchKeyException.class, 404, "NoSuchKey", () -> account.read(bucket, "logs/a"));
    assertThat(account.read(bucket, "kept")).isEqualTo("text");
  }

  @Test
  void archivedObjectsAreRestoredForAWhile() {
    Transition toGlacier =
        Transition.builder().days(1).storageClass(TransitionStorageClass.GLACIER).build();
    rule(r -> r.filter(f -> f.prefix("")).transitions(toGlacier));
    account.s3.putObject(
        p -> p.bucket(bucket).key("key"), RequestBody.fromString("x".repeat(200_000)));
    brume.advance(Duration.ofDays(3));

    InvalidObjectStateException refusal =
        refused(
            InvalidObjectStateException.class,
            403,
            "InvalidObjectState",
            () -> account.read(bucket, "key"));
    assertThat(refusal.storageClass()).isEqualTo(StorageClass.GLACIER);
    account.s3.restoreObject(
        r ->
            r.bucket(bucket)
                .key("key")
                .restoreRequest(w -> w.days(2).glacierJobParameters(g -> g.tier(Tier.STANDARD))));
    assertThat(restore()).isEqualTo("ongoing-request=\"true\"");
    refused(
        409,
        "RestoreAlreadyInProgress",
        () ->
            account.s3.restoreObject(
                r -> r.bucket(bucket).key("key").restoreRequest(w -> w.days(2))));
    brume.advance(Duration.ofHours(5));
    assertThat(restore()).startsWith("ongoing-request=\"false\", expiry-date=\"");
    assertThat(account.read(bucket, "key")).hasSize(200_000);
    brume.advance(Duration.ofDays(4));
    refused(403, "InvalidObjectState", () -> account.read(bucket, "key"));
  }

  private String restore() {
    return account.s3.headObject(h -> h.bucket(bucket).key("key")).restore();
  }
}
