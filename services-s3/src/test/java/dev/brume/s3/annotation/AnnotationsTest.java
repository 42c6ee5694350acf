package dev.brume.s3.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.s3.control.ControlWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Annotations of object versions. AWS documents neither the words of refusals, nor how a payload is
 * refused that is empty or too large, nor what the count of a list counts, nor what becomes of an
 * annotation of a locked version that is put again: here it may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html">Annotating
 *     your objects</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAnnotation.html">PutObjectAnnotation</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectAnnotation.html">DeleteObjectAnnotation</a>
 */
class AnnotationsTest {
  private static final String MD5_OF_ABC = "\"900150983cd24fb0d6963f7d28e17f72\"";

  private final S3Wire s3 = new S3Wire().create("bucket");

  private static String at(String target, String name) {
    return target + "?annotation&annotationName=" + name;
  }

  private Answer annotate(String target, String name, String payload, String... headers) {
    return s3.put(at(target, name), payload, headers);
  }

  private Answer annotation(String target, String name) {
    return s3.get(at(target, name));
  }

  private String object() {
    return s3.put("/bucket/key", "object").hasStatus(200).header("x-amz-version-id");
  }

  @Test
  void anAnnotationIsPutAndGot() {
    object();
    s3.pass(Duration.ofHours(1));
    annotate("/bucket/key", "ml.sentiment", "abc")
        .hasStatus(200)
        .has("Key", "key")
        .has("AnnotationName", "ml.sentiment")
        .hasHeader("ETag", MD5_OF_ABC)
        .hasHeader("x-amz-checksum-crc64nvme", "BeXKuz/B+us=")
        .hasHeader("x-amz-checksum-type", "FULL_OBJECT")
        .hasHeader("x-amz-server-side-encryption", "AES256")
        .hasHeader("x-amz-object-version-id", null);
    Answer got =
        annotation("/bucket/key", "ml.sentiment")
            .hasStatus(200)
            .hasHeader("ETag", MD5_OF_ABC)
            .hasHeader("Last-Modified", "Wed, 01 Jan 2025 01:00:00 GMT")
            .hasHeader("x-amz-checksum-crc64nvme", null);
    assertThat(got.text()).isEqualTo("abc");
    s3.get(at("/bucket/key", "ml.sentiment"), "x-amz-checksum-mode", "ENABLED")
        .hasHeader("x-amz-checksum-crc64nvme", "BeXKuz/B+us=");

    Answer object = s3.head("/bucket/key").hasStatus(200);
    object.hasHeader("Last-Modified", "Wed, 01 Jan 2025 00:00:00 GMT");
    annotate("/bucket/key", "ml.sentiment", "changed").hasStatus(200);
    assertThat(annotation("/bucket/key", "ml.sentiment").text()).isEqualTo("changed");
    s3.head("/bucket/key").hasHeader("ETag", object.header("ETag"));
  }

