package dev.brume.s3.archive;

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
 * Archived objects can't be read until they are restored, which takes its time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html">RestoreObject</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html">Archive
 *     retrieval options</a>
 */
class RestoreTest {
  private static final String ONGOING = "ongoing-request=\"true\"";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  private void put(String storageClass) {
    s3.put("/bucket/key", "hello", "x-amz-storage-class", storageClass).hasStatus(200);
  }

  private Answer restore(int days, String tier) {
    return restore(
        "<Days>"
            + days
            + "</Days><GlacierJobParameters><Tier>"
            + tier
            + "</Tier></GlacierJobParameters>");
  }

  private Answer restore(String elements) {
    return s3.post("/bucket/key?restore", "<RestoreRequest>" + elements + "</RestoreRequest>");
  }

  private void refusesReading(String storageClass) {
    s3.get("/bucket/key")
        .isError(
            403, "InvalidObjectState", "The operation is not valid for the object's storage class")
        .has("StorageClass", storageClass);
  }

  private void has(String restoreHeader) {
    s3.head("/bucket/key").hasStatus(200).hasHeader("x-amz-restore", restoreHeader);
  }

  @ParameterizedTest
  @CsvSource({
    "GLACIER, Expedited, PT5M",
    "GLACIER, Standard, PT5H",
    "GLACIER, Bulk, PT12H",
    "DEEP_ARCHIVE, Standard, PT12H",
    "DEEP_ARCHIVE, Bulk, PT48H",
  })
  void aRestoreTakesTheTimeOfItsTier(String storageClass, String tier, Duration duration) {
    put(storageClass);
    refusesReading(storageClass);
    has(null);

    assertThat(restore(2, tier).hasStatus(202).body()).isEmpty();
    has(ONGOING);
    s3.pass(duration.minusMillis(1));
    refusesReading(storageClass);
    s3.pass(Duration.ofMillis(1));
    assertThat(s3.get("/bucket/key").hasStatus(200).text()).isEqualTo("hello");
    s3.get("/bucket/key").hasHeader("x-amz-storage-class", storageClass);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STANDARD", "STANDARD_IA", "GLACIER_IR", "INTELLIGENT_TIERING"})
  void whatIsNotArchivedIsReadAndNotRestored(String storageClass) {
    put(storageClass);
    assertThat(s3.get("/bucket/key").hasStatus(200).text()).isEqualTo("hello");
    restore(1, "Standard")
        .isError(
            403,
            "InvalidObjectState",
            "Restore is not allowed for the object's current storage class")
        .has("StorageClass", storageClass);
  }

  @Test
  void aCopyIsMadeOfWhatIsRestoredOnly() {
    put("GLACIER");
    s3.put("/bucket/copy", "", "x-amz-copy-source", "/bucket/key")
        .isError(
            403,
            "InvalidObjectState",
            "Operation is not valid for the source object's storage class")
        .has("StorageClass", "GLACIER");
    restore(1, "Expedited").hasStatus(202);
    s3.pass(Duration.ofMinutes(5));
    s3.put("/bucket/copy", "", "x-amz-copy-source", "/bucket/key").hasStatus(200);
    s3.head("/bucket/copy").hasHeader("x-amz-storage-class", null).hasHeader("x-amz-restore", null);
  }

  /** The days are counted from when the copy is there, and end at midnight. */
  @Test
  void theCopyIsThereForItsDays() {
    put("GLACIER");
    s3.pass(Duration.ofHours(22));
    restore(3, "Standard").hasStatus(202);
    s3.pass(Duration.ofHours(6));
    has("ongoing-request=\"false\", expiry-date=\"Mon, 06 Jan 2025 00:00:00 GMT\"");

    s3.pass(Duration.ofHours(92).minusSeconds(1));
    s3.get("/bucket/key").hasStatus(200);
    s3.pass(Duration.ofSeconds(1));
    refusesReading("GLACIER");
    has(null);
    restore(1, "Expedited").hasStatus(202);
  }

  @Test
  void anotherRequestSetsTheDaysAnew() {
    put("GLACIER");
    restore(3, "Expedited").hasStatus(202);
    s3.pass(Duration.ofHours(36));
    restore(10, "Bulk").hasStatus(200);
    has("ongoing-request=\"false\", expiry-date=\"Mon, 13 Jan 2025 00:00:00 GMT\"");
    restore(1, "Bulk").hasStatus(200);
    has("ongoing-request=\"false\", expiry-date=\"Sat, 04 Jan 2025 00:00:00 GMT\"");
  }

  @Test
  void aRestoreUnderWayCanOnlyBeMadeFaster() {
    put("GLACIER");
    restore(3, "Standard").hasStatus(202);
    for (String tier : new String[] {"Standard", "Bulk"}) {
      restore(3, tier)
          .isError(409, "RestoreAlreadyInProgress", "Object restore is already in progress");
    }
    restore(4, "Expedited").isError(409, "RestoreAlreadyInProgress");
    restore(3, "Expedited").hasStatus(202);
    s3.pass(Duration.ofMinutes(5));
    s3.get("/bucket/key").hasStatus(200);
  }

  @Test
  void whatCanNotBeAskedForIsRefused() {
    put("DEEP_ARCHIVE");
    restore(1, "Expedited")
        .isError(403, "InvalidTier", "Retrieval option is not supported by this storage class");
    restore(0, "Standard").isError(400, "InvalidArgument", "restoration days should be at least 1");
    restore("").isError(400, "MalformedXML");
    restore(1, "Fast").isError(400, "MalformedXML");
    s3.post("/bucket/key?restore", "").isError(400, "MalformedXML");
    restore("<Days>1</Days><Tier>Standard</Tier>").isError(400, "MalformedXML");
    restore("<Type>SELECT</Type><Tier>Standard</Tier>")
        .isError(
            405,
            "MethodNotAllowed",
            "The specific method for Select type jobs is not allowed against this resource.");
    has(null);
    s3.post("/bucket/other?restore", "<RestoreRequest><Days>1</Days></RestoreRequest>")
        .isError(404, "NoSuchKey");
  }

  @Test
  void aVersionIsRestoredByItsId() {
    s3.versioning("bucket", "Enabled");
    String id =
        s3.put("/bucket/key", "old", "x-amz-storage-class", "GLACIER").header("x-amz-version-id");
    s3.put("/bucket/key", "new");
    s3.post(
            "/bucket/key?restore&versionId=" + id,
            "<RestoreRequest><Days>1</Days></RestoreRequest>")
        .hasStatus(202);
    s3.pass(Duration.ofHours(5));
    assertThat(s3.get("/bucket/key?versionId=" + id).hasStatus(200).text()).isEqualTo("old");
    s3.head("/bucket/key").hasHeader("x-amz-restore", null);

    s3.delete("/bucket/key");
    s3.post("/bucket/key?restore", "<RestoreRequest><Days>1</Days></RestoreRequest>")
        .isError(405, "MethodNotAllowed");
  }

  @Test
  void listsTellOfRestoresOnRequest() {
    put("GLACIER");
    restore(1, "Standard").hasStatus(202);
    String list = "/bucket?list-type=2";
    String header = "x-amz-optional-object-attributes";
    assertThat(s3.get(list).text()).doesNotContain("RestoreStatus");
    s3.get(list, header, "RestoreStatus").has("IsRestoreInProgress", "true");
    s3.pass(Duration.ofHours(5));
    s3.get(list, header, "RestoreStatus")
        .has("IsRestoreInProgress", "false")
        .has("RestoreExpiryDate", "2025-01-03T00:00:00.000Z");
  }
}
