package dev.brume.s3.replication;

import static dev.brume.s3.replication.Rules.EVERYTHING;
import static dev.brume.s3.replication.Rules.MARKERS;
import static dev.brume.s3.replication.Rules.NO_MARKERS;
import static dev.brume.s3.replication.Rules.ROLE;
import static dev.brume.s3.replication.Rules.all;
import static dev.brume.s3.replication.Rules.configuration;
import static dev.brume.s3.replication.Rules.create;
import static dev.brume.s3.replication.Rules.priority;
import static dev.brume.s3.replication.Rules.put;
import static dev.brume.s3.replication.Rules.rule;
import static dev.brume.s3.replication.Rules.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which replication configurations S3 takes. The texts on the version of the schema, on KMS keys,
 * on tag filters with delete markers, on thresholds, on destinations and on versioning are as AWS's
 * users have met them; for the other faults AWS documents the rule, and not the words.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html">PutBucketReplication</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html">Replication
 *     configuration file elements</a>
 */
class ReplicationConfigurationTest {
  private static final String KMS =
      "<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status>"
          + "</SseKmsEncryptedObjects></SourceSelectionCriteria>";
  private static final String KEY =
      "<EncryptionConfiguration><ReplicaKmsKeyID>alias/k</ReplicaKmsKeyID>"
          + "</EncryptionConfiguration>";
  private static final String OWNER =
      "<AccessControlTranslation><Owner>Destination</Owner></AccessControlTranslation>";
  private static final String TAG = "<Tag><Key>a</Key><Value>b</Value></Tag>";
  private static final String METRICS = "<Metrics><Status>Enabled</Status></Metrics>";
  private static final String SCHEMA =
      " for this version of Cross Region Replication configuration schema. Please refer to S3"
          + " Developer Guide for more information.";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void makeBuckets() {
    create(s3, "source");
    create(s3, "target");
    create(s3, "other");
    create(s3.as(S3Wire.OTHER_ACCOUNT).in("eu-west-1"), "foreign");
    s3.create("plain");
  }

  private static String time(int minutes, String threshold) {
    return "<ReplicationTime><Status>Enabled</Status><Time><Minutes>"
        + minutes
        + "</Minutes></Time></ReplicationTime><Metrics><Status>Enabled</Status>"
        + threshold
        + "</Metrics>";
  }

  private static String threshold(int minutes) {
    return "<EventThreshold><Minutes>" + minutes + "</Minutes></EventThreshold>";
  }

  private static String account(String account) {
    return "<Account>" + account + "</Account>";
  }

  @Test
  void aConfigurationIsGivenBackAsItCame() {
    s3.get("/source?replication")
        .isError(
            404,
            "ReplicationConfigurationNotFoundError",
            "The replication configuration was not found")
        .has("BucketName", "source");
    String full =
        "<Rule><ID>full</ID><Priority>2</Priority><Filter><And><Prefix>a/</Prefix>"
            + TAG
            + "</And></Filter><Status>Enabled</Status><SourceSelectionCriteria>"
            + "<SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects>"
            + "<ReplicaModifications><Status>Enabled</Status></ReplicaModifications>"
            + "</SourceSelectionCriteria><Destination>"
            + to("foreign", account(S3Wire.OTHER_ACCOUNT), "<StorageClass>GLACIER</StorageClass>")
            + OWNER
            + KEY
            + time(15, threshold(15))
            + "</Destination>"
            + NO_MARKERS
            + "</Rule>";
    put(s3, "source", configuration(ROLE, full, all(1, to("target")))).hasStatus(200);

    String known = s3.get("/source?replication").hasStatus(200).text();
    assertThat(known).contains("<Role>" + ROLE + "</Role>").contains(full);
    assertThat(known.substring(known.indexOf("</Rule>"))).containsPattern("<ID>[0-9a-z]{48}</ID>");
    assertThat(known).contains("<Filter/>");

    s3.delete("/source?replication").hasStatus(204);
    s3.delete("/source?replication").hasStatus(204);
    s3.get("/source?replication").isError(404, "ReplicationConfigurationNotFoundError");
  }

