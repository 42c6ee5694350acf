package dev.brume.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a presigned URL says in its query string counts as if a header had said it.
 *
 * <p>Source of truth: answers recorded on AWS, S3, 2026-02.
 */
class PresignedHeadersTest {
  private static final String VERSION_2 =
      "?AWSAccessKeyId=" + S3Wire.ACCOUNT + "&Signature=x&Expires=4000000000";

  private static final String VERSION_4 =
      "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
          + S3Wire.ACCOUNT
          + "%2F20250101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20250101T000000Z"
          + "&X-Amz-Expires=600&X-Amz-SignedHeaders=host&X-Amz-Signature=0";

  private final S3Wire s3 = new S3Wire().create("bucket");
  private final S3Wire anybody = s3.anonymous();

  @BeforeEach
  void putObject() {
    s3.put("/bucket/key", "x").hasStatus(200);
  }

  @Test
  void metadataMayStandInTheQuery() {
    anybody.put("/bucket/new" + VERSION_2 + "&x-amz-meta-foo=bar", "x").hasStatus(200);
    anybody.put("/bucket/other" + VERSION_4 + "&x-amz-meta-foo=b%20r", "x").hasStatus(200);

    s3.head("/bucket/new").hasHeader("x-amz-meta-foo", "bar");
    s3.head("/bucket/other").hasHeader("x-amz-meta-foo", "b r");
  }

  /**
   * SDKs put all of these there; S3 heeds some (public reports aws/aws-sdk-js-v3 #5414,
   * smithy-lang/smithy-typescript #1421) and ignores tags (aws/aws-sdk-go-v2 #1017).
   */
  @Test
  void accessListsAndEncryptionMayStandInTheQuery() {
    s3.put("/open", "", "x-amz-object-ownership", "ObjectWriter").hasStatus(200);
    s3.delete("/open?publicAccessBlock").hasStatus(204);
    String parameters =
        "&x-amz-acl=public-read&x-amz-server-side-encryption=aws%3Akms&x-amz-tagging=a%3Db";

    anybody.put("/open/key" + VERSION_4 + parameters, "x").hasStatus(200);

    assertThat(s3.get("/open/key?acl").text()).contains("groups/global/AllUsers");
    s3.head("/open/key")
        .hasHeader("x-amz-server-side-encryption", "aws:kms")
        .hasHeader("x-amz-tagging-count", null);
    anybody
        .put("/bucket/key" + VERSION_4 + "&x-amz-acl=public-read", "x")
        .isError(400, "AccessControlListNotSupported");
  }

  @Test
  void aHeaderCountsBeforeTheQuery() {
    anybody
        .put("/bucket/new" + VERSION_2 + "&x-amz-meta-foo=bar", "x", "x-amz-meta-foo", "header")
        .hasStatus(200);

    s3.head("/bucket/new").hasHeader("x-amz-meta-foo", "header");
  }

  @Test
  void conditionsMayStandInTheQuery() {
    anybody
        .put("/bucket/key" + VERSION_4 + "&If-None-Match=%2A", "y")
        .isError(412, "PreconditionFailed")
        .has("Condition", "If-None-Match");
    anybody
        .put("/bucket/key" + VERSION_4 + "&If-Match=other", "y")
        .isError(412, "PreconditionFailed")
        .has("Condition", "If-Match");
    assertThat(s3.get("/bucket/key").text()).isEqualTo("x");
  }

  /** Parameters of requests that are not presigned are no headers. */
  @Test
  void otherRequestsHaveNoHeadersInTheirQuery() {
    s3.put("/bucket/new?x-amz-meta-foo=bar", "x").hasStatus(200);

    s3.head("/bucket/new").hasHeader("x-amz-meta-foo", null);
  }
}