  @Test
  void whatIsNotThereIsNotGot() {
    annotate("/bucket/none", "a", "abc").isError(404, "NoSuchKey");
    annotation("/bucket/none", "a").isError(404, "NoSuchKey");
    object();
    annotation("/bucket/key", "a")
        .isError(404, "NoSuchAnnotation", "The specified annotation does not exist.");
    s3.delete(at("/bucket/key", "a")).hasStatus(204);
    annotate("/none/key", "a", "abc").isError(404, "NoSuchBucket");
    annotate("/bucket/key", "a&versionId=wrong", "abc").isError(400, "InvalidArgument");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "aws.x", "AWSome", "S3-x", "s3", "a%20b", "a/b", "a%26", "%F0%9F%98%80"})
  void namesHaveRules(String name) {
    object();
    annotate("/bucket/key", name, "abc")
        .isError(400, "InvalidAnnotationName", "The annotation name you provided is invalid.");
    s3.delete(at("/bucket/key", name)).isError(400, "InvalidAnnotationName");
  }

  @Test
  void namesHaveUpTo512Bytes() {
    object();
    annotate("/bucket/key", "%C3%A4".repeat(256), "abc").hasStatus(200);
    annotate("/bucket/key", "%C3%A4".repeat(256) + "x", "abc")
        .isError(400, "AnnotationNameTooLong", "The annotation name exceeds 512 bytes.");
    s3.put("/bucket/key?annotation", "abc").isError(400, "InvalidAnnotationName");
  }

  @Test
  void payloadsAreTextOfUpTo1MiB() {
    object();
    annotate("/bucket/key", "a", "x".repeat(1 << 20)).hasStatus(200);
    assertThat(annotation("/bucket/key", "a").body()).hasSize(1 << 20);
    annotate("/bucket/key", "b", "x".repeat((1 << 20) + 1))
        .isError(400, "EntityTooLarge")
        .has("MaxSizeAllowed", "1048576");
    annotate("/bucket/key", "b", "").isError(400, "InvalidRequest");
    s3.send("PUT", at("/bucket/key", "b"), new byte[] {'a', (byte) 0xff})
        .isError(415, "UnsupportedMediaType");
    annotate("/bucket/key", "b", "abc", "Content-MD5", S3Wire.md5("other"))
        .isError(400, "BadDigest");
    annotate("/bucket/key", "b", "abc", "x-amz-checksum-crc32", "AAAAAA==")
        .isError(400, "BadDigest");
    annotation("/bucket/key", "b").isError(404, "NoSuchAnnotation");
    annotate("/bucket/key", "b", "abc", "x-amz-checksum-crc32", "NSRBwg==")
        .hasStatus(200)
        .hasHeader("x-amz-checksum-crc32", "NSRBwg==");
  }

  @Test
  void aVersionHasUpTo1000() {
    object();
    for (int i = 0; i < 1_000; i++) {
      annotate("/bucket/key", "n" + i, "abc").hasStatus(200);
    }
    annotate("/bucket/key", "more", "abc").isError(400, "AnnotationLimitExceeded");
    annotate("/bucket/key", "n7", "abcd").hasStatus(200);
    s3.delete(at("/bucket/key", "n8")).hasStatus(204);
    annotate("/bucket/key", "more", "abc").hasStatus(200);
  }

  @Test
  void listsAreInOrderAndInPages() {
    object();
    for (String name : new String[] {"b", "a.2", "a.1", "%C3%A4", "A"}) {
      annotate("/bucket/key", name, "abc").hasStatus(200);
    }
    Answer all = s3.get("/bucket/key?annotation").hasStatus(200);
    assertThat(all.text())
        .containsSubsequence(">A<", ">a.1<", ">a.2<", ">b<", ">ä<")
        .doesNotContain("NextContinuationToken");
    all.has("Bucket", "bucket")
        .has("Key", "key")
        .has("AnnotationCount", "5")
        .has("MaxAnnotationResults", "1000")
        .has("Size", "3")
        .has("ChecksumAlgorithm", "CRC64NVME")
        .has("LastModified", "2025-01-01T00:00:00.000Z");

    Answer first = s3.get("/bucket/key?annotation&annotation-prefix=a&max-annotation-results=1");
    first.has("AnnotationName", "a.1").has("AnnotationPrefix", "a").has("AnnotationCount", "1");
    String token = first.element("NextContinuationToken");
    Answer second =
        s3.get("/bucket/key?annotation&annotation-prefix=a&continuation-token=" + token);
    second.has("AnnotationName", "a.2").has("AnnotationCount", "1").has("ContinuationToken", token);
    assertThat(second.text()).doesNotContain("NextContinuationToken");

    s3.get("/bucket/key?annotation&continuation-token=wrong!").isError(400, "InvalidArgument");
    s3.get("/bucket/key?annotation&max-annotation-results=0").isError(400, "InvalidArgument");
    s3.get("/bucket/key?annotation&max-annotation-results=1001").isError(400, "InvalidArgument");
    s3.get("/bucket/key?annotation&annotation-prefix=a%20").isError(400, "InvalidPrefix");
    s3.get("/bucket/none?annotation").isError(404, "NoSuchKey");
  }

  @Test
  void annotationsBelongToVersions() {
    s3.versioning("bucket", "Enabled");
    String first = object();
    annotate("/bucket/key", "a", "one").hasHeader("x-amz-object-version-id", first);
    String second = object();
    annotation("/bucket/key", "a").isError(404, "NoSuchAnnotation");
    annotate("/bucket/key", "a&versionId=" + first, "changed").hasStatus(200);
    Answer got = annotation("/bucket/key", "a&versionId=" + first);
    assertThat(got.hasHeader("x-amz-object-version-id", first).text()).isEqualTo("changed");

    s3.delete("/bucket/key").hasStatus(204);
    annotation("/bucket/key", "a").isError(404, "NoSuchKey");
    annotate("/bucket/key", "a", "abc").isError(405, "MethodNotAllowed");
    annotation("/bucket/key", "a&versionId=" + first).hasStatus(200);
    s3.delete("/bucket/key?versionId=" + first).hasStatus(204);
    annotation("/bucket/key", "a&versionId=" + first).isError(404, "NoSuchVersion");
    annotation("/bucket/key", "a&versionId=" + second).isError(404, "NoSuchAnnotation");
  }

  @Test
  void anObjectThatIsReplacedLosesThem() {
    object();
    annotate("/bucket/key", "a", "abc");
    object();
    annotation("/bucket/key", "a").isError(404, "NoSuchAnnotation");
  }

  @Test
  void theObjectMayBeACondition() {
    object();
    String etag = s3.head("/bucket/key").header("ETag");
    annotate("/bucket/key", "a", "abc", "x-amz-object-if-match", etag).hasStatus(200);
    annotate("/bucket/key", "a", "abc", "x-amz-object-if-match", "\"other\"")
        .isError(412, "PreconditionFailed")
        .has("Condition", "x-amz-object-if-match");
    s3.delete(at("/bucket/key", "a"), "x-amz-object-if-match", "\"other\"")
        .isError(412, "PreconditionFailed");
    s3.delete(at("/bucket/key", "a"), "x-amz-object-if-match", etag).hasStatus(204);
    annotation("/bucket/key", "a").isError(404, "NoSuchAnnotation");
  }

  @Test
  void lockedVersionsKeepThem() {
    s3.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true").hasStatus(200);
    String[] lock = {
      "x-amz-object-lock-mode",
      "GOVERNANCE",
      "x-amz-object-lock-retain-until-date",
      "2025-02-01T00:00:00Z",
      "Content-MD5",
      S3Wire.md5("x")
    };
    s3.put("/locked/key", "x", lock).hasStatus(200);
    annotate("/locked/key", "a", "abc").hasStatus(200);
    s3.delete(at("/locked/key", "a")).isError(403, "AccessDenied");
    s3.delete(at("/locked/key", "a"), "x-amz-bypass-governance-retention", "true").hasStatus(204);
    annotate("/locked/key", "b", "abc").hasStatus(200);
    s3.pass(Duration.ofDays(40));
    s3.delete(at("/locked/key", "b")).hasStatus(204);
  }

  @Test
  void objectsWithCustomersKeysHaveNone() {
    String key = "0123456789abcdef0123456789abcdef";
    String[] customer = {
      "x-amz-server-side-encryption-customer-algorithm",
      "AES256",
      "x-amz-server-side-encryption-customer-key",
      Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)),
      "x-amz-server-side-encryption-customer-key-MD5",
      S3Wire.md5(key)
    };
    s3.put("/bucket/secret", "x", customer).hasStatus(200);
    annotate("/bucket/secret", "a", "abc").isError(400, "InvalidRequest");
    object();
    annotate("/bucket/key", "a", "abc").hasStatus(200);
    String[] copying = new String[customer.length + 2];
    System.arraycopy(customer, 0, copying, 2, customer.length);
    copying[0] = "x-amz-copy-source";
    copying[1] = "/bucket/key";
    s3.put("/bucket/copy", "", copying).isError(400, "InvalidRequest");
    s3.put("/bucket/copy?x-amz-object-annotation-directive=EXCLUDE", "", copying).hasStatus(200);
  }

  /** Access points are not among the features that AWS says know no annotations. */
  @Test
  void accessPointsLeadToThem() {
    object();
    String alias = new ControlWire(s3).create("point", "bucket").element("Alias");
    annotate("/" + alias + "/key", "a", "abc").hasStatus(200);
    assertThat(annotation("/" + alias + "/key", "a").text()).isEqualTo("abc");
    s3.get("/" + alias + "/key?annotation").has("AnnotationCount", "1").has("Bucket", "bucket");
    s3.delete(at("/" + alias + "/key", "a")).hasStatus(204);
    annotation("/bucket/key", "a").isError(404, "NoSuchAnnotation");
  }

  @Test
  void annotationsAreState() {
    object();
    annotate("/bucket/key", "a", "abc");
    Store.Snapshot snapshot = s3.store().snapshot();
    annotate("/bucket/key", "a", "changed");
    s3.delete("/bucket/key").hasStatus(204);
    s3.store().restore(snapshot);
    assertThat(annotation("/bucket/key", "a").text()).isEqualTo("abc");
  }
}
