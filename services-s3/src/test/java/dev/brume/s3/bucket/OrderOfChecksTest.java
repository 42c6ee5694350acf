package dev.brume.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What S3 looks at first where a request to a bucket is wrong in several ways.
 *
 * <p>Source of truth: answers recorded on AWS, S3, 2026-02.
 */
class OrderOfChecksTest {
  private final S3Wire s3 = new S3Wire();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accelerate",
        "acl",
        "cors",
        "encryption",
        "lifecycle",
        "logging",
        "notification",
        "object-lock",
        "ownershipControls",
        "publicAccessBlock",
        "replication",
        "requestPayment",
        "tagging",
        "versioning",
        "website"
      })
  void theBucketIsLookedForBeforeTheDocumentIsRead(String setting) {
    s3.put("/nowhere?" + setting, "<Nonsense/>", "Content-MD5", S3Wire.md5("<Nonsense/>"))
        .isError(404, "NoSuchBucket", "The specified bucket does not exist")
        .has("BucketName", "nowhere");
  }

  @Test
  void anEmptyPolicyIsNoPolicy() {
    s3.create("bucket");
    for (String policy : new String[] {"", "random", "\"{}\""}) {
      s3.put("/bucket?policy", policy)
          .isError(
              400, "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
    }
    s3.put("/bucket?policy", "{}")
        .isError(400, "MalformedPolicy", "Missing required field Statement");
  }

  @Test
  void aDottedNameIsRefusedBeforeTheDocument() {
    s3.create("with.dots");
    s3.put("/with.dots?accelerate", "<AccelerateConfiguration/>")
        .isError(
            400,
            "InvalidRequest",
            "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
  }

  @Test
  void anOwnBucketIsMadeAgainOnlyWithoutTags() {
    s3.create("bucket");
    s3.put("/bucket", "").hasStatus(200);
    String tags = "<Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags>";
    s3.put("/bucket", "<CreateBucketConfiguration>" + tags + "</CreateBucketConfiguration>")
        .isError(
            409,
            "BucketAlreadyOwnedByYou",
            "Your previous request to create the named bucket succeeded and you already own it.");
    s3.put("/bucket", "<CreateBucketConfiguration><Tags/></CreateBucketConfiguration>")
        .hasStatus(200);
  }

  @Test
  void tagsWithoutASetAreNone() {
    s3.create("bucket");
    s3.put("/bucket/key", "x", "x-amz-tagging", "a=b").hasStatus(200);
    s3.put("/bucket/key?tagging", "<Tagging/>", "Content-MD5", S3Wire.md5("<Tagging/>"))
        .hasStatus(200);
    assertThat(s3.get("/bucket/key?tagging").text()).contains("<TagSet/>");
  }

  /** Recorded of settings of buckets; the other documents are concluded from these. */
  @ParameterizedTest
  @CsvSource({
    "POST, ?delete",
    "PUT, ?policy",
    "PUT, ?abac",
    "PUT, ?analytics&id=a",
    "PUT, ?inventory&id=a",
    "PUT, ?metrics&id=a",
    "PUT, ?intelligent-tiering&id=a",
    "PUT, /key?acl",
    "PUT, /key?tagging",
    "PUT, /key?retention",
    "PUT, /key?legal-hold",
    "PUT, /key?encryption",
    "POST, /key?restore",
    "POST, /key?select&select-type=2",
    "POST, /key?uploadId=x"
  })
  void soItIsWithEveryDocument(String method, String target) {
    for (String document : new String[] {"<Nonsense/>", "not even XML"}) {
      s3.send(method, "/nowhere" + target, document, "Content-MD5", S3Wire.md5(document))
          .isError(404, "NoSuchBucket", "The specified bucket does not exist")
          .has("BucketName", "nowhere");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<LegalHold/>", "<LegalHold></LegalHold>"})
  void anEmptyLegalHoldIsMalformedBeforeTheLockIsMissed(String document) {
    s3.create("bucket");
    s3.put("/bucket/key", "x").hasStatus(200);
    String md5 = S3Wire.md5(document);
    s3.put("/bucket/key?legal-hold", document, "Content-MD5", md5).isError(400, "MalformedXML");
    String on = "<LegalHold><Status>ON</Status></LegalHold>";
    s3.put("/bucket/key?legal-hold", on, "Content-MD5", S3Wire.md5(on))
        .isError(400, "InvalidRequest", "Bucket is missing Object Lock Configuration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<Tagging/>", "<Tagging></Tagging>", "<Tagging><TagSet/></Tagging>"})
  void aBucketsTagsWithoutASetAreNoneToo(String document) {
    s3.create("bucket");
    s3.put("/bucket?tagging", document, "Content-MD5", S3Wire.md5(document)).hasStatus(204);
    s3.get("/bucket?tagging").isError(404, "NoSuchTagSet");
  }

  // Reported of AWS; no recorded answer is at hand.
  @Test
  void systemTagsOfNewBucketsHaveATextOfTheirOwn() {
    String tags = "<Tags><Tag><Key>aws:a</Key><Value>b</Value></Tag></Tags>";
    s3.put("/bucket", "<CreateBucketConfiguration>" + tags + "</CreateBucketConfiguration>")
        .isError(
            400,
            "InvalidTag",
            "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system"
                + " tags. Remove \"aws:\" from your tag keys and try again.");
    s3.head("/bucket").hasStatus(404);
  }

  /** As S3 says of {@code x-amz-expected-bucket-owner} wherever it stands. */
  @ParameterizedTest
  @CsvSource({"GET, /bucket/key", "PUT, /bucket/key", "DELETE, /bucket?policy", "HEAD, /bucket"})
  void theExpectedOwnerIsAnAccountEverywhere(String method, String target) {
    s3.create("bucket");
    S3Wire.Answer answer = s3.send(method, target, "", "x-amz-expected-bucket-owner", "invalid");
    answer.hasStatus(400);
    if (!method.equals("HEAD")) {
      answer.isError(
          400,
          "InvalidBucketOwnerAWSAccountID",
          "The value of the expected bucket owner parameter must be an AWS Account ID..."
              + " [invalid]");
    }
  }
}
