package dev.brume.s3.lock;

import dev.brume.s3.S3Wire;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Versions that are under retention or legal hold stay.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Locking
 *     objects with Object Lock</a>
 */
class ObjectLockTest {
  private static final String MODE = "x-amz-object-lock-mode";
  private static final String UNTIL = "x-amz-object-lock-retain-until-date";
  private static final String HOLD = "x-amz-object-lock-legal-hold";
  private static final String BYPASS = "x-amz-bypass-governance-retention";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.put("/bucket", "", "x-amz-bucket-object-lock-enabled", "true").hasStatus(200);
  }

  private String put(String... headers) {
    return configure("/bucket/key", "x", headers).hasStatus(200).header("x-amz-version-id");
  }

  private S3Wire.Answer configure(String target, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-MD5";
    all[1] = S3Wire.md5(body);
    return s3.put(target, body, all);
  }

  private static String retention(String mode, String until) {
    return "<Retention><Mode>"
        + mode
        + "</Mode><RetainUntilDate>"
        + until
        + "</RetainUntilDate></Retention>";
  }

  private void staysAt(String version, String... headers) {
    s3.delete("/bucket/key?versionId=" + version, headers)
        .isError(403, "AccessDenied", "Access Denied because object protected by object lock.");
  }

  @Test
  void objectLockComesWithVersioning() {
    s3.get("/bucket?versioning").has("Status", "Enabled");
    s3.get("/bucket?object-lock").hasStatus(200).has("ObjectLockEnabled", "Enabled");
    s3.create("plain");
    s3.get("/plain?object-lock").isError(404, "ObjectLockConfigurationNotFoundError");
    configure(
            "/plain?object-lock",
            "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>"
                + "</ObjectLockConfiguration>")
        .isError(409, "InvalidBucketState");
  }

  @Test
  void whatIsLockedComesWithADigest() {
    String message =
        "Content-MD5 OR x-amz-checksum- HTTP header is required for %s requests with Object Lock"
            + " parameters";
    s3.put("/bucket/free", "x").hasStatus(200);
    s3.put("/bucket/key", "x", HOLD, "ON")
        .isError(400, "InvalidRequest", message.formatted("Put Object"));
    s3.put("/bucket/key", "x", HOLD, "ON", "x-amz-checksum-crc32", "jNwWgw==").hasStatus(200);
    String upload = s3.post("/bucket/key?uploads", "", HOLD, "ON").element("UploadId");
    String part = "/bucket/key?partNumber=1&uploadId=" + upload;
    s3.put(part, "x").isError(400, "InvalidRequest", message.formatted("Put Part"));
    s3.put(part, "x", "Content-MD5", S3Wire.md5("x")).hasStatus(200);
    s3.put("/bucket/copy", "", HOLD, "ON", "x-amz-copy-source", "bucket/free").hasStatus(200);
    configure(
            "/bucket?object-lock",
            "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
                + "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>2</Days></DefaultRetention>"
                + "</Rule></ObjectLockConfiguration>")
        .hasStatus(200);
    s3.put("/bucket/free", "x").isError(400, "InvalidRequest", message.formatted("Put Object"));
  }

  @Test
  void complianceHoldsUntilItsDateAgainstEverybody() {
    String version = put(MODE, "COMPLIANCE", UNTIL, "2025-01-03T00:00:00Z");

    s3.head("/bucket/key").hasHeader(MODE, "COMPLIANCE").hasHeader(UNTIL, "2025-01-03T00:00:00Z");
    staysAt(version);
    staysAt(version, BYPASS, "true");
    configure(
            "/bucket/key?retention",
            retention("COMPLIANCE", "2025-01-02T00:00:00Z"),
            BYPASS,
            "true")
        .isError(403, "AccessDenied");
    configure("/bucket/key?retention", retention("COMPLIANCE", "2025-01-05T00:00:00Z"))
        .hasStatus(200);
    s3.delete("/bucket/key").hasStatus(204).hasHeader("x-amz-delete-marker", "true");
    s3.pass(Duration.ofDays(3));
    staysAt(version);
    s3.pass(Duration.ofDays(1));
    s3.delete("/bucket/key?versionId=" + version).hasStatus(204);
  }

  @Test
  void governanceYieldsToWhoBypassesIt() {
    String version = put(MODE, "GOVERNANCE", UNTIL, "2025-02-01T00:00:00Z");

    staysAt(version);
    configure("/bucket/key?retention", retention("GOVERNANCE", "2025-01-02T00:00:00Z"))
        .isError(403, "AccessDenied");
    configure("/bucket/key?retention", "<Retention/>", BYPASS, "true").hasStatus(200);
    s3.get("/bucket/key?retention").isError(404, "NoSuchObjectLockConfiguration");
    String other = put(MODE, "GOVERNANCE", UNTIL, "2025-02-01T00:00:00Z");
    s3.delete("/bucket/key?versionId=" + other, BYPASS, "true").hasStatus(204);
  }

  @Test
  void aLegalHoldHasNoEnd() {
    String version = put(HOLD, "ON");

    s3.get("/bucket/key?legal-hold").has("Status", "ON");
    s3.pass(Duration.ofDays(10_000));
    staysAt(version, BYPASS, "true");
    configure("/bucket/key?legal-hold", "<LegalHold><Status>OFF</Status></LegalHold>")
        .hasStatus(200);
    s3.head("/bucket/key").hasHeader(HOLD, "OFF");
    s3.delete("/bucket/key?versionId=" + version).hasStatus(204);
  }

  @Test
  void theBucketsDefaultHoldsForNewObjects() {
    String rule =
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
            + "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>2</Days></DefaultRetention></Rule>"
            + "</ObjectLockConfiguration>";
    configure("/bucket?object-lock", rule).hasStatus(200);
    s3.get("/bucket?object-lock").has("Mode", "GOVERNANCE").has("Days", "2");

    String version = put();

    s3.head("/bucket/key").hasHeader(MODE, "GOVERNANCE").hasHeader(UNTIL, "2025-01-03T00:00:00Z");
    staysAt(version);
    s3.pass(Duration.ofDays(2));
    s3.delete("/bucket/key?versionId=" + version).hasStatus(204);
  }

  @ParameterizedTest
  @CsvSource({
    "<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>, MalformedXML",
    "<Mode>GOVERNANCE</Mode>, MalformedXML",
    "<Days>1</Days>, MalformedXML",
    "<Mode>GOVERNANCE</Mode><Days>0</Days>, InvalidArgument",
    "<Mode>GOVERNANCE</Mode><Days>36501</Days>, InvalidArgument",
    "<Mode>STRICT</Mode><Days>1</Days>, MalformedXML",
  })
  void defaultsThatMakeNoSenseAreRefused(String retention, String code) {
    configure(
            "/bucket?object-lock",
            "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
                + "<DefaultRetention>"
                + retention
                + "</DefaultRetention></Rule></ObjectLockConfiguration>")
        .isError(400, code);
  }

  @Test
  void headersThatMakeNoSenseAreRefused() {
    s3.put("/bucket/key", "x", MODE, "GOVERNANCE")
        .isError(
            400,
            "InvalidArgument",
            "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
    s3.put("/bucket/key", "x", MODE, "STRICT", UNTIL, "2025-02-01T00:00:00Z")
        .isError(400, "InvalidArgument", "Unknown wormMode directive.");
    s3.put("/bucket/key", "x", MODE, "GOVERNANCE", UNTIL, "2024-02-01T00:00:00Z")
        .isError(400, "InvalidArgument", "The retain until date must be in the future!");
    s3.put("/bucket/key", "x", HOLD, "MAYBE").isError(400, "InvalidArgument");
    s3.create("plain");
    s3.put("/plain/key", "x", HOLD, "ON")
        .isError(400, "InvalidRequest", "Bucket is missing Object Lock Configuration");
  }
}