  @Test
  void bothBucketsKeepVersions() {
    put(s3, "plain", configuration(ROLE, all(1, to("target"))))
        .isError(
            400,
            "InvalidRequest",
            "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    put(s3, "source", configuration(ROLE, all(1, to("plain"))))
        .isError(400, "InvalidRequest", "Destination bucket must have versioning enabled.");
    // Answer recorded on AWS, S3, 2026-02; older reports have "Destination bucket must exist.".
    put(s3, "source", configuration(ROLE, all(1, to("nowhere"))))
        .isError(400, "InvalidRequest", "Destination bucket must have versioning enabled.");
    put(s3, "source", configuration(ROLE, all(1, to("source")))).isError(400, "InvalidRequest");

    put(s3, "source", configuration(ROLE, all(1, to("target")))).hasStatus(200);
    String suspended =
        "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";
    s3.put("/source?versioning", suspended, "Content-MD5", S3Wire.md5(suspended))
        .isError(
            409,
            "InvalidBucketState",
            "A replication configuration is present on this bucket, so you cannot change the"
                + " versioning state. To change the versioning state, first delete the replication"
                + " configuration.");
    s3.versioning("source", "Enabled");
    s3.delete("/source?replication").hasStatus(204);
    s3.versioning("source", "Suspended");
  }

  @Test
  void theRoleIsNeeded() {
    put(s3, "source", configuration("replication", all(1, to("target"))))
        .isError(400, "InvalidArgument", "Invalid Role specified in replication configuration");
    String roleless = configuration(ROLE, all(1, to("target"))).replaceAll("<Role>.*</Role>", "");
    put(s3, "source", roleless).isError(400, "MalformedXML");
    put(s3, "source", "").isError(400, "MissingRequestBodyError");
    put(s3, "source", configuration(ROLE)).isError(400, "MalformedXML");
  }

  @Test
  void aThousandRulesAreEnough() {
    String[] rules = new String[1001];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = all(i, to("target"));
    }
    put(s3, "source", configuration(ROLE, rules))
        .isError(400, "InvalidRequest", "Number of defined replication rules cannot exceed 1000");
    rules[1000] = "";
    put(s3, "source", configuration(ROLE, rules)).hasStatus(200);
  }

