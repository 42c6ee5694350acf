package dev.brume.s3.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.core.state.Store;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.testlog.ExpectsLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How logs get into buckets. S3 says when only roughly; that a bucket which must not be a target is
 * taken as one, and gets no logs, is not documented either.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">Logging
 *     requests with server access logging</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">Enabling
 *     Amazon S3 server access logging</a>
 */
class LogDeliveryTest {
  private static final String SIMPLE_KEY = "log/2025-01-01-00-02-00-[0-9A-F]{16}";

  private final LoggedBuckets logged = new LoggedBuckets(new S3Wire());
  private final S3Wire s3 = logged.s3;

  private static S3Wire enforced() {
    return new S3Wire(Authorizer.Mode.ENFORCED);
  }

  private static String partitioned(String dates) {
    return "<TargetObjectKeyFormat><PartitionedPrefix><PartitionDateSource>"
        + dates
        + "</PartitionDateSource></PartitionedPrefix></TargetObjectKeyFormat>";
  }

  private static void putPolicy(S3Wire s3, String policy) {
    String json = policy.replace('\'', '"');
    s3.put("/logs?policy", json, "Content-MD5", S3Wire.md5(json)).hasStatus(204);
  }

  @Test
  void recordsAreCollectedAndDeliveredTogether() {
    s3.get("/source/a");
    s3.pass(Duration.ofSeconds(30));
    s3.get("/source/b");
    assertThat(logged.keys()).isEmpty();
    s3.pass(Duration.ofSeconds(30));
    assertThat(logged.keys()).singleElement().asString().matches(SIMPLE_KEY);
    Answer log = s3.get("/logs/" + logged.keys().getFirst());
    log.hasHeader("Content-Type", "text/plain");
    assertThat(log.text().lines()).hasSize(2);
    assertThat(log.text()).endsWith("\n");
    s3.pass(Duration.ofDays(1));
    assertThat(logged.keys()).hasSize(1);
  }

  @Test
  void keysTellTheDayOfTheDelivery() {
    logged.log("source", "logs", partitioned("DeliveryTime"));
    s3.pass(SourceLog.INTERVAL);
    assertThat(logged.keys())
        .singleElement()
        .asString()
        .matches("log/123456789012/us-east-1/source/2025/01/01/2025-01-01-00-02-00-[0-9A-F]{16}");
  }

