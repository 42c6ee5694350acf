package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Versions by the AWS SDK for Java v2, and locks on them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">Retaining
 *     multiple versions of objects</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Locking
 *     objects with Object Lock</a>
 */
class VersionsTest {
  private final S3Account account = S3Account.fresh();
  private String bucket;

  @BeforeEach
  void createBucket() {
    bucket = account.createBucket("versions");
    versioning(BucketVersioningStatus.ENABLED);
  }

  private void versioning(BucketVersioningStatus status) {
    account.s3.putBucketVersioning(
        p -> p.bucket(bucket).versioningConfiguration(v -> v.status(status)));
  }

  private String read(String version) {
    return account
        .s3
        .getObjectAsBytes(g -> g.bucket(bucket).key("key").versionId(version))
        .asUtf8String();
  }

  private List<String> versions() {
    return account
        .s3
        .listObjectVersionsPaginator(l -> l.bucket(bucket).maxKeys(1))
        .versions()
        .stream()
        .map(ObjectVersion::versionId)
        .toList();
  }

  @Test
  void versionsAreKeptHiddenAndBroughtBack() {
    String first = account.put(bucket, "key", "first");
    String second = account.put(bucket, "key", "second");
    DeleteObjectResponse deleted = account.s3.deleteObject(d -> d.bucket(bucket).key("key"));

    assertThat(deleted.deleteMarker()).isTrue();
    refused(NoSuchKeyException.class, 404, "NoSuchKey", () -> account.read(bucket, "key"));
    assertThat(read(first)).isEqualTo("first");
    assertThat(versions()).containsExactly(second, first);
    assertThat(account.s3.listObjectVersions(l -> l.bucket(bucket)).deleteMarkers())
        .singleElement()
        .matches(DeleteMarkerEntry::isLatest)
        .extracting(DeleteMarkerEntry::versionId)
        .isEqualTo(deleted.versionId());
    refused(405, "MethodNotAllowed", () -> read(deleted.versionId()));
    assertThat(
            account
                .s3
                .deleteObject(d -> d.bucket(bucket).key("key").versionId(deleted.versionId()))
                .deleteMarker())
        .isTrue();
    assertThat(account.read(bucket, "key")).isEqualTo("second");
    account.s3.copyObject(
        c ->
            c.sourceBucket(bucket)
                .sourceKey("key")
                .sourceVersionId(first)
                .destinationBucket(bucket)
                .destinationKey("key"));
    assertThat(account.read(bucket, "key")).isEqualTo("first");
    assertThat(versions()).hasSize(3).endsWith(second, first);
  }

  @Test
  void whereVersioningIsSuspendedTheNullVersionIsReplaced() {
    String kept = account.put(bucket, "key", "kept");
    versioning(BucketVersioningStatus.SUSPENDED);
    account.put(bucket, "key", "one");
    account.put(bucket, "key", "two");

    assertThat(versions()).containsExactly("null", kept);
    assertThat(read("null")).isEqualTo("two");
    assertThat(account.s3.deleteObject(d -> d.bucket(bucket).key("key")).versionId())
        .isEqualTo("null");
    assertThat(versions()).containsExactly(kept);
    refused(409, "BucketNotEmpty", () -> account.s3.deleteBucket(d -> d.bucket(bucket)));
  }

  @Test
  void lockedVersionsStay() {
    String locked = "locked-" + account.id;
    account.s3.createBucket(c -> c.bucket(locked).objectLockEnabledForBucket(true));
    Instant until = Instant.parse("2099-01-01T00:00:00Z");
    String version =
        account
            .s3
            .putObject(
                p ->
                    p.bucket(locked)
                        .key("key")
                        .objectLockMode(ObjectLockMode.GOVERNANCE)
                        .objectLockRetainUntilDate(until),
                RequestBody.fromString("text"))
            .versionId();
    account.s3.putObjectLegalHold(
        p -> p.bucket(locked).key("key").legalHold(l -> l.status(ObjectLockLegalHoldStatus.ON)));

    assertThat(account.s3.getObjectRetention(g -> g.bucket(locked).key("key")).retention().mode())
        .isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
    refused(403, "AccessDenied", () -> delete(locked, version, true));
    account.s3.putObjectLegalHold(
        p -> p.bucket(locked).key("key").legalHold(l -> l.status(ObjectLockLegalHoldStatus.OFF)));
    refused(403, "AccessDenied", () -> delete(locked, version, false));
    delete(locked, version, true);
    assertThat(account.s3.listObjectVersions(l -> l.bucket(locked)).versions()).isEmpty();
  }

  private void delete(String locked, String version, boolean bypass) {
    account.s3.deleteObject(
        d -> d.bucket(locked).key("key").versionId(version).bypassGovernanceRetention(bypass));
  }
}
