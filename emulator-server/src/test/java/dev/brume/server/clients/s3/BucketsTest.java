package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.waiters.S3Waiter;

/**
 * Buckets by the AWS SDK for Java v2: their life, their names and regions, waiters and paginators.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
class BucketsTest {
  private final S3Account account = S3Account.fresh();

  private final S3Account frankfurt = account.in(Region.EU_CENTRAL_1);

  @Test
  void aBucketLivesAndDies() {
    String bucket = "life-" + account.id;
    try (S3Waiter waiter = S3Waiter.builder().client(account.s3).build()) {
      assertThat(account.s3.createBucket(c -> c.bucket(bucket)).location()).isEqualTo("/" + bucket);
      assertThat(waiter.waitUntilBucketExists(w -> w.bucket(bucket)).matched().response())
          .map(HeadBucketResponse::bucketRegion)
          .hasValue("us-east-1");
      account.put(bucket, "key", "text");
      refused(409, "BucketNotEmpty", () -> account.s3.deleteBucket(d -> d.bucket(bucket)));
      account.s3.deleteObject(d -> d.bucket(bucket).key("key"));
      account.s3.deleteBucket(d -> d.bucket(bucket));

      waiter.waitUntilBucketNotExists(w -> w.bucket(bucket));
    }
    refused(
        NoSuchBucketException.class,
        404,
        "NoSuchBucket",
        () -> account.s3.listObjectsV2(l -> l.bucket(bucket)));
    assertThatThrownBy(() -> account.s3.headBucket(h -> h.bucket(bucket)))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void namesAreEverybodysAndRegionsHaveTheirSay() {
    String bucket = "names-" + account.id;
    frankfurt.s3.createBucket(
        c ->
            c.bucket(bucket)
                .createBucketConfiguration(
                    n -> n.locationConstraint(BucketLocationConstraint.EU_CENTRAL_1)));

    refused(
        BucketAlreadyOwnedByYouException.class,
        409,
        "BucketAlreadyOwnedByYou",
        () ->
            frankfurt.s3.createBucket(
                c ->
                    c.bucket(bucket)
                        .createBucketConfiguration(
                            n -> n.locationConstraint(BucketLocationConstraint.EU_CENTRAL_1))));
    refused(
        BucketAlreadyExistsException.class,
        409,
        "BucketAlreadyExists",
        () -> S3Account.fresh().s3.createBucket(c -> c.bucket(bucket)));
    refused(
        400,
        "IllegalLocationConstraintException",
        () ->
            frankfurt.s3.createBucket(
                c ->
                    c.bucket(bucket + "-2")
                        .createBucketConfiguration(
                            n -> n.locationConstraint(BucketLocationConstraint.US_WEST_2))));
    assertThat(frankfurt.s3.getBucketLocation(g -> g.bucket(bucket)).locationConstraint())
        .isEqualTo(BucketLocationConstraint.EU_CENTRAL_1);
    refused(301, "PermanentRedirect", () -> account.s3.listObjectsV2(l -> l.bucket(bucket)));
  }

  @Test
  void bucketsAreListedInPages() {
    List<String> names =
        List.of(
            account.createBucket("a"),
            account.createBucket("b-1"),
            account.createBucket("b-2"),
            account.createBucket("b-3"));

    assertThat(account.s3.listBuckets().buckets()).extracting(Bucket::name).isEqualTo(names);
    assertThat(
            account.s3.listBucketsPaginator(l -> l.prefix("b-").maxBuckets(2)).buckets().stream()
                .map(Bucket::name))
        .isEqualTo(names.subList(1, 4));
    assertThat(frankfurt.s3.listBuckets().owner()).isEqualTo(account.s3.listBuckets().owner());
  }

  @Test
  void tagsAndConfigurationsComeBack() {
    String bucket = account.createBucket("tagged");
    refused(404, "NoSuchTagSet", () -> account.s3.getBucketTagging(g -> g.bucket(bucket)));
    Tag tag = Tag.builder().key("team").value("shop + co").build();
    account.s3.putBucketTagging(p -> p.bucket(bucket).tagging(t -> t.tagSet(tag)));

    assertThat(account.s3.getBucketTagging(g -> g.bucket(bucket)).tagSet()).containsExactly(tag);
    account.s3.deleteBucketTagging(d -> d.bucket(bucket));
    refused(404, "NoSuchTagSet", () -> account.s3.getBucketTagging(g -> g.bucket(bucket)));
    assertThat(
            account
                .s3
                .getBucketEncryption(g -> g.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules())
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                    .isEqualTo("AES256"));
    assertThat(
            account
                .s3
                .getPublicAccessBlock(g -> g.bucket(bucket))
                .publicAccessBlockConfiguration()
                .blockPublicPolicy())
        .isTrue();
  }

  @Test
  void aClientMayAskForAnOwner() {
    String bucket = account.createBucket("owned");

    account.s3.headBucket(h -> h.bucket(bucket).expectedBucketOwner(account.id));
    refused(
        403,
        "AccessDenied",
        () -> account.s3.listObjectsV2(l -> l.bucket(bucket).expectedBucketOwner("000000000001")));
    assertThatThrownBy(() -> account.s3.listObjectsV2(l -> l.bucket("")))
        .isInstanceOf(SdkClientException.class);
  }
}
