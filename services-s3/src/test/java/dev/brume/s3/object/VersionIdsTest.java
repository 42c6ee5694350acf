package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Version ids that were never given to a version, and the null version.
 *
 * <p>Source of truth: answers recorded on AWS, S3, 2026-02, of GetObject, DeleteObject and
 * DeleteObjects; the other operations that take a version id are concluded from these.
 */
class VersionIdsTest {
  private static final String NEVER_ISSUED = "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD";
  private static final String TAGS =
      "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  private Answer deleteMany(String... keysAndVersions) {
    StringBuilder body = new StringBuilder("<Delete>");
    for (int i = 0; i < keysAndVersions.length; i += 2) {
      body.append("<Object><Key>").append(keysAndVersions[i]).append("</Key><VersionId>");
      body.append(keysAndVersions[i + 1]).append("</VersionId></Object>");
    }
    body.append("</Delete>");
    return s3.post("/bucket?delete", body.toString(), "Content-MD5", S3Wire.md5(body.toString()));
  }

  private static String changed(String versionId) {
    String end = versionId.endsWith("AB") ? "BA" : "AB";
    return versionId.substring(0, versionId.length() - 2) + end;
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /bucket/key?",
    "DELETE, /bucket/key?",
    "GET, /bucket/key?tagging&",
    "PUT, /bucket/key?tagging&",
    "DELETE, /bucket/key?tagging&",
    "GET, /bucket/key?acl&",
    "GET, /bucket/key?attributes&"
  })
  void whatWasNeverIssuedIsNoVersionId(String method, String target) {
    s3.versioning("bucket", "Enabled");
    String issued = s3.put("/bucket/key", "1").header("x-amz-version-id");

    for (String id : new String[] {NEVER_ISSUED, changed(issued)}) {
      s3.send(
              method,
              target + "versionId=" + id,
              method.equals("PUT") ? TAGS : "",
              "Content-MD5",
              S3Wire.md5(method.equals("PUT") ? TAGS : ""),
              "x-amz-object-attributes",
              "ETag")
          .isError(400, "InvalidArgument", "Invalid version id specified")
          .has("ArgumentName", "versionId")
          .has("ArgumentValue", id);
    }
    s3.head("/bucket/key?versionId=" + changed(issued)).hasStatus(400);
    assertThat(s3.get("/bucket/key?versionId=" + issued).text()).isEqualTo("1");
  }

  @Test
  void norIsItTheSourceOfACopy() {
    s3.versioning("bucket", "Enabled");
    String issued = s3.put("/bucket/key", "1").header("x-amz-version-id");
    String upload = s3.post("/bucket/parts?uploads", "").element("UploadId");

    for (String target :
        new String[] {"/bucket/copy", "/bucket/parts?partNumber=1&uploadId=" + upload}) {
      s3.put(target, "", "x-amz-copy-source", "bucket/key?versionId=" + changed(issued))
          .isError(400, "InvalidArgument", "Invalid version id specified");
    }
  }

  @Test
  void ofManyKeysTheOnesWithSuchIdsHaveNoSuchVersion() {
    s3.versioning("bucket", "Enabled");
    String issued = s3.put("/bucket/key", "1").header("x-amz-version-id");
    String message = "<Message>The specified version does not exist.</Message>";

    String answer =
        deleteMany("key", changed(issued), "other", NEVER_ISSUED, "key", issued)
            .hasStatus(200)
            .text();
    for (String refused :
        new String[] {
          "<Key>key</Key><VersionId>" + changed(issued),
          "<Key>other</Key><VersionId>" + NEVER_ISSUED
        }) {
      assertThat(answer)
          .contains("<Error>" + refused + "</VersionId><Code>NoSuchVersion</Code>" + message);
    }
    assertThat(answer)
        .contains("<Deleted><Key>key</Key><VersionId>" + issued + "</VersionId></Deleted>");
  }

  @Test
  void whatWasIssuedAndDeletedIsNoSuchVersion() {
    s3.versioning("bucket", "Enabled");
    String id = s3.put("/bucket/key", "1").header("x-amz-version-id");
    s3.delete("/bucket/key?versionId=" + id).hasStatus(204);

    s3.get("/bucket/key?versionId=" + id).isError(404, "NoSuchVersion");
    s3.head("/bucket/key?versionId=" + id).hasStatus(404);
    s3.get("/bucket/key?tagging&versionId=" + id).isError(404, "NoSuchVersion");
    assertThat(deleteMany("key", id).hasStatus(200).text())
        .contains("<Deleted><Key>key</Key><VersionId>" + id + "</VersionId></Deleted>");
  }

  @Test
  void theNullVersionIsNotToldByACompletedUploadButByACopy() {
    s3.versioning("bucket", "Enabled");
    s3.versioning("bucket", "Suspended");
    s3.put("/bucket/key", "1").hasStatus(200).hasHeader("x-amz-version-id", null);
    String upload = s3.post("/bucket/parts?uploads", "").element("UploadId");
    String etag = s3.put("/bucket/parts?partNumber=1&uploadId=" + upload, "1").header("ETag");
    s3.post(
            "/bucket/parts?uploadId=" + upload,
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + etag
                + "</ETag></Part></CompleteMultipartUpload>")
        .hasStatus(200)
        .hasHeader("x-amz-version-id", null);
    s3.put("/bucket/copy", "", "x-amz-copy-source", "bucket/key")
        .hasStatus(200)
        .hasHeader("x-amz-version-id", "null");
    s3.get("/bucket/parts").hasHeader("x-amz-version-id", "null");
  }

  /** The same refusal wherever the header stands, whatever it says. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "false", ""})
  void nothingIsBypassedInABucketWithoutLock(String value) {
    String bypass = "x-amz-bypass-governance-retention";
    String message = bypass + " is only applicable to Object Lock enabled buckets.";
    String body = "<Delete><Object><Key>key</Key></Object></Delete>";
    s3.put("/bucket/key", "1").hasStatus(200);

    s3.delete("/bucket/key", bypass, value).isError(400, "InvalidArgument", message);
    s3.delete("/bucket/key?versionId=null", bypass, value).isError(400, "InvalidArgument", message);
    s3.post("/bucket?delete", body, "Content-MD5", S3Wire.md5(body), bypass, value)
        .isError(400, "InvalidArgument", message)
        .has("ArgumentName", bypass);
    s3.head("/bucket/key").hasStatus(200);
  }
}
