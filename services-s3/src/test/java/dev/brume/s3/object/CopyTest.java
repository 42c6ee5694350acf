package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects are copied. That a plus in the source's name stands for a space, and the texts of errors,
 * are as S3 has answered in public bug reports.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
class CopyTest {
  private static final String ETAG = "\"5d41402abc4b2a76b9719d911017c592\"";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void putObject() {
    s3.create("bucket");
    s3.put(
            "/bucket/key",
            "hello",
            "Content-Type",
            "text/plain",
            "x-amz-meta-color",
            "blue",
            "x-amz-tagging",
            "a=1",
            "x-amz-storage-class",
            "STANDARD_IA",
            "x-amz-website-redirect-location",
            "/there")
        .hasStatus(200);
    s3.pass(Duration.ofHours(1));
  }

  private Answer copy(String target, String source, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "x-amz-copy-source";
    all[1] = source;
    return s3.put(target, "", all);
  }

  @Test
  void aCopyHasTheMetadataAndTagsOfItsSource() {
    Answer answer = copy("/bucket/copy", "/bucket/key").hasStatus(200);

    assertThat(answer.text()).contains("<CopyObjectResult");
    answer
        .has("ETag", "&quot;" + ETAG.replace("\"", "") + "&quot;")
        .has("LastModified", "2025-01-01T01:00:00.000Z")
        .has("ChecksumCRC64NVME", "M3eFcAZSQlc=")
        .has("ChecksumType", "FULL_OBJECT");
    assertThat(
            s3.get("/bucket/copy")
                .hasHeader("ETag", ETAG)
                .hasHeader("Content-Type", "text/plain")
                .hasHeader("x-amz-meta-color", "blue")
                .hasHeader("x-amz-tagging-count", "1")
                .hasHeader("x-amz-storage-class", null)
                .hasHeader("x-amz-website-redirect-location", null)
                .hasHeader("Last-Modified", "Wed, 01 Jan 2025 01:00:00 GMT")
                .text())
        .isEqualTo("hello");
    s3.delete("/bucket/key");
    assertThat(s3.get("/bucket/copy").text()).isEqualTo("hello");
  }

  @Test
  void directivesReplaceMetadataAndTags() {
    copy(
            "/bucket/copy",
            "bucket/key",
            "x-amz-metadata-directive",
            "REPLACE",
            "x-amz-tagging-directive",
            "REPLACE",
            "x-amz-meta-shape",
            "round",
            "x-amz-tagging",
            "b=2&c=3",
            "x-amz-storage-class",
            "ONEZONE_IA",
            "x-amz-website-redirect-location",
            "/elsewhere")
        .hasStatus(200);

    s3.head("/bucket/copy")
        .hasHeader("Content-Type", "binary/octet-stream")
        .hasHeader("x-amz-meta-color", null)
        .hasHeader("x-amz-meta-shape", "round")
        .hasHeader("x-amz-tagging-count", "2")
        .hasHeader("x-amz-storage-class", "ONEZONE_IA")
        .hasHeader("x-amz-website-redirect-location", "/elsewhere");
    copy("/bucket/copy", "bucket/key", "x-amz-metadata-directive", "MERGE")
        .isError(400, "InvalidArgument", "Unknown metadata directive.")
        .has("ArgumentName", "x-amz-metadata-directive");
    copy("/bucket/copy", "bucket/key", "x-amz-tagging-directive", "MERGE")
        .isError(400, "InvalidArgument", "Unknown tagging directive.");
  }

