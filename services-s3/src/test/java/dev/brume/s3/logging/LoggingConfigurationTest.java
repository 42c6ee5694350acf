package dev.brume.s3.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.testlog.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be set of a bucket's log. The refusals are as S3's in public bug reports.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html">PutBucketLogging</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html">GetBucketLogging</a>
 */
class LoggingConfigurationTest {
  private static final String READER =
      "<TargetGrants><Grant>"
          + "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Group\">"
          + "<URI>http://acs.amazonaws.com/groups/global/AuthenticatedUsers</URI></Grantee>"
          + "<Permission>READ</Permission></Grant></TargetGrants>";

  private final S3Wire s3 = new S3Wire().create("source").create("logs");

  private Answer log(String further) {
    return LoggedBuckets.log(s3, "source", "<LoggingEnabled>" + further + "</LoggingEnabled>");
  }

  private static String to(String target) {
    return "<TargetBucket>" + target + "</TargetBucket><TargetPrefix>a/</TargetPrefix>";
  }

  @Test
  void loggingIsSwitchedOnAndOff() {
    assertThat(s3.get("/source?logging").hasStatus(200).text())
        .contains("<BucketLoggingStatus")
        .doesNotContain("LoggingEnabled");
    log(to("logs")).hasStatus(200);
    Answer on = s3.get("/source?logging").has("TargetBucket", "logs").has("TargetPrefix", "a/");
    assertThat(on.text()).doesNotContain("TargetGrants").doesNotContain("TargetObjectKeyFormat");
    LoggedBuckets.log(s3, "source", "").hasStatus(200);
    assertThat(s3.get("/source?logging").text()).doesNotContain("LoggingEnabled");

    s3.put("/source?logging", "<BucketLoggingStatus/>").hasStatus(200);
    s3.get("/none?logging").isError(404, "NoSuchBucket");
  }

  @Test
  @ExpectsLog(
      from = LoggingOperations.class,
      text = "The access log of arn:aws:s3:::source goes to arn:aws:s3:::source")
  void theTargetIsABucketOfTheSameOwnerInTheSameRegion() {
    log(to("none"))
        .isError(
            400, "InvalidTargetBucketForLogging", "The target bucket for logging does not exist")
        .has("TargetBucket", "none");
    s3.as(S3Wire.OTHER_ACCOUNT).create("foreign");
    log(to("foreign"))
        .isError(
            400,
            "InvalidTargetBucketForLogging",
            "The owner for the bucket to be logged and the target bucket must be the same.")
        .has("TargetBucket", "foreign");
    s3.in("eu-west-1").create("far");
    log(to("far"))
        .isError(403, "CrossLocationLoggingProhibitted")
        .has("SourceBucketLocation", null) // Answer recorded on AWS, S3, 2026-02.
        .has("TargetBucketLocation", "eu-west-1");
    log(to("source")).hasStatus(200);
  }

  /** That S3 takes permissions beyond the model's is from a public bug report. */
  @Test
  void grantsAreForBucketsWithAccessControlLists() {
    log(to("logs") + READER)
        .isError(
            400,
            "AccessControlListNotSupported",
            "Target grants not allowed for bucket owner enforced buckets");
    s3.delete("/logs?ownershipControls").hasStatus(204);
    log(to("logs") + READER).hasStatus(200);
    s3.get("/source?logging").has("Permission", "READ");
    log(to("logs") + READER.replace("READ<", "READ_ACP<")).hasStatus(200);
    log(to("logs") + READER.replace("READ<", "EVERYTHING<")).isError(400, "MalformedXML");
    log(to("logs") + READER.replace("/AuthenticatedUsers", "/Nobody"))
        .isError(400, "InvalidArgument", "Invalid group uri");
  }

  @Test
  void keysAreSimpleOrPartitioned() {
    log(to("logs") + "<TargetObjectKeyFormat><SimplePrefix/></TargetObjectKeyFormat>")
        .hasStatus(200);
    assertThat(s3.get("/source?logging").text()).contains("SimplePrefix");
    log(to("logs") + partitioned("EventTime")).hasStatus(200);
    s3.get("/source?logging").has("PartitionDateSource", "EventTime");
    log(to("logs") + partitioned("DeliveryTime")).hasStatus(200);
  }

  private static String partitioned(String source) {
    return "<TargetObjectKeyFormat><PartitionedPrefix><PartitionDateSource>"
        + source
        + "</PartitionDateSource></PartitionedPrefix></TargetObjectKeyFormat>";
  }

  @ParameterizedTest
  @CsvSource({
    "<TargetPrefix>a</TargetPrefix>",
    "<TargetBucket>logs</TargetBucket>",
    "TO <TargetObjectKeyFormat/>",
    "TO <TargetObjectKeyFormat><SimplePrefix/><PartitionedPrefix/></TargetObjectKeyFormat>",
    "TO <TargetObjectKeyFormat><PartitionedPrefix><PartitionDateSource>Never"
        + "</PartitionDateSource></PartitionedPrefix></TargetObjectKeyFormat>"
  })
  void whatMakesNoSenseIsMalformed(String settings) {
    log(settings.replace("TO ", to("logs"))).isError(400, "MalformedXML");
    assertThat(s3.get("/source?logging").text()).doesNotContain("LoggingEnabled");
  }

  @Test
  void theKeysMustFit() {
    String prefix = "p".repeat(1_000);
    log("<TargetBucket>logs</TargetBucket><TargetPrefix>" + prefix + "</TargetPrefix>")
        .isError(400, "KeyTooLongError");
  }
}
