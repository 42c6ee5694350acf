package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.http.Headers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the tests of operations say of JSON holds for the query protocol too.
 *
 * <p>Source of truth: answers recorded on AWS, SQS, 2024-04, where nothing else is said.
 */
class BothProtocolsTest {
  private static final String QUEUE_PATH = "/123456789012/q";

  private final SqsWire sqs = new SqsWire();
  private final String url = sqs.create("q");

  private SqsWire.TextAnswer query(String action, String... parameters) {
    String[] all = new String[parameters.length + 2];
    all[0] = "Action";
    all[1] = action;
    System.arraycopy(parameters, 0, all, 2, parameters.length);
    return sqs.post("/", all);
  }

  private static void assertRefused(SqsWire.TextAnswer answer, String code, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>" + code + "</Code>", "<Message>" + message + "</Message>");
  }

  private String expired() {
    sqs.send(url, "a");
    String handle = sqs.receive(url).path("ReceiptHandle").asText();
    sqs.pass(31);
    return handle;
  }

  @ParameterizedTest
  @CsvSource({
    "MessageDeduplicationId, The queue should either have ContentBasedDeduplication enabled or"
        + " MessageDeduplicationId provided explicitly",
    "MessageGroupId, The request must contain the parameter MessageGroupId."
  })
  void anEntryWithoutAnIdRefusesTheWholeBatchOfAFifoQueue(String missing, String message) {
    String fifo = sqs.create("q.fifo");
    String entry = "SendMessageBatchRequestEntry.";
    String present = missing.equals("MessageGroupId") ? "MessageDeduplicationId" : "MessageGroupId";
    SqsWire.TextAnswer answer =
        query(
            "SendMessageBatch",
            "QueueUrl",
            fifo,
            entry + "1.Id",
            "good",
            entry + "1.MessageBody",
            "a",
            entry + "1.MessageGroupId",
            "g",
            entry + "1.MessageDeduplicationId",
            "d",
            entry + "2.Id",
            "bad",
            entry + "2.MessageBody",
            "b",
            entry + "2." + present,
            "x");

    assertRefused(answer, "InvalidParameterValue", message);
    assertThat(sqs.attributes(fifo, "ApproximateNumberOfMessages").toString()).contains("\"0\"");
  }

  @Test
  void theLatestHandleChangesTheVisibilityOfAMessageWhoseTimeoutHasEnded() {
    String handle = expired();
    Map<String, Object> change =
        Map.of("QueueUrl", url, "ReceiptHandle", handle, "VisibilityTimeout", 5);
    sqs.ok("ChangeMessageVisibility", change);
    sqs.pass(6);
    SqsWire.TextAnswer answer =
        query(
            "ChangeMessageVisibility",
            "QueueUrl",
            url,
            "ReceiptHandle",
            handle,
            "VisibilityTimeout",
            "5");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(sqs.ok("ReceiveMessage", Map.of("QueueUrl", url))).isEmpty();
  }

  /** The batch is concluded from the single operation. */
  @Test
  void soDoesItInABatch() {
    String handle = expired();
    Map<String, Object> entry = Map.of("Id", "1", "ReceiptHandle", handle, "VisibilityTimeout", 5);
    JsonNode changed =
        sqs.ok("ChangeMessageVisibilityBatch", Map.of("QueueUrl", url, "Entries", List.of(entry)));
    assertThat(changed.toString()).isEqualTo("{\"Successful\":[{\"Id\":\"1\"}]}");
    sqs.pass(6);
    String prefix = "ChangeMessageVisibilityBatchRequestEntry.1.";
    SqsWire.TextAnswer answer =
        query(
            "ChangeMessageVisibilityBatch",
            "QueueUrl",
            url,
            prefix + "Id",
            "1",
            prefix + "ReceiptHandle",
            handle,
            prefix + "VisibilityTimeout",
            "5");

    assertThat(answer.body())
        .contains("<ChangeMessageVisibilityBatchResultEntry><Id>1</Id>")
        .doesNotContain("BatchResultErrorEntry");
  }

