package dev.brume.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Buckets are made, found, listed and deleted; their names belong to all accounts together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
class BucketsTest {
  private final S3Wire s3 = new S3Wire();

  @Test
  void aBucketIsMadeFoundListedAndDeleted() {
    s3.put("/first", "").hasStatus(200).hasHeader("Location", "/first");

    s3.head("/first").hasStatus(200).hasHeader("x-amz-bucket-region", "us-east-1");
    Answer list = s3.get("/").hasStatus(200);
    assertThat(list.text())
        .contains("<ListAllMyBucketsResult")
        .contains("<Name>first</Name><CreationDate>2025-01-01T00:00:00");
    s3.delete("/first").hasStatus(204);
    s3.head("/first").hasStatus(404);
    s3.get("/first?location")
        .isError(404, "NoSuchBucket", "The specified bucket does not exist")
        .has("BucketName", "first");
  }

  @Test
  void theLocationIsTheRegionButForTheFirstOne() {
    s3.create("here");
    s3.in("eu-west-1").create("there");

    assertThat(s3.get("/here?location").text())
        .contains("<LocationConstraint")
        .doesNotContain("us");
    assertThat(s3.in("eu-west-1").get("/there?location").text())
        .contains(">eu-west-1</LocationConstraint>");
  }

  /**
   * "Bucket names must only end with the suffix -an when you're creating buckets in your account
   * regional namespace": then they end with account and region before it. By which error S3 refuses
   * others is not documented.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html">Namespaces
   *     for general purpose buckets</a>
   */
  @Test
  void anAccountHasANamespaceInEachRegion() {
    String header = "x-amz-bucket-namespace";
    String own = "/mine-" + S3Wire.ACCOUNT + "-us-east-1-an";
    s3.put(own, "").isError(400, "InvalidBucketName");
    s3.put(own, "", header, "global").isError(400, "InvalidBucketName");
    s3.put(own, "", header, "mine").isError(400, "InvalidArgument");
    s3.as(S3Wire.OTHER_ACCOUNT)
        .put(own, "", header, "account-regional")
        .isError(400, "InvalidBucketName");
    s3.put("/mine", "", header, "account-regional").isError(400, "InvalidBucketName");
    s3.put(own.replace("/mine", "/"), "", header, "account-regional")
        .isError(400, "InvalidBucketName");
    s3.put(own, "", header, "account-regional").hasStatus(200);
    s3.put(own + "/key", "x").hasStatus(200);
    s3.put("/mine", "", header, "global").hasStatus(200);
  }

  @Test
  void aNameIsTakenForAll() {
    s3.create("taken");

    s3.as(S3Wire.OTHER_ACCOUNT).put("/taken", "").isError(409, "BucketAlreadyExists");
    s3.put("/taken", "").hasStatus(200);
    S3Wire europe = s3.in("eu-west-1").create("mine");
    europe
        .put(
            "/mine",
            "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint>"
                + "</CreateBucketConfiguration>")
        .isError(
            409,
            "BucketAlreadyOwnedByYou",
            "Your previous request to create the named bucket succeeded and you already own it.");
  }

  @Test
  void aRegionsEndpointMakesItsOwnBucketsOnly() {
    s3.in("eu-west-1")
        .put("/b-1", "")
        .isError(
            400,
            "IllegalLocationConstraintException",
            "The unspecified location constraint is incompatible for the region specific endpoint"
                + " this request was sent to.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "Abc", "a_b", "-abc", "abc-"})
  void aNameMustBeAHostName(String name) {
    s3.put("/" + name, "").isError(400, "InvalidBucketName", "The specified bucket is not valid.");
  }

  @Test
  void whoSignsForAnotherRegionIsSentThere() {
    s3.in("eu-west-1").create("there");

    s3.get("/there/key")
        .isError(301, "PermanentRedirect")
        .has("Endpoint", "there.s3.eu-west-1.amazonaws.com")
        .hasHeader("x-amz-bucket-region", "eu-west-1");
    s3.head("/there").hasStatus(301).hasHeader("x-amz-bucket-region", "eu-west-1");
  }

  @Test
  void theOwnerMustBeTheExpectedOne() {
    s3.create("mine");

    s3.get("/mine?location", "x-amz-expected-bucket-owner", S3Wire.ACCOUNT).hasStatus(200);
    s3.get("/mine?location", "x-amz-expected-bucket-owner", S3Wire.OTHER_ACCOUNT)
        .isError(403, "AccessDenied", "Access Denied");
    s3.get("/mine?location", "x-amz-expected-bucket-owner", "me")
        .isError(
            400,
            "InvalidBucketOwnerAWSAccountID",
            "The value of the expected bucket owner parameter must be an AWS Account ID... [me]");
  }

  @Test
  void aBucketWithObjectsStays() {
    s3.create("full");
    s3.put("/full/key", "x");

    s3.delete("/full")
        .isError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
        .has("BucketName", "full");
    s3.delete("/full/key").hasStatus(204);
    s3.delete("/full").hasStatus(204);
  }

  /** Source of truth: Amazon S3 as its users reported it, for a bucket with versions. */
  @Test
  void aBucketWithVersionsStays() {
    s3.create("kept");
    s3.versioning("kept", "Enabled");
    s3.put("/kept/key", "x");
    s3.delete("/kept/key").hasStatus(204);

    s3.delete("/kept")
        .isError(
            409,
            "BucketNotEmpty",
            "The bucket you tried to delete is not empty. You must delete all versions in the"
                + " bucket.")
        .has("BucketName", "kept");
  }

  @Test
  void aHeaderWhoseFeatureIsNotDoneIsRefused() {
    s3.create("b-1");

    s3.put("/b-1/key", "x", "X-Amz-Object-Lock-Event-Hold", "ON")
        .isError(
            501,
            "NotImplemented",
            "A header you provided implies functionality that is not implemented")
        .has("Header", "X-Amz-Object-Lock-Event-Hold");
    s3.get("/b-1/key").isError(404, "NoSuchKey");
  }

  /** Version 2 has no region in its signature, so nobody is sent elsewhere for it. */
  @Test
  void aSignatureWithoutRegionReachesEveryRegion() {
    s3.in("eu-west-1").create("far-away");

    s3.anonymous()
        .get("/far-away?AWSAccessKeyId=123456789012&Signature=x&Expires=4000000000")
        .hasStatus(200);
  }
}