  @Test
  void theChecksumMayBeOfAnotherAlgorithm() {
    copy("/bucket/copy", "bucket/key", "x-amz-checksum-algorithm", "CRC32")
        .has("ChecksumCRC32", "NhCmhg==")
        .has("ChecksumCRC64NVME", null);

    s3.head("/bucket/copy", "x-amz-checksum-mode", "ENABLED")
        .hasHeader("x-amz-checksum-crc32", "NhCmhg==");
    copy("/bucket/next", "bucket/copy").has("ChecksumCRC32", "NhCmhg==");
    copy("/bucket/copy", "bucket/key", "x-amz-checksum-algorithm", "CRC16")
        .isError(400, "InvalidRequest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bucket/a%20b%2B%3Fc/%C3%A9",
        "bucket/a+b%2B%3Fc/%c3%a9",
        "bucket%2Fa%20b%2B%3Fc%2F%C3%A9"
      })
  void theNameOfTheSourceIsEncoded(String source) {
    s3.put("/bucket/a%20b%2B%3Fc/%C3%A9", "1").hasStatus(200);

    copy("/bucket/copy", source).hasStatus(200);

    assertThat(s3.get("/bucket/copy").text()).isEqualTo("1");
  }

  @Test
  void aVersionCanBeRestored() {
    s3.versioning("bucket", "Enabled");
    String first = s3.put("/bucket/v", "1").header("x-amz-version-id");
    s3.put("/bucket/v", "2").hasStatus(200);
    String marker = s3.delete("/bucket/v").header("x-amz-version-id");

    copy("/bucket/v", "bucket/v").isError(404, "NoSuchKey");
    copy("/bucket/v", "bucket/v?versionId=" + marker)
        .isError(
            400,
            "InvalidRequest",
            "The source of a copy request may not specifically refer to a delete marker by version"
                + " id.");
    Answer restored = copy("/bucket/v", "bucket/v?versionId=" + first).hasStatus(200);
    restored.hasHeader("x-amz-copy-source-version-id", first);
    assertThat(restored.header("x-amz-version-id")).hasSize(32).isNotEqualTo(first);
    assertThat(s3.get("/bucket/v").text()).isEqualTo("1");
  }

  @Test
  void copiesGoAcrossAccountsAndRegions() {
    S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT).in("eu-west-1").create("other");

    other.put("/other/copy", "", "x-amz-copy-source", "bucket/key").hasStatus(200);

