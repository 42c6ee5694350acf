package dev.brume.s3.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.port.Ports;
import dev.brume.core.state.codec.ValueCodec;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.s3.api.EventBridgeConfiguration;
import dev.brume.s3.api.NotificationConfiguration;
import dev.brume.s3.api.QueueConfiguration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is accepted as a notification configuration, and what becomes of it. AWS documents the
 * rules; of the words for what breaks them only a part is known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">PutBucketNotificationConfiguration</a>
 */
class NotificationConfigurationTest {
  private static final String UNABLE =
      "Unable to validate the following destination configurations";

  private final RecordedTargets targets = new RecordedTargets();
  private final S3Wire s3 = new S3Wire(targets.ports());

  @BeforeEach
  void begin() {
    s3.create("bkt");
  }

  private static String queue(String id, String arn, String event, String... filter) {
    return one("Queue", id, arn, event, filter);
  }

  private static String one(String kind, String id, String arn, String event, String... filter) {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < filter.length; i += 2) {
      rules
          .append("<FilterRule><Name>" + filter[i] + "</Name>")
          .append("<Value>" + filter[i + 1] + "</Value></FilterRule>");
    }
    String element = kind + "Configuration";
    return ("<" + element + ">")
        + (id == null ? "" : "<Id>" + id + "</Id>")
        + ("<" + kind + ">" + arn + "</" + kind + ">")
        + ("<Event>" + event + "</Event>")
        + (rules.isEmpty() ? "" : "<Filter><S3Key>" + rules + "</S3Key></Filter>")
        + ("</" + element + ">");
  }

  private Answer put(String rules, String... headers) {
    return s3.put(
        "/bkt?notification",
        "<NotificationConfiguration>" + rules + "</NotificationConfiguration>",
        headers);
  }

  private String kept() {
    return s3.get("/bkt?notification").hasStatus(200).text();
  }

  @Test
  void aBucketBeginsWithoutAny() {
    assertThat(kept())
        .contains("<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"");
    s3.get("/none?notification").isError(404, "NoSuchBucket");
  }

  @Test
  void itIsKeptWithIdsAndTheNamesOfFiltersAsS3WritesThem() {
    put(queue("mine", RecordedTargets.QUEUE, "s3:ObjectCreated:*", "SUFFIX", ".jpg", "prefix", "a/")
            + one("Topic", null, RecordedTargets.TOPIC, "s3:ObjectRemoved:*")
            + one("CloudFunction", "f", RecordedTargets.FUNCTION, "s3:ObjectAcl:Put")
            + "<EventBridgeConfiguration/>")
        .hasStatus(200);

    String kept = kept();
    assertThat(kept)
        .contains("<Id>mine</Id><Queue>" + RecordedTargets.QUEUE + "</Queue>")
        .contains("<FilterRule><Name>Suffix</Name><Value>.jpg</Value></FilterRule>")
        .contains("<FilterRule><Name>Prefix</Name><Value>a/</Value></FilterRule>")
        .contains("<CloudFunction>" + RecordedTargets.FUNCTION + "</CloudFunction>")
        .contains("<EventBridgeConfiguration");
    assertThat(kept).containsPattern("<TopicConfiguration><Id>[A-Za-z0-9+/]{48}</Id>");

    put("").hasStatus(200);
    assertThat(kept()).doesNotContain("Configuration><Id>").doesNotContain("EventBridge");
  }

  @Test
  void itSurvivesBeingWrittenDown() {
    NotificationConfiguration configuration =
        NotificationConfiguration.builder()
            .queueConfigurations(
                List.of(
                    QueueConfiguration.builder()
                        .id("1")
                        .queueArn(RecordedTargets.QUEUE)
                        .events(List.of("s3:ObjectCreated:*"))
                        .build()))
            .eventBridgeConfiguration(EventBridgeConfiguration.builder().build())
            .build();
    ValueCodec codec = new ValueCodec();

    assertThat(codec.decode(codec.encode(configuration), NotificationConfiguration.class))
        .isEqualTo(configuration);
  }

  @Test
  void queuesAndTopicsAreToldThatTheyWillBe() {
    Answer answer =
        put(
            queue("1", RecordedTargets.QUEUE, "s3:ObjectCreated:Put")
                + queue("2", RecordedTargets.QUEUE, "s3:ObjectCreated:Copy")
                + one("Topic", "3", RecordedTargets.TOPIC, "s3:ObjectRemoved:*")
                + one("CloudFunction", "4", RecordedTargets.FUNCTION, "s3:ObjectAcl:Put"));

    String event =
        "{\"Service\":\"Amazon"
            + " S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2025-01-01T00:00:00.000Z\","
            + "\"Bucket\":\"bkt\",\"RequestId\":\""
            + answer.header("x-amz-request-id")
            + "\",\"HostId\":\""
            + answer.header("x-amz-id-2")
            + "\"}";
    assertThat(targets.take())
        .containsExactlyInAnyOrder("q " + event, "t Amazon S3 Notification: " + event);
  }

  @Test
  void destinationsMustExistUnlessNobodyIsToLook() {
    String rules =
        queue("1", RecordedTargets.QUEUE + "x", "s3:ObjectCreated:*")
            + one("Topic", "2", RecordedTargets.TOPIC + ".fifo", "s3:ObjectRemoved:*")
            + one("CloudFunction", "3", RecordedTargets.FUNCTION + "x", "s3:ObjectTagging:*");

    put(rules)
        .isError(400, "InvalidArgument", UNABLE)
        .has("ArgumentName1", RecordedTargets.TOPIC + ".fifo")
        .has("ArgumentName2", RecordedTargets.QUEUE + "x")
        .has("ArgumentValue2", "The destination queue does not exist")
        .has("ArgumentValue3", "The destination Lambda does not exist");
    assertThat(kept()).doesNotContain("<Id>");

    put(rules, "x-amz-skip-destination-validation", "true").hasStatus(200);
    assertThat(kept()).contains("<Id>3</Id>");
    assertThat(targets.take()).isEmpty();
  }

  @Test
  void whatNoServiceOffersDoesNotExist() {
    S3Wire alone = new S3Wire(new Ports()).create("bkt");
    String rule = one("Topic", "1", RecordedTargets.TOPIC, "s3:ObjectCreated:*");

    alone
        .put(
            "/bkt?notification",
            "<NotificationConfiguration>" + rule + "</NotificationConfiguration>")
        .isError(400, "InvalidArgument", UNABLE)
        .has("ArgumentValue1", "The destination topic does not exist");
    alone
        .put(
            "/bkt?notification",
            "<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>")
        .hasStatus(200);
    alone.put("/bkt/k", "x").hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, The ARN could not be parsed",
    "arn:aws:sns:us-east-1:123456789012:q, The ARN could not be parsed",
    "arn:aws:sqs:us-east-1::q, The ARN could not be parsed",
    "arn:aws:sqs:eu-west-1:123456789012:q, The notification destination service region is not valid"
        + " for the bucket location constraint"
  })
  void arnsMustBeOfTheServiceAndTheRegion(String arn, String message) {
    put(queue("1", arn, "s3:ObjectCreated:*"), "x-amz-skip-destination-validation", "true")
        .isError(400, "InvalidArgument", message)
        .has("ArgumentName", "Queue")
        .has("ArgumentValue", arn);
  }

  @Test
  void eventsAndIdsAreChecked() {
    put(queue("1", RecordedTargets.QUEUE, "s3:ObjectCreated:Nothing"))
        .isError(
            400,
            "InvalidArgument",
            "The event 's3:ObjectCreated:Nothing' is not supported for notifications");
    put("<QueueConfiguration><Queue>" + RecordedTargets.QUEUE + "</Queue></QueueConfiguration>")
        .isError(400, "MalformedXML");
    put("<QueueConfiguration><Event>s3:ObjectCreated:*</Event></QueueConfiguration>")
        .isError(400, "MalformedXML");
    s3.put("/bkt?notification", "").isError(400, "MissingRequestBodyError");
    put(queue("i".repeat(256), RecordedTargets.QUEUE, "s3:ObjectCreated:*"))
        .isError(400, "InvalidArgument", "ID length should not exceed allowed limit of 255");
    put(queue("1", RecordedTargets.QUEUE, "s3:ObjectCreated:*")
            + one("Topic", "1", RecordedTargets.TOPIC, "s3:ObjectRemoved:*"))
        .isError(
            400, "InvalidArgument", "Same ID used for multiple configurations. IDs must be unique");
    put((queue(null, RecordedTargets.QUEUE, "s3:ObjectCreated:Put", "prefix", "a")).repeat(101))
        .isError(400, "InvalidArgument");
  }

  @Test
  void filtersHaveAPrefixAndASuffixAtMost() {
    put(queue("1", RecordedTargets.QUEUE, "s3:ObjectCreated:*", "infix", "a"))
        .isError(400, "InvalidArgument", "filter rule name must be either prefix or suffix");
    put(queue("1", RecordedTargets.QUEUE, "s3:ObjectCreated:*", "prefix", "a", "Prefix", "b"))
        .isError(400, "InvalidArgument", "Cannot specify more than one prefix rule in a filter.");
    put(queue("1", RecordedTargets.QUEUE, "s3:ObjectCreated:*", "suffix", "ä".repeat(513)))
        .isError(
            400,
            "InvalidArgument",
            "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation");
  }

  /** Answers recorded on AWS, S3, 2025-01. */
  @Test
  void missingQueuesAreToldBeforeOverlappingRules() {
    String none = RecordedTargets.QUEUE + "-none";
    String other = RecordedTargets.QUEUE + "-other";
    String rules = queue("1", none, "s3:ObjectCreated:*") + queue("2", other, "s3:ObjectCreated:*");

    put(rules)
        .isError(400, "InvalidArgument", UNABLE)
        .has("ArgumentName1", none)
        .has("ArgumentValue1", "The destination queue does not exist")
        .has("ArgumentName2", other)
        .has("ArgumentValue2", "The destination queue does not exist");
    put(rules, "x-amz-skip-destination-validation", "true")
        .isError(
            400,
            "InvalidArgument",
            "Configurations overlap. Configurations on the same bucket cannot share a common"
                + " event type.");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:ObjectCreated:*, '', '', s3:ObjectCreated:Put, '', '', overlap",
    "s3:ObjectCreated:Put, '', '', s3:ObjectCreated:*, a, '', ambiguous",
    "s3:ObjectCreated:Put, images/, .jpg, s3:ObjectCreated:*, images, jpg, ambiguous",
    "s3:ObjectCreated:*, images/, .jpg, s3:ObjectCreated:*, images/, .png, ''",
    "s3:ObjectCreated:*, images/, '', s3:ObjectCreated:*, logs/, '', ''",
    "s3:ObjectCreated:*, '', '', s3:ObjectRemoved:*, '', '', ''"
  })
  void noEventIsToldTwice(
      String event,
      String prefix,
      String suffix,
      String other,
      String pre,
      String suf,
      String fault) {
    Answer answer =
        put(
            queue("1", RecordedTargets.QUEUE, event, "prefix", prefix, "suffix", suffix)
                + one("Topic", "2", RecordedTargets.TOPIC, other, "prefix", pre, "suffix", suf));

    switch (fault) {
      case "" -> answer.hasStatus(200);
      case "overlap" ->
          answer.isError(
              400,
              "InvalidArgument",
              "Configurations overlap. Configurations on the same bucket cannot share a common"
                  + " event type.");
      default ->
          answer.isError(
              400,
              "InvalidArgument",
              "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules"
                  + " if the prefixes are overlapping for the same event type.");
    }
  }
}
