package dev.brume.s3.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.Sender;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What destinations are told of changes, byte for byte.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge
 *     event message structure</a>
 */
class EventsTest {
  private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
  private static final String ETAG_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

  private final RecordedTargets targets = new RecordedTargets();
  private final S3Wire s3 = new S3Wire(targets.ports()).create("bkt");

  /** Has a queue told of these events, each under an id of its own. */
  private void tellQueue(String filter, String... events) {
    StringBuilder rule = new StringBuilder("<QueueConfiguration><Id>rule</Id>");
    rule.append("<Queue>" + RecordedTargets.QUEUE + "</Queue>").append(filter);
    for (String event : events) {
      rule.append("<Event>" + event + "</Event>");
    }
    configure(rule + "</QueueConfiguration>");
  }

  private void configure(String rules) {
    s3.put(
            "/bkt?notification",
            "<NotificationConfiguration>" + rules + "</NotificationConfiguration>")
        .hasStatus(200);
    targets.take();
  }

  private List<String> names() {
    return targets.take().stream()
        .map(told -> told.replaceAll(".*\"eventName\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static String sequencer(String told) {
    return told.replaceAll(".*\"sequencer\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void aCreationIsToldInFull() {
    tellQueue("", "s3:ObjectCreated:*");
    Answer answer = s3.put("/bkt/a%20b/%C3%A4%2B", "abc").hasStatus(200);

    String told = targets.take().getFirst();
    assertThat(sequencer(told)).matches("[0-9A-F]{18}");
    assertThat(told)
        .isEqualTo(
            "q {\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\","
                + "\"awsRegion\":\"us-east-1\",\"eventTime\":\"2025-01-01T00:00:00.000Z\","
                + "\"eventName\":\"ObjectCreated:Put\","
                + "\"userIdentity\":{\"principalId\":\"AWS:123456789012\"},"
                + "\"requestParameters\":{\"sourceIPAddress\":\"127.0.0.1\"},"
                + "\"responseElements\":{\"x-amz-request-id\":\""
                + answer.header("x-amz-request-id")
                + "\",\"x-amz-id-2\":\""
                + answer.header("x-amz-id-2")
                + "\"},\"s3\":{\"s3SchemaVersion\":\"1.0\",\"configurationId\":\"rule\","
                + "\"bucket\":{\"name\":\"bkt\",\"ownerIdentity\":{\"principalId\":\""
                + told.replaceAll(
                    ".*ownerIdentity\":\\{\"principalId\":\"(A[0-9A-F]{13})\".*", "$1")
                + "\"},\"arn\":\"arn:aws:s3:::bkt\"},"
                + "\"object\":{\"key\":\"a+b/%C3%A4%2B\",\"size\":3,\"eTag\":\""
                + MD5_OF_ABC
                + "\",\"sequencer\":\""
                + sequencer(told)
                + "\"}}}]}");
  }

  @Test
  void whatHappensToAKeyIsToldInOrder() {
    tellQueue("", "s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*");
    s3.put("/bkt/k", "abc");
    s3.put("/bkt/k", "abc");
    s3.delete("/bkt/k");
    s3.delete("/bkt/k");
    s3.anonymous().put("/bkt/k", "abc");
    s3.put("/bkt/c", "", "x-amz-copy-source", "/bkt/k");

    List<String> told = targets.take();
    assertThat(told).hasSize(5);
    assertThat(told.get(2))
        .contains("\"eventName\":\"ObjectRemoved:Delete\"")
        .contains("\"object\":{\"key\":\"k\",\"sequencer\":");
    assertThat(told.subList(0, 4).stream().map(EventsTest::sequencer))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(told.get(3)).contains("\"userIdentity\":{\"principalId\":\"Anonymous\"}");
    assertThat(told.get(4)).contains("\"eventName\":\"ObjectCreated:Copy\"");
  }

  // Reported of AWS; no recorded answer is at hand.
  @Test
  void theTraceOfTheRequestIsToldAlong() {
    tellQueue("", "s3:ObjectCreated:*");
    targets.traces.clear();
    s3.put("/bkt/k", "abc", "X-Amzn-Trace-Id", "Root=1-3152b799-8954dae64eda91bc9a23a7e8");
    s3.put("/bkt/k", "abc");

    assertThat(targets.traces).containsExactly("Root=1-3152b799-8954dae64eda91bc9a23a7e8", null);
  }

  @Test
  void versionsAndMarkersAreTold() {
    s3.versioning("bkt", "Enabled");
    tellQueue("", "s3:ObjectCreated:Put", "s3:ObjectRemoved:*");
    String version = s3.put("/bkt/k", "abc").header("x-amz-version-id");
    String marker = s3.delete("/bkt/k").header("x-amz-version-id");
    s3.delete("/bkt/k?versionId=" + version);

    List<String> told = targets.take();
    assertThat(told.get(0)).contains("\"versionId\":\"" + version + "\",\"sequencer\":");
    assertThat(told.get(1))
        .contains("\"eventName\":\"ObjectRemoved:DeleteMarkerCreated\"")
        .contains(
            "\"object\":{\"key\":\"k\",\"eTag\":\""
                + ETAG_OF_NOTHING
                + "\",\"versionId\":\""
                + marker
                + "\"");
    assertThat(told.get(2))
        .contains("\"eventName\":\"ObjectRemoved:Delete\"")
        .contains("\"object\":{\"key\":\"k\",\"versionId\":\"" + version + "\",\"sequencer\":");
  }

  @Test
  void onlyWhatPassesTheFilterIsTold() {
    tellQueue(
        "<Filter><S3Key><FilterRule><Name>prefix</Name><Value>in/</Value></FilterRule>"
            + "<FilterRule><Name>suffix</Name><Value>.jpg</Value></FilterRule></S3Key></Filter>",
        "s3:ObjectCreated:Put",
        "s3:ObjectTagging:Put");
    s3.put("/bkt/in/a.jpg", "x");
    s3.put("/bkt/in/a.png", "x");
    s3.put("/bkt/out/a.jpg", "x");
    s3.put("/bkt/in/c.jpg", "", "x-amz-copy-source", "/bkt/in/a.jpg");
    String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    s3.put("/bkt/in/a.jpg?tagging", tags, "Content-MD5", S3Wire.md5(tags)).hasStatus(200);
    s3.delete("/bkt/in/a.jpg?tagging").hasStatus(204);

    List<String> told = targets.take();
    assertThat(told).hasSize(2);
    assertThat(told.get(1))
        .contains("\"eventVersion\":\"2.3\"")
        .contains("\"eventName\":\"ObjectTagging:Put\"")
        .doesNotContain("sequencer");
  }

  @Test
  void whatS3DoesByItselfIsToldAsItsOwn() {
    String rules =
        "<LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status><Filter><Prefix></Prefix>"
            + "</Filter><Transition><Days>0</Days><StorageClass>GLACIER</StorageClass></Transition>"
            + "<Expiration><Days>100</Days></Expiration></Rule></LifecycleConfiguration>";
    s3.put("/bkt?lifecycle", rules, "Content-MD5", S3Wire.md5(rules)).hasStatus(200);
    tellQueue("", "s3:LifecycleTransition", "s3:LifecycleExpiration:*", "s3:ObjectRemoved:*");
    s3.put("/bkt/k", "x".repeat(200_000));
    s3.pass(Duration.ofDays(3));

    assertThat(targets.take().getFirst())
        .contains("\"eventVersion\":\"2.3\"")
        .contains("\"eventName\":\"LifecycleTransition\"")
        .contains("\"userIdentity\":{\"principalId\":\"s3.amazonaws.com\"}")
        .endsWith(
            "\"lifecycleEventData\":{\"transitionEventData\":{"
                + "\"destinationStorageClass\":\"GLACIER\"}}}]}");
    s3.pass(Duration.ofDays(100));
    assertThat(names()).containsExactly("LifecycleExpiration:Delete");
  }

  @Test
  void restoresAreTold() {
    tellQueue("", "s3:ObjectRestore:*");
    s3.put("/bkt/k", "abc", "x-amz-storage-class", "GLACIER").hasStatus(200);
    String restore = "<RestoreRequest><Days>2</Days></RestoreRequest>";
    s3.post("/bkt/k?restore", restore, "Content-MD5", S3Wire.md5(restore)).hasStatus(202);
    s3.pass(Duration.ofDays(5));

    List<String> told = targets.take();
    assertThat(told).hasSize(3);
    assertThat(told.get(0)).contains("\"eventName\":\"ObjectRestore:Post\"");
    assertThat(sequencer(told.get(0))).matches("[0-9A-F]{18}");
    assertThat(told.get(1))
        .contains("\"eventName\":\"ObjectRestore:Completed\"")
        .containsPattern(
            "\"glacierEventData\":\\{\"restoreEventData\":\\{"
                + "\"lifecycleRestorationExpiryTime\":\"2025-01-0[34]T00:00:00.000Z\","
                + "\"lifecycleRestoreStorageClass\":\"GLACIER\"}}}]}$");
    assertThat(told.get(2))
        .contains("\"eventVersion\":\"2.3\"")
        .contains("\"eventName\":\"ObjectRestore:Delete\"");
  }

  /** What event buses hear of retention AWS does not document: they are told nothing. */
  @Test
  void retentionIsToldButToEventBuses() {
    s3.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true").hasStatus(200);
    s3.put(
            "/locked?notification",
            "<NotificationConfiguration><QueueConfiguration><Queue>"
                + RecordedTargets.QUEUE
                + "</Queue><Event>s3:ObjectRetention:Put</Event></QueueConfiguration>"
                + "<EventBridgeConfiguration/></NotificationConfiguration>")
        .hasStatus(200);
    s3.put("/locked/k", "abc", "Content-MD5", S3Wire.md5("abc")).hasStatus(200);
    targets.take();
    String retention =
        "<Retention><Mode>GOVERNANCE</Mode>"
            + "<RetainUntilDate>2026-01-01T00:00:00Z</RetainUntilDate></Retention>";
    s3.put("/locked/k?retention", retention, "Content-MD5", S3Wire.md5(retention)).hasStatus(200);

    assertThat(names()).containsExactly("ObjectRetention:Put");
  }

  @Test
  void topicsAndFunctionsAreToldTheSame() {
    configure(
        "<TopicConfiguration><Topic>"
            + RecordedTargets.TOPIC
            + "</Topic><Event>s3:ObjectCreated:*</Event></TopicConfiguration>"
            + "<CloudFunctionConfiguration><CloudFunction>"
            + RecordedTargets.FUNCTION
            + "</CloudFunction><Event>s3:ObjectRemoved:*</Event></CloudFunctionConfiguration>");
    s3.put("/bkt/k", "abc");
    s3.delete("/bkt/k");

    List<String> told = targets.take();
    assertThat(told.get(0)).startsWith("t Amazon S3 Notification: {\"Records\":[{");
    assertThat(told.get(1)).startsWith("function:f {\"Records\":[{");
  }

  @Test
  void eventBusesAreToldOfEverything() {
    configure("<EventBridgeConfiguration/>");
    String request = s3.put("/bkt/a%20b", "abc").header("x-amz-request-id");
    s3.delete("/bkt/a%20b");

    JsonNode created = targets.events.getFirst();
    assertThat(targets.take().getFirst())
        .isEqualTo(
            "123456789012/us-east-1 {\"version\":\"0\",\"bucket\":{\"name\":\"bkt\"},"
                + "\"object\":{\"key\":\"a b\",\"size\":3,\"etag\":\""
                + MD5_OF_ABC
                + "\",\"sequencer\":\""
                + sequencer(created.path("detail").toString())
                + "\"},\"request-id\":\""
                + request
                + "\",\"requester\":\"123456789012\",\"source-ip-address\":\"127.0.0.1\","
                + "\"reason\":\"PutObject\"}");
    assertThat(created.path("source").asText()).isEqualTo("aws.s3");
    assertThat(created.path("detail-type").asText()).isEqualTo("Object Created");
    assertThat(created.path("time").asText()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(created.path("resources")).hasToString("[\"arn:aws:s3:::bkt\"]");
    assertThat(targets.events.get(1).path("detail-type").asText()).isEqualTo("Object Deleted");
    assertThat(targets.events.get(1).path("detail").toString())
        .endsWith("\"reason\":\"DeleteObject\",\"deletion-type\":\"Permanently Deleted\"}");
  }

  @Test
  void whatADestinationRefusesIsLost() {
    tellQueue("", "s3:ObjectCreated:*");
    targets.outcome = DeliveryOutcome.notFound("NonExistentQueue", "There is no such queue");
    s3.put("/bkt/k", "a").hasStatus(200);
    targets.outcome = DeliveryOutcome.DELIVERED;
    s3.put("/bkt/k", "b").hasStatus(200);

    assertThat(names()).containsExactly("ObjectCreated:Put");
  }

  /** "Amazon S3 event notifications are designed to be delivered at least once." */
  @Test
  void whatADestinationCannotTakeNowComesLaterInItsOrder() {
    tellQueue("", "s3:ObjectCreated:*", "s3:ObjectRemoved:*");
    targets.outcome = DeliveryOutcome.throttled("RequestThrottled", "Later");
    s3.put("/bkt/k", "a").hasStatus(200);
    s3.delete("/bkt/k");
    s3.put("/bkt/k", "b").hasStatus(200);
    assertThat(names()).isEmpty();
    targets.outcome = DeliveryOutcome.DELIVERED;
    s3.pass(Duration.ofSeconds(1));

    assertThat(names())
        .containsExactly("ObjectCreated:Put", "ObjectRemoved:Delete", "ObjectCreated:Put");
  }

  /** A bucket policy's aws:SourceArn and aws:SourceAccount are about these. */
  @Test
  void destinationsLearnWhoSends() {
    tellQueue("", "s3:ObjectCreated:*");
    targets.senders.clear();
    s3.put("/bkt/k", "a").hasStatus(200);

    assertThat(targets.senders)
        .containsExactly(new Sender("s3.amazonaws.com", "arn:aws:s3:::bkt", "123456789012"));
  }

  // Answers recorded on AWS, S3, 2026-02: DeleteObjects tells of keys that were not there too.
  @Test
  void manyKeysAreToldAsDeletedThoughSomeWereMissing() {
    tellQueue("", "s3:ObjectRemoved:*");
    s3.put("/bkt/there", "abc").hasStatus(200);
    String body =
        "<Delete><Object><Key>there</Key></Object><Object><Key>none</Key></Object></Delete>";
    s3.post("/bkt?delete", body, "Content-MD5", S3Wire.md5(body)).hasStatus(200);

    List<String> told = targets.take();
    assertThat(told).hasSize(2);
    assertThat(told)
        .allSatisfy(one -> assertThat(one).contains("\"eventName\":\"ObjectRemoved:Delete\""));
    assertThat(told.get(1)).contains("\"object\":{\"key\":\"none\",\"sequencer\":");
  }

  // Answers recorded on AWS, S3, 2026-02.
  @Test
  void tagsAndListsHaveNoSize() {
    s3.put("/open", "", "x-amz-object-ownership", "ObjectWriter").hasStatus(200);
    s3.put(
            "/open?notification",
            "<NotificationConfiguration><QueueConfiguration><Queue>"
                + RecordedTargets.QUEUE
                + "</Queue><Event>s3:ObjectTagging:*</Event><Event>s3:ObjectAcl:Put</Event>"
                + "</QueueConfiguration></NotificationConfiguration>")
        .hasStatus(200);
    targets.take();
    String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    s3.put("/open/k", "abc").hasStatus(200);
    s3.put("/open/k?tagging", tags, "Content-MD5", S3Wire.md5(tags)).hasStatus(200);
    s3.delete("/open/k?tagging").hasStatus(204);
    s3.put("/open/k?acl", "", "x-amz-acl", "bucket-owner-read").hasStatus(200);

    List<String> told = targets.take();
    assertThat(told.stream().map(one -> one.replaceAll(".*\"eventName\":\"([^\"]*)\".*", "$1")))
        .containsExactly("ObjectTagging:Put", "ObjectTagging:Delete", "ObjectAcl:Put");
    assertThat(told)
        .allSatisfy(
            one ->
                assertThat(one)
                    .contains("\"object\":{\"key\":\"k\",\"eTag\":\"" + MD5_OF_ABC + "\"}"));
  }

  // Answers recorded on AWS, S3, 2026-02: the null version has no id in events either.
  @Test
  void theNullVersionHasNoIdInEvents() {
    s3.versioning("bkt", "Enabled");
    s3.versioning("bkt", "Suspended");
    tellQueue("", "s3:ObjectCreated:*");
    s3.put("/bkt/k", "abc").hasStatus(200);
    s3.put("/bkt/c", "", "x-amz-copy-source", "bkt/k").hasStatus(200);

    assertThat(targets.take())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one).doesNotContain("versionId"));
  }
}