    assertThat(other.get("/other/copy").text()).isEqualTo("hello");
    other
        .put(
            "/other/copy",
            "",
            "x-amz-copy-source",
            "bucket/key",
            "x-amz-source-expected-bucket-owner",
            S3Wire.OTHER_ACCOUNT)
        .isError(403, "AccessDenied");
  }

  /** As S3 says of {@code x-amz-expected-bucket-owner}. */
  @Test
  void theExpectedOwnerOfTheSourceIsAnAccount() {
    s3.put(
            "/bucket/copy",
            "",
            "x-amz-copy-source",
            "bucket/key",
            "x-amz-source-expected-bucket-owner",
            "me")
        .isError(
            400,
            "InvalidBucketOwnerAWSAccountID",
            "The value of the expected bucket owner parameter must be an AWS Account ID... [me]");
  }

  @ParameterizedTest
  @CsvSource({
    "bucket, 400, InvalidArgument, Invalid copy source object key",
    "bucket/, 400, InvalidArgument, Invalid copy source object key",
    "/, 400, InvalidArgument, Invalid copy source bucket name",
    "bucket/key?versionId=, 400, InvalidArgument, Version id cannot be the empty string",
    "bucket/key?versionId=x, 400, InvalidArgument, Invalid version id specified",
    "none/key, 404, NoSuchBucket, The specified bucket does not exist",
    "bucket/none, 404, NoSuchKey, The specified key does not exist."
  })
  void theSourceMustBeThere(String source, int status, String code, String message) {
    copy("/bucket/copy", source).isError(status, code, message);
  }

  @Test
  void anObjectIsNotCopiedOntoItselfForNothing() {
    copy("/bucket/key", "bucket/key")
        .isError(
            400,
            "InvalidRequest",
            "This copy request is illegal because it is trying to copy an object to itself without"
                + " changing the object's metadata, storage class, website redirect location or"
                + " encryption attributes.");
    copy("/bucket/key", "bucket/key", "x-amz-metadata-directive", "REPLACE").hasStatus(200);
    copy("/bucket/key", "bucket/key", "x-amz-storage-class", "STANDARD").hasStatus(200);
    assertThat(s3.get("/bucket/key").text()).isEqualTo("hello");
  }

  /**
   * Answers recorded on AWS, S3, 2026-02. The recordings show the conditions, but not whether the
   * requests changed anything else.
   */
  @Test
  void aConditionOnTheTargetIsJudgedBeforeACopyOntoItselfIsRefused() {
    copy("/bucket/key", "bucket/key", "If-None-Match", "*")
        .isError(412, "PreconditionFailed")
        .has("Condition", "If-None-Match");
    copy("/bucket/key", "bucket/key", "If-Match", "\"other\"")
        .isError(412, "PreconditionFailed")
        .has("Condition", "If-Match");
    copy("/bucket/key", "bucket/key", "If-Match", ETAG)
        .hasStatus(200)
        .has("ETag", "&quot;" + ETAG.replace("\"", "") + "&quot;");
  }

  /** Answers recorded on AWS, S3, 2026-02: such a copy is encrypted with S3's own keys again. */
  @Test
  void anObjectInKmsIsCopiedOntoItself() {
    String sse = "x-amz-server-side-encryption";
    s3.put("/bucket/kms", "hello", sse, "aws:kms").hasStatus(200);

    copy("/bucket/kms", "bucket/kms").hasStatus(200).hasHeader(sse, "AES256");
    s3.head("/bucket/kms").hasHeader(sse, "AES256").hasHeader("ETag", ETAG);
    copy("/bucket/kms", "bucket/kms").isError(400, "InvalidRequest");
  }

  @ParameterizedTest
  @CsvSource({
    "if-match, etag, 200",
    "if-match, other, 412",
    "if-none-match, etag, 412",
    "if-none-match, other, 200",
    "if-modified-since, 'Wed, 01 Jan 2025 00:00:00 GMT', 412",
    "if-modified-since, 'Tue, 31 Dec 2024 00:00:00 GMT', 200",
    "if-unmodified-since, 'Wed, 01 Jan 2025 00:00:00 GMT', 200",
    "if-unmodified-since, 'Tue, 31 Dec 2024 00:00:00 GMT', 412"
  })
  void copiesDependOnTheirSource(String condition, String value, int status) {
    Answer answer =
        copy(
                "/bucket/copy",
                "bucket/key",
                "x-amz-copy-source-" + condition,
                value.equals("etag") ? ETAG : value)
            .hasStatus(status);

    if (status == 412) {
      assertThat(answer.element("Condition"))
          .isEqualToIgnoringCase("x-amz-copy-source-" + condition);
    }
  }

  @Test
  void copiesDependOnTheirDestination() {
    copy("/bucket/copy", "bucket/key", "If-None-Match", "*").hasStatus(200);
    copy("/bucket/copy", "bucket/key", "If-None-Match", "*").isError(412, "PreconditionFailed");
    copy("/bucket/copy", "bucket/key", "If-Match", "other").isError(412, "PreconditionFailed");
    copy("/bucket/copy", "bucket/key", "If-Match", ETAG).hasStatus(200);
  }

  // Answer recorded on AWS, S3, 2026-02.
  @Test
  void aSourceMayBeAWholeUrl() {
    copy("/bucket/copy", "http://s3.localhost:4566/bucket/key").hasStatus(200);
    copy("/bucket/copy", "https://s3.amazonaws.com/bucket/key").hasStatus(200);
    copy("/bucket/copy", "https://s3.amazonaws.com/bucket/none").isError(404, "NoSuchKey");
  }

  // Answer recorded on AWS, S3, 2026-02: a bucket whose encryption was set encrypts anew.
  @Test
  void aBucketsEncryptionIsAReasonToCopyOntoItself() {
    String rule =
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
            + "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
            + "</ServerSideEncryptionConfiguration>";
    copy("/bucket/key", "bucket/key").isError(400, "InvalidRequest");
    s3.put("/bucket?encryption", rule, "Content-MD5", S3Wire.md5(rule)).hasStatus(200);
    copy("/bucket/key", "bucket/key").hasStatus(200);
  }
}