  static Stream<Arguments> malformed() {
    String second = NO_MARKERS + priority(1);
    return Stream.of(
            "",
            "<Prefix>a</Prefix>" + EVERYTHING + second,
            "<Filter><Prefix>a</Prefix>" + TAG + "</Filter>" + second,
            "<Filter><And><Prefix>a</Prefix></And></Filter>" + second,
            EVERYTHING + priority(1) + "<DeleteMarkerReplication/>",
            EVERYTHING + priority(1) + NO_MARKERS.replace("Dis", "dis"),
            EVERYTHING
                + second
                + "<ExistingObjectReplication><Status>Enabled</Status></ExistingObjectReplication>")
        .map(further -> Arguments.of(rule(to("target"), further)));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatHasNotTheFormIsMalformed(String rule) {
    put(s3, "source", configuration(ROLE, rule)).isError(400, "MalformedXML");
  }

  static Stream<Arguments> refused() {
    String old = "<Prefix>a</Prefix>";
    String second = EVERYTHING + NO_MARKERS + priority(1);
    return Stream.of(
        Arguments.of(rule(to("target"), old + priority(1)), "Priority cannot be used" + SCHEMA),
        Arguments.of(
            rule(to("target"), old + MARKERS), "DeleteMarkerReplication cannot be used" + SCHEMA),
        Arguments.of(
            rule(to("target", time(15, threshold(15))), old),
            "ReplicationTime cannot be used" + SCHEMA),
        Arguments.of(
            rule(to("target"), EVERYTHING + NO_MARKERS), "Priority must be specified" + SCHEMA),
        Arguments.of(
            rule(to("target"), EVERYTHING + priority(1)),
            "DeleteMarkerReplication must be specified" + SCHEMA),
        Arguments.of(
            rule(to("target"), "<Filter>" + TAG + "</Filter>" + MARKERS + priority(1)),
            "Delete marker replication is not supported if any Tag filter is specified. Please"
                + " refer to S3 Developer Guide for more information."),
        Arguments.of(
            rule(
                to("target"),
                "<Filter><And>" + TAG + TAG + "</And></Filter>" + NO_MARKERS + priority(1)),
            "Duplicate Tag Keys are not allowed."),
        Arguments.of(
            rule(to("target"), old) + rule(to("other"), "<Prefix>b</Prefix>"),
            "Number of distinct destination bucket ARNs cannot exceed 1"),
        Arguments.of(
            rule(to("target"), old) + rule(to("target"), "<Prefix>ab</Prefix>"),
            "Found overlapping prefixes 'a' and 'ab'"),
        Arguments.of(
            rule(to("target"), second) + rule(to("other"), second),
            "Priority must be unique. Found same Priority for more than one rule"),
        Arguments.of(
            rule(to("target"), second + KMS),
            "ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present."),
        Arguments.of(
            rule(to("target", KEY), second),
            "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present."),
        Arguments.of(
            rule(to("target"), second + "<SourceSelectionCriteria/>"),
            "SourceSelectionCriteria cannot be empty."),
        Arguments.of(
            rule(to("foreign", OWNER), second),
            "Account must be specified if Owner in AccessControlTranslation has a value."),
        Arguments.of(
            rule(to("target", time(15, "")), second),
            "Metrics must contain an event threshold when ReplicationTime is enabled."));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatDoesNotGoTogetherIsRefused(String rules, String message) {
    put(s3, "source", configuration(ROLE, rules)).isError(400, "InvalidRequest", message);
    s3.get("/source?replication").hasStatus(404);
  }

  static Stream<Arguments> impossible() {
    String second = EVERYTHING + NO_MARKERS + priority(1);
    return Stream.of(
        Arguments.of(rule("<Bucket>target</Bucket>", second), "Invalid bucket ARN"),
        Arguments.of(
            rule(to("foreign", account("")), second), "Account must be a valid AWS account ID."),
        Arguments.of(
            rule(to("foreign", account(S3Wire.ACCOUNT)), second),
            "The AWS account specified in the Account element must match the destination bucket"
                + " owner."),
        Arguments.of(
            rule(to("target", METRICS.replace("</M", threshold(15) + "</M")), second),
            "Metrics cannot contain an event threshold when ReplicationTime is not specified or"
                + " Disabled"),
        Arguments.of(rule(to("target", time(10, threshold(15))), second), "Minutes must be 15."),
        Arguments.of(
            rule(to("target"), "<ID>" + "i".repeat(256) + "</ID>" + second),
            "Rule Id cannot be greater than 255"),
        Arguments.of(
            rule(to("target"), "<ID>i</ID>" + second)
                + rule(to("other"), "<ID>i</ID>" + EVERYTHING + NO_MARKERS + priority(2)),
            "Rule Id must be unique. Found same Id for more than one rule"),
        Arguments.of(
            rule(to("target"), Rules.prefix("p".repeat(1025)) + NO_MARKERS + priority(1)),
            "Rule prefix cannot be longer than maximum allowed key length of 1024"));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void whatCanNotBeIsAnInvalidArgument(String rules, String message) {
    put(s3, "source", configuration(ROLE, rules)).isError(400, "InvalidArgument", message);
  }

  @Test
  void metricsNeedNoTimeControl() {
    put(s3, "source", configuration(ROLE, all(1, to("target", METRICS)))).hasStatus(200);
    Answer answer =
        put(
            s3,
            "source",
            configuration(ROLE, all(1, to("target", "<StorageClass>SNOW</StorageClass>"))));
    answer.isError(400, "InvalidStorageClass");
  }
}
