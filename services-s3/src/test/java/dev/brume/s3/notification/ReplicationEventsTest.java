package dev.brume.s3.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.s3.S3Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What destinations of events are told of replication. The names of operations but OBJECT_PUT, and
 * the form of {@code threshold} and {@code replicationTime}, AWS does not document.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html">Receiving
 *     replication failure events with Amazon S3 Event Notifications</a>
 */
class ReplicationEventsTest {
  private static final String METRICS = "<Metrics><Status>Enabled</Status></Metrics>";
  private static final String TIME_CONTROL =
      "<ReplicationTime><Status>Enabled</Status><Time><Minutes>15</Minutes></Time>"
          + "</ReplicationTime><Metrics><Status>Enabled</Status><EventThreshold>"
          + "<Minutes>15</Minutes></EventThreshold></Metrics>";

  private final RecordedTargets targets = new RecordedTargets();
  private final S3Wire s3 = new S3Wire(targets.ports());

  @BeforeEach
  void makeBuckets() {
    for (String bucket : List.of("source", "target")) {
      s3.create(bucket).versioning(bucket, "Enabled");
    }
    tell("source", "s3:Replication:*");
  }

  private void tell(String bucket, String event) {
    s3.put(
            "/" + bucket + "?notification",
            "<NotificationConfiguration><QueueConfiguration><Id>n</Id><Queue>"
                + RecordedTargets.QUEUE
                + "</Queue><Event>"
                + event
                + "</Event></QueueConfiguration></NotificationConfiguration>")
        .hasStatus(200);
    targets.take();
  }

  private void replicate(String further) {
    String configuration =
        "<ReplicationConfiguration><Role>arn:aws:iam::123456789012:role/r</Role><Rule><ID>rule</ID>"
            + "<Status>Enabled</Status><Priority>1</Priority><Filter/><DeleteMarkerReplication>"
            + "<Status>Enabled</Status></DeleteMarkerReplication><Destination>"
            + "<Bucket>arn:aws:s3:::target</Bucket>"
            + further
            + "</Destination></Rule></ReplicationConfiguration>";
    s3.put("/source?replication", configuration, "Content-MD5", S3Wire.md5(configuration))
        .hasStatus(200);
  }

  @Test
  void failuresAreToldWhereThereAreMetrics() {
    replicate("");
    s3.delete("/target").hasStatus(204);
    s3.put("/source/k", "abc");
    s3.pass(Duration.ofSeconds(1));
    assertThat(targets.take()).isEmpty();

    s3.create("target").versioning("target", "Enabled");
    replicate(METRICS);
    s3.versioning("target", "Suspended");
    String version = s3.put("/source/k", "abc").header("x-amz-version-id");
    s3.pass(Duration.ofSeconds(1));
    String told = targets.take().getFirst();
    assertThat(told)
        .startsWith(
            "q {\"Records\":[{\"eventVersion\":\"2.2\",\"eventSource\":\"aws:s3\","
                + "\"awsRegion\":\"us-east-1\",\"eventTime\":\"2025-01-01T00:00:02.000Z\","
                + "\"eventName\":\"Replication:OperationFailedReplication\","
                + "\"userIdentity\":{\"principalId\":\"s3.amazonaws.com\"},"
                + "\"requestParameters\":{\"sourceIPAddress\":\"s3.amazonaws.com\"},")
        .contains("\"key\":\"k\",\"size\":3,", "\"versionId\":\"" + version + "\",\"sequencer\":\"")
        .endsWith(
            "\"replicationEventData\":{\"replicationRuleId\":\"rule\","
                + "\"destinationBucket\":\"arn:aws:s3:::target\",\"s3Operation\":\"OBJECT_PUT\","
                + "\"requestTime\":\"2025-01-01T00:00:01.000Z\","
                + "\"failureReason\":\"DstBucketUnversioned\"}}]}");
    s3.delete("/source/k");
    s3.pass(Duration.ofSeconds(1));
    assertThat(targets.take().getFirst()).contains("\"s3Operation\":\"OBJECT_DELETE\"");
  }

  @Test
  void whatIsDeletedBeforeItsTimeHasFailed() {
    replicate(METRICS);
    String version = s3.put("/source/k", "abc").header("x-amz-version-id");
    s3.delete("/source/k?versionId=" + version).hasStatus(204);
    assertThat(targets.take().getFirst())
        .contains("\"versionId\":\"" + version + "\"")
        .contains("\"failureReason\":\"SrcVersionNotFound\"");
    s3.pass(Duration.ofMinutes(1));
    assertThat(targets.take()).isEmpty();
    s3.head("/target/k").hasStatus(404);
  }

  /** A server that was not running meanwhile is the only thing that can be late here. */
  @Test
  void latenessIsToldWhereTimeIsControlled() {
    replicate(TIME_CONTROL);
    s3.put("/source/k", "abc");
    Store.Snapshot before = s3.store().snapshot();
    s3.pass(Duration.ofSeconds(1));
    assertThat(targets.take()).isEmpty();

    s3.pass(Duration.ofMinutes(20));
    s3.store().restore(before);
    s3.pass(Duration.ZERO);
    List<String> told = targets.take();
    assertThat(told).hasSize(2);
    assertThat(told.get(0))
        .contains("\"eventName\":\"Replication:OperationMissedThreshold\"")
        .endsWith("\"requestTime\":\"2025-01-01T00:00:00.000Z\",\"threshold\":\"15\"}}]}");
    assertThat(told.get(1))
        .contains("\"eventName\":\"Replication:OperationReplicatedAfterThreshold\"")
        .endsWith("\"threshold\":\"15\",\"replicationTime\":\"2025-01-01T00:20:01.000Z\"}}]}");
    s3.head("/target/k").hasStatus(200);
  }

  @Test
  void destinationsTellOfReplicasAsOfOtherObjects() {
    tell("target", "s3:ObjectCreated:*");
    replicate(METRICS);
    s3.put("/source/k", "abc");
    s3.pass(Duration.ofSeconds(1));
    assertThat(targets.take().getFirst())
        .contains("\"eventName\":\"ObjectCreated:Put\"")
        .contains("\"userIdentity\":{\"principalId\":\"s3.amazonaws.com\"}");
  }
}
