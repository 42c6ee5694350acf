package dev.brume.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
