package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.http.Headers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SQS by its old protocol, at the service's endpoint and at the queue's own URL.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html">Making
 *     query API requests</a>
 */
class QueryProtocolTest {
  private static final String VERSION = "2012-11-05";

  private final SqsWire sqs = new SqsWire();

  @Test
  void createsAndSendsAndReceives() {
    SqsWire.TextAnswer created =
        sqs.post(
            "/",
            "Action",
            "CreateQueue",
            "Version",
            VERSION,
            "QueueName",
            "q",
            "Attribute.1.Name",
            "VisibilityTimeout",
            "Attribute.1.Value",
            "7");
    assertThat(created.status()).isEqualTo(200);
    assertThat(created.body())
        .contains("<CreateQueueResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">")
        .contains("<QueueUrl>http://localhost:4566/123456789012/q</QueueUrl>");

    String url = "http://localhost:4566/123456789012/q";
    assertThat(sqs.attributes(url, "VisibilityTimeout").toString()).contains("\"7\"");
    SqsWire.TextAnswer sent =
        sqs.post(
            "/",
            "Action",
            "SendMessage",
            "QueueUrl",
            url,
            "MessageBody",
            "hällo <&>",
            "MessageAttribute.1.Name",
            "a",
            "MessageAttribute.1.Value.DataType",
            "String",
            "MessageAttribute.1.Value.StringValue",
            "x");
    assertThat(sent.body()).contains("<MD5OfMessageAttributes>");
    SqsWire.TextAnswer received =
        sqs.post(
            "/",
            "Action",
            "ReceiveMessage",
            "QueueUrl",
            url,
            "AttributeName.1",
            "SentTimestamp",
            "MessageAttributeName.1",
            "All");
    assertThat(received.body())
        .contains("<Body>hällo &lt;&amp;&gt;</Body>")
        .contains("<Attribute><Name>SentTimestamp</Name><Value>1735689600000</Value></Attribute>")
        .contains(
            "<MessageAttribute><Name>a</Name><Value><StringValue>x</StringValue>"
                + "<DataType>String</DataType></Value></MessageAttribute>");
  }

  @Test
  void aQueuesOwnUrlNamesTheQueue() {
    sqs.create("q");
    SqsWire.TextAnswer sent =
        sqs.post(
            "/123456789012/q", "Action", "SendMessage", "MessageBody", "a", "Version", VERSION);
    assertThat(sent.body()).contains("<SendMessageResponse").contains("<MessageId>");

    SqsWire.TextAnswer received =
        sqs.get("/123456789012/q", new Headers(), "Action", "ReceiveMessage", "Version", VERSION);
    // Unsigned requests act in us-east-1, where there is no such queue.
    assertThat(received.status()).isEqualTo(400);
    assertThat(
            sqs.get("/queue/eu-west-1/123456789012/q", new Headers(), "Action", "ReceiveMessage")
                .body())
        .contains("<Body>a</Body>");
  }

  @Test
  void theParameterGoesBeforeThePath() {
    sqs.create("q");
    String other = sqs.create("other");
    sqs.post("/123456789012/q", "Action", "SendMessage", "MessageBody", "a", "QueueUrl", other);

    sqs.receive(other);
  }

  // The query protocol words this error in its own way: see the knowledge center's article on
  // NonExistentQueue.
  @Test
  void anUnknownQueueIsRefusedInItsOwnWords() {
    SqsWire.TextAnswer answer = sqs.post("/", "Action", "GetQueueUrl", "QueueName", "q");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Type>Sender</Type>")
        .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>")
        .contains("<Message>The specified queue does not exist for this wsdl version.</Message>");
  }

  @Test
  void aMissingParameterIsRefused() {
    assertThat(sqs.post("/", "Action", "SendMessage").body())
        .contains("<Code>MissingParameter</Code>")
        .contains("<Message>The request must contain the parameter QueueUrl.</Message>");
  }

  @Test
  void batchesAreNamedByTheirEntries() {
    String url = sqs.create("q");
    SqsWire.TextAnswer answer =
        sqs.post(
            "/",
            "Action",
            "SendMessageBatch",
            "QueueUrl",
            url,
            "SendMessageBatchRequestEntry.1.Id",
            "good",
            "SendMessageBatchRequestEntry.1.MessageBody",
            "a",
            "SendMessageBatchRequestEntry.2.Id",
            "bad",
            "SendMessageBatchRequestEntry.2.MessageBody",
            "b",
            "SendMessageBatchRequestEntry.2.DelaySeconds",
            "901");

    assertThat(answer.body())
        .contains("<SendMessageBatchResultEntry><Id>good</Id>")
        .contains("<BatchResultErrorEntry><Id>bad</Id><SenderFault>true</SenderFault>");
    assertThat(sqs.attributes(url, "ApproximateNumberOfMessages").toString()).contains("\"1\"");
  }

  @Test
  void tagsAreKeysAndValues() {
    String url = sqs.create("q");
    sqs.post(
        "/", "Action", "TagQueue", "QueueUrl", url, "Tag.1.Key", "team", "Tag.1.Value", "blue");

    assertThat(sqs.ok("ListQueueTags", Map.of("QueueUrl", url)).path("Tags").toString())
        .isEqualTo("{\"team\":\"blue\"}");
    assertThat(sqs.post("/", "Action", "ListQueueTags", "QueueUrl", url).body())
        .contains("<Tag><Key>team</Key><Value>blue</Value></Tag>");
  }

  // XML 1.0, section 2.2: a document can't hold most control characters, even as references. AWS
  // does not say what its messages do with them.
  @Test
  void errorsCanBeReadWhateverTheyRepeat() {
    sqs.create("q");
    String url = "http://localhost:4566/123456789012/q";

    SqsWire.TextAnswer single =
        sqs.post("/", "Action", "DeleteMessage", "QueueUrl", url, "ReceiptHandle", "a\u0001\uFFFF");
    assertThat(single.body()).contains("receipt handle &quot;a\uFFFD\uFFFD&quot; is not");
    SqsWire.TextAnswer batch =
        sqs.post(
            "/",
            "Action",
            "DeleteMessageBatch",
            "QueueUrl",
            url,
            "DeleteMessageBatchRequestEntry.1.Id",
            "a",
            "DeleteMessageBatchRequestEntry.1.ReceiptHandle",
            "\u0001é");
    assertThat(batch.body()).contains("receipt handle &quot;\uFFFDé&quot; is not");
    SqsWire.TextAnswer key =
        sqs.post(
            "/",
            "Action",
            "SetQueueAttributes",
            "QueueUrl",
            url,
            "Attribute.1.Name",
            "KmsMasterKeyId",
            "Attribute.1.Value",
            "\u0001");
    assertThat(key.status()).isEqualTo(400);
    assertThat(key.body()).contains("Invalid value for the parameter KmsMasterKeyId.");
  }

  // Answer recorded on AWS, SQS, 2024-04: XML whatever the client accepts, signed or not.
  @Test
  void aQueuesUrlWithoutAnActionIsUnknown() {
    sqs.create("q");
    for (Headers headers :
        List.of(new Headers(), new Headers().add("Accept", "application/json"))) {
      SqsWire.TextAnswer answer = sqs.get("/123456789012/q", headers);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).contains("<UnknownOperationException/>");
    }
  }

