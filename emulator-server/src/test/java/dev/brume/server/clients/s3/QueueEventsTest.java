package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.brume.server.clients.sqs.SqsAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Events of a bucket in a queue of the same server, by the AWS SDK for Java v2 at both ends.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
class QueueEventsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final SqsAccount queues = SqsAccount.fresh();
  private final S3Account account = S3Account.fresh();
  private String bucket;
  private String queue;

  @BeforeEach
  void createBucketAndQueue() {
    bucket = account.createBucket("events");
    queue = queues.createQueue("events");
  }

  /** Tells the queue of what begins with "in/" and ends with ".txt". */
  private void tellQueue(String... events) {
    FilterRule prefix = FilterRule.builder().name(FilterRuleName.PREFIX).value("in/").build();
    FilterRule suffix = FilterRule.builder().name(FilterRuleName.SUFFIX).value(".txt").build();
    QueueConfiguration configuration =
        QueueConfiguration.builder()
            .id("mine")
            .queueArn(queues.arn("events"))
            .eventsWithStrings(events)
            .filter(f -> f.key(k -> k.filterRules(prefix, suffix)))
            .build();
    account.s3.putBucketNotificationConfiguration(
        p -> p.bucket(bucket).notificationConfiguration(n -> n.queueConfigurations(configuration)));
  }

  /** Receives so many messages, in the order in which they come. */
  private List<JsonNode> receive(int count) throws JsonProcessingException {
    List<JsonNode> bodies = new ArrayList<>();
    for (int calls = 0; bodies.size() < count && calls < count + 5; calls++) {
      List<Message> messages =
          queues
              .sqs
              .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(2))
              .messages();
      for (Message message : messages) {
        queues.delete(queue, message);
        bodies.add(JSON.readTree(message.body()));
      }
    }
    assertThat(bodies).hasSize(count);
    return bodies;
  }

  @Test
  void theQueueIsToldOfWhatItAskedFor() throws Exception {
    tellQueue("s3:ObjectCreated:*", "s3:ObjectRemoved:Delete");
    JsonNode test = receive(1).getFirst();
    assertThat(test.path("Event").textValue()).isEqualTo("s3:TestEvent");
    assertThat(test.path("Bucket").textValue()).isEqualTo(bucket);

    String key = "in/a b+\u00fc//\uD83D\uDE00.txt";
    account.put(bucket, "out/one.txt", "not told of");
    account.put(bucket, "in/one.bin", "not told of");
    PutObjectResponse put =
        account.s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromString("hello"));
    account.s3.deleteObject(d -> d.bucket(bucket).key(key));

    List<JsonNode> told = receive(2);
    JsonNode created = told.getFirst().path("Records").path(0);
    assertThat(created.path("eventVersion").textValue()).isEqualTo("2.1");
    assertThat(created.path("eventSource").textValue()).isEqualTo("aws:s3");
    assertThat(created.path("awsRegion").textValue()).isEqualTo("us-east-1");
    assertThat(created.path("eventName").textValue()).isEqualTo("ObjectCreated:Put");
    assertThat(created.at("/requestParameters/sourceIPAddress").textValue()).isEqualTo("127.0.0.1");
    assertThat(created.at("/responseElements/x-amz-request-id").textValue())
        .isEqualTo(put.responseMetadata().requestId());
    assertThat(created.at("/s3/configurationId").textValue()).isEqualTo("mine");
    assertThat(created.at("/s3/bucket/name").textValue()).isEqualTo(bucket);
    assertThat(created.at("/s3/bucket/arn").textValue()).isEqualTo("arn:aws:s3:::" + bucket);
    assertThat(created.at("/s3/object/key").textValue())
        .isEqualTo("in/a+b%2B%C3%BC//%F0%9F%98%80.txt");
    assertThat(created.at("/s3/object/size").intValue()).isEqualTo(5);
    assertThat(created.at("/s3/object/eTag").textValue())
        .isEqualTo("5d41402abc4b2a76b9719d911017c592");
    JsonNode removed = told.get(1).path("Records").path(0);
    assertThat(removed.path("eventName").textValue()).isEqualTo("ObjectRemoved:Delete");
    assertThat(removed.at("/s3/object/sequencer").textValue())
        .isGreaterThan(created.at("/s3/object/sequencer").textValue());
  }

  @Test
  void eventsOfAKeyComeInOrder() throws Exception {
    tellQueue("s3:ObjectCreated:Put");
    receive(1);
    IntStream.range(0, 20).forEach(i -> account.put(bucket, "in/k.txt", "x".repeat(i)));

    assertThat(receive(20))
        .extracting(event -> event.at("/Records/0/s3/object/size").intValue())
        .isEqualTo(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void whoIsToBeToldMustBeThere() {
    queues.sqs.deleteQueue(d -> d.queueUrl(queue));

    refused(400, "InvalidArgument", () -> tellQueue("s3:ObjectCreated:*"));
    assertThat(
            account
                .s3
                .getBucketNotificationConfiguration(g -> g.bucket(bucket))
                .queueConfigurations())
        .isEmpty();
  }
}