  @Test
  void anEmptyListOfABatchIsLeftOut() {
    Map<String, Object> entry =
        Map.of("Id", "1", "ReceiptHandle", "unknown", "VisibilityTimeout", 5);
    Map<String, Object> batch = Map.of("QueueUrl", url, "Entries", List.of(entry));

    assertThat(sqs.ok("ChangeMessageVisibilityBatch", batch).has("Successful")).isFalse();
    assertThat(sqs.ok("DeleteMessageBatch", batch).has("Successful")).isFalse();
    sqs.send(url, "a");
    String handle = sqs.receive(url).path("ReceiptHandle").asText();
    assertThat(
            sqs.ok(
                    "DeleteMessageBatch",
                    Map.of(
                        "QueueUrl",
                        url,
                        "Entries",
                        List.of(Map.of("Id", "1", "ReceiptHandle", handle))))
                .has("Failed"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", ".*", "All"})
  void everyAttributeIsReturnedWhereAllAreAskedFor(String asked) {
    String attribute = "MessageAttribute.1.";
    SqsWire.TextAnswer sent =
        query(
            "SendMessage",
            "QueueUrl",
            url,
            "MessageBody",
            "a",
            attribute + "Name",
            "attr.1øßä",
            attribute + "Value.DataType",
            "String",
            attribute + "Value.StringValue",
            "x");
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);

    assertThat(query("ReceiveMessage", "QueueUrl", url, "MessageAttributeName.1", asked).body())
        .contains("<MessageAttribute><Name>attr.1øßä</Name>");
  }

  @Test
  void aSectionSignIsNoLetter() {
    String attribute = "MessageAttribute.1.";
    assertRefused(
        query(
            "SendMessage",
            "QueueUrl",
            url,
            "MessageBody",
            "a",
            attribute + "Name",
            "a§",
            attribute + "Value.DataType",
            "String",
            attribute + "Value.StringValue",
            "x"),
        "InvalidParameterValue",
        "Message (user) attributes name can only contain upper and lower score characters, digits,"
            + " periods, hyphens and underscores.");
  }

  @Test
  void aLabelThatIsNotThereIsNotFound() {
    assertRefused(
        query("RemovePermission", "QueueUrl", url, "Label", "two"),
        "InvalidParameterValue",
        "Value two for parameter Label is invalid. Reason: can't find label.");
  }

  @Test
  void aPurgedQueueTakesAMessageThatItHasHad() {
    String fifo = sqs.create("q.fifo");
    String[] message = {
      "QueueUrl", fifo, "MessageBody", "a", "MessageGroupId", "g", "MessageDeduplicationId", "d"
    };
    query("SendMessage", message);
    query("PurgeQueue", "QueueUrl", fifo);
    query("SendMessage", message);

    sqs.receive(fifo);
  }

  /** AWS does not say what it makes of a slash at the end: the queue is unmistakable. */
  @Test
  void aSlashMayEndTheAddress() {
    SqsWire.TextAnswer byParameter =
        query("SendMessage", "QueueUrl", url + "/", "MessageBody", "a");
    assertThat(byParameter.status()).as(byParameter.body()).isEqualTo(200);
    SqsWire.TextAnswer byPath =
        sqs.post(QUEUE_PATH + "/", "Action", "SendMessage", "MessageBody", "b");
    assertThat(byPath.status()).as(byPath.body()).isEqualTo(200);

    assertThat(sqs.attributes(url, "ApproximateNumberOfMessages").toString()).contains("\"2\"");
  }

  /** Whoever signs, and whatever is accepted. */
  @Test
  void aQueuesUrlWithoutAnActionIsUnknown() {
    Headers signed =
        new Headers()
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=123456789012/20250101/eu-west-1/sqs/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .add("X-Amz-Date", "20250101T000000Z")
            .add("Accept", "application/json");
    SqsWire.TextAnswer answer = sqs.get(QUEUE_PATH, signed);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("<UnknownOperationException/>");
    assertThat(answer.headers().first("Content-Type")).contains("xml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateQueue", "ListQueues"})
  void anActionThatNamesNoQueueIsNoneOfItsUrl(String action) {
    SqsWire.TextAnswer answer =
        sqs.get(QUEUE_PATH, new Headers(), "Action", action, "QueueName", "other");

    assertRefused(
        answer, "InvalidAction", "The action " + action + " is not valid for this endpoint.");
    assertThat(sqs.ok("ListQueues", Map.of()).path("QueueUrls")).hasSize(1);
  }

  @Test
  void oneWhoAcceptsJsonGetsIt() throws Exception {
    SqsWire.TextAnswer sent =
        sqs.with("Accept", "application/json")
            .post("/", "Action", "SendMessage", "QueueUrl", url, "MessageBody", "a");

    JsonNode answer = new ObjectMapper().readTree(sent.body());
    assertThat(
            answer.path("SendMessageResponse").path("SendMessageResult").path("MessageId").asText())
        .isNotEmpty();
  }
}