  @Test
  void keysTellTheDayOfTheEvents() {
    s3.pass(Duration.ofHours(23).plusMinutes(58));
    logged.log("source", "logs", partitioned("EventTime"));
    s3.pass(Duration.ofSeconds(30));
    s3.get("/source/a");
    s3.pass(Duration.ofSeconds(30));
    s3.get("/source/b");
    logged.s3.pass(SourceLog.INTERVAL);
    assertThat(logged.keys())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "log/123456789012/us-east-1/source/2025/01/01/2025-01-01-00-00-00-"),
            second ->
                assertThat(second)
                    .startsWith(
                        "log/123456789012/us-east-1/source/2025/01/02/2025-01-02-00-00-00-"));
  }

  @Test
  void manyRecordsAreDeliveredAtOnce() {
    String prefix = "x".repeat(1_000);
    for (int i = 0; i < 1_100; i++) {
      s3.get("/source?prefix=" + prefix);
    }
    s3.pass(Duration.ZERO);
    assertThat(logged.keys()).hasSize(1);
    assertThat(logged.lines()).hasSize(1_100);
  }

  @Test
  void recordsThatWaitAreState() {
    s3.get("/source/a");
    Store.Snapshot snapshot = s3.store().snapshot();
    assertThat(logged.lines()).hasSize(1);
    s3.get("/source/b");
    s3.store().restore(snapshot);
    assertThat(logged.lines()).singleElement().asString().contains(" a ");
    s3.store().reset();
    s3.pass(Duration.ofHours(1));
    s3.create("source");
    s3.get("/source/c");
    assertThat(s3.service().answerListener()).isNull();
  }

  @Test
  void nobodyListensWhereNothingIsLogged() {
    assertThat(s3.service().answerListener()).isNotNull();
    LoggedBuckets.log(s3, "source", "").hasStatus(200);
    assertThat(s3.service().answerListener()).isNull();
    logged.log("source", "logs", "");
    s3.get("/source/a");
    s3.delete("/source").hasStatus(204);
    assertThat(s3.service().answerListener()).isNull();
    assertThat(logged.lines()).isEmpty();
  }

  @Test
  @ExpectsLog(
      from = LoggingOperations.class,
      text = "The access log of arn:aws:s3:::source goes to arn:aws:s3:::source")
  void aLogThatGoesIntoItsOwnBucketIsLoggedThereHourly() {
    logged.log("source", "source", "");
    s3.pass(SourceLog.INTERVAL);
    assertThat(logs("source")).isEqualTo(1);
    s3.pass(SourceLog.INTERVAL_OF_DELIVERIES.multipliedBy(3));
    assertThat(logs("source")).isEqualTo(4);
    String last = s3.get("/source?list-type=2&start-after=log/2025-01-01-02").text();
    String key = last.substring(last.indexOf("<Key>") + 5, last.indexOf("</Key>"));
    String line = s3.get("/source/" + key).text().strip();
    assertThat(LoggedBuckets.fields(line, LogField.REQUESTER, LogField.OPERATION))
        .isEqualTo("svc:logging.s3.amazonaws.com REST.PUT.OBJECT");
  }

  /**
   * Nothing but its own deliveries happens in a circle of logs, so it slows down: moving the time
   * by a century is not to make 876,000 objects. What AWS does with such circles is not documented.
   */
  @ParameterizedTest
  @CsvSource({"source,source", "source,logs"})
  @ExpectsLog(from = LoggingOperations.class, text = "The access log of arn:aws:s3:::")
  void aCircleOfLogsSlowsDown(String first, String second) {
    logged.log(first, second, "");
    logged.log(second, first, "");
    s3.pass(Duration.ofDays(36_500));
    int made = logs(first) + (first.equals(second) ? 0 : logs(second));
    assertThat(made).isBetween(20, 50);
    s3.get("/source/a");
    s3.pass(SourceLog.INTERVAL);
    assertThat(logs(second)).as("requests are told of as soon as ever").isGreaterThan(0);
  }

  private int logs(String bucket) {
    return s3.get("/" + bucket + "?list-type=2").text().split("<Key>", -1).length - 1;
  }

  @Test
  @ExpectsLog(from = LogDelivery.class, text = "Log records of arn:aws:s3:::source are lost")
  void recordsAreLostWithTheirTarget() {
    s3.get("/source/a");
    s3.delete("/logs").hasStatus(204);
    s3.pass(SourceLog.INTERVAL);
    s3.create("logs");
    s3.get("/source/b");
    assertThat(logged.lines()).singleElement().asString().contains(" b ");
  }

  @ParameterizedTest
  @CsvSource({
    "requestPayment,<RequestPaymentConfiguration><Payer>Requester</Payer>"
        + "</RequestPaymentConfiguration>",
    "encryption,<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
        + "<SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
        + "</ServerSideEncryptionConfiguration>",
    "object-lock,<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
        + "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule>"
        + "</ObjectLockConfiguration>"
  })
  @ExpectsLog(from = LogDelivery.class, text = "Log records of arn:aws:s3:::source are lost")
  void someBucketsTakeNoLogs(String configuration, String document) {
    s3.versioning("logs", "Enabled");
    s3.get("/source/a");
    s3.put("/logs?" + configuration, document, "Content-MD5", S3Wire.md5(document)).hasStatus(200);
    assertThat(logged.lines()).isEmpty();
  }

  @Test
  @ExpectsLog(from = LogDelivery.class, text = "Log records of arn:aws:s3:::source are lost")
  void withoutAccessControlListsThePolicyMustAdmitTheService() {
    LoggedBuckets enforced = new LoggedBuckets(enforced());
    enforced.s3.get("/source/a");
    assertThat(enforced.lines()).isEmpty();
    String policy =
        "{'Statement':[{'Effect':'Allow','Principal':{'Service':'logging.s3.amazonaws.com'},"
            + "'Action':'s3:PutObject','Resource':'arn:aws:s3:::logs/log/*','Condition':{"
            + "'ArnLike':{'aws:SourceArn':'arn:aws:s3:::source'},"
            + "'StringEquals':{'aws:SourceAccount':'123456789012'}}}]}";
    putPolicy(enforced.s3, policy);
    enforced.s3.get("/source/b");
    assertThat(enforced.lines()).hasSize(1);
    String other = policy.replace(":::source", ":::another");
    putPolicy(enforced.s3, other);
    enforced.s3.get("/source/c");
    assertThat(enforced.lines()).isEmpty();
  }

  @Test
  void withAccessControlListsTheGroupMayBeAdmitted() {
    S3Wire enforced = enforced().create("source");
    enforced.put("/logs", "", "x-amz-object-ownership", "ObjectWriter").hasStatus(200);
    String settings =
        "<LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix/></LoggingEnabled>";
    LoggedBuckets.log(enforced, "source", settings)
        .isError(
            400,
            "InvalidTargetBucketForLogging",
            "You must give the log-delivery group WRITE and READ_ACP permissions to the target"
                + " bucket");
    enforced
        .put("/logs?acl", "", "x-amz-acl", "log-delivery-write", "Content-MD5", S3Wire.md5(""))
        .hasStatus(200);
    LoggedBuckets.log(enforced, "source", settings).hasStatus(200);
    enforced.pass(SourceLog.INTERVAL);
    String key = enforced.get("/logs").element("Key");
    enforced
        .get("/logs/" + key + "?acl")
        .has("ID", "3272ee65a908a7677109fedda345db8d9554ba26398b2ca10581de88777e2b61");
    assertThat(enforced.get("/logs/" + key + "?acl").text())
        .contains(CanonicalUserIds.canonicalId(S3Wire.ACCOUNT));
    enforced.as(S3Wire.OTHER_ACCOUNT).get("/logs/" + key).isError(403, "AccessDenied");
  }

  @Test
  void whetherAnAccessControlListWasNeededIsTold() {
    S3Wire owner = enforced().create("logs");
    String policy =
        "{'Statement':[{'Effect':'Allow','Principal':{'Service':'logging.s3.amazonaws.com'},"
            + "'Action':'s3:PutObject','Resource':'arn:aws:s3:::logs/*'}]}";
    putPolicy(owner, policy);
    owner.put("/source", "", "x-amz-object-ownership", "ObjectWriter").hasStatus(200);
    owner.delete("/source?publicAccessBlock").hasStatus(204);
    owner.put("/source/public", "x", "x-amz-acl", "public-read").hasStatus(200);
    String settings =
        "<LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix/></LoggingEnabled>";
    LoggedBuckets.log(owner, "source", settings).hasStatus(200);
    owner.get("/source/public").hasStatus(200);
    owner.anonymous().get("/source/public").hasStatus(200);
    owner.anonymous().put("/source/public", "y").isError(403, "AccessDenied");
    owner.pass(SourceLog.INTERVAL);
    List<String> lines =
        owner.get("/logs/" + owner.get("/logs").element("Key")).text().lines().toList();
    assertThat(lines.subList(1, 4))
        .extracting(
            line ->
                LoggedBuckets.fields(
                    line, LogField.HTTP_STATUS, LogField.ACL_REQUIRED, LogField.REQUESTER))
        .containsExactly(
            "200 - " + CanonicalUserIds.canonicalId(S3Wire.ACCOUNT), "200 Yes -", "403 - -");
  }
}