  // Answer recorded on AWS, SQS, 2024-04, of CreateQueue and ListQueues; move tasks, which name no
  // queue either, are taken to be the same.
  @ParameterizedTest
  @ValueSource(strings = {"CreateQueue", "ListQueues", "ListMessageMoveTasks"})
  void aQueuesUrlDoesNotTakeActionsThatNameNoQueue(String action) {
    sqs.create("q");
    SqsWire.TextAnswer answer =
        sqs.post("/123456789012/q", "Action", action, "QueueName", "other", "Version", VERSION);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>InvalidAction</Code>")
        .contains("<Message>The action " + action + " is not valid for this endpoint.</Message>");
  }

  // Answer recorded on AWS, SQS, 2024-04: a client that accepts JSON gets it. API Gateway's
  // integrations with SQS show the form, with null for what is absent.
  @Test
  void answersInJsonWhereTheClientAcceptsIt() throws Exception {
    Headers json = new Headers().add("Accept", "application/json");
    SqsWire.TextAnswer answer =
        sqs.get("/", json, "Action", "ListQueues", "QueueNamePrefix", "none");

    assertThat(answer.headers().first("Content-Type")).isEqualTo("application/json");
    JsonNode response = new ObjectMapper().readTree(answer.body()).path("ListQueuesResponse");
    assertThat(response.path("ListQueuesResult").path("NextToken").isNull()).isTrue();
    assertThat(response.path("ResponseMetadata").path("RequestId").asText()).isNotEmpty();

    SqsWire.TextAnswer refused = sqs.get("/", json, "Action", "GetQueueUrl", "QueueName", "none");
    JsonNode error = new ObjectMapper().readTree(refused.body()).path("Error");
    assertThat(error.path("Code").asText()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    assertThat(error.path("Type").asText()).isEqualTo("Sender");
  }

  // Answer recorded on AWS, SQS, 2024-04: a parameter without a value is how query clients send an
  // empty list.
  @Test
  void anEmptyListMakesAnEmptyBatch() {
    String url = sqs.create("q");
    SqsWire.TextAnswer answer =
        sqs.post("/", "Action", "SendMessageBatch", "QueueUrl", url, "Entries", "");

    assertThat(answer.body()).contains("<Code>AWS.SimpleQueueService.EmptyBatchRequest</Code>");
  }
}
