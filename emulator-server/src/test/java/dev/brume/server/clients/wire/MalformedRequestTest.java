package dev.brume.server.clients.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.wire.RawHttp.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What cannot be read is refused as the client's mistake, in the protocol's form, and the next
 * request is served.
 *
 * <p>Source of truth: the malformed request tests of Smithy's protocols
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html) and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html. AWS does
 * not document how it answers JSON that is none; its services answer SerializationException.
 */
class MalformedRequestTest {
  private static final String JSON_TYPE = "application/x-amz-json-1.0";
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";

  private final String account = Accounts.next();
  private final String path = "/" + account + "/orders";
  private final String url = SharedBrume.endpoint() + path;

  MalformedRequestTest() {
    Wire.JSON.call(account, "/", "CreateQueue", Map.of("QueueName", "orders"));
  }

  @AfterEach
  void theNextRequestIsServedAndNothingWasSent() {
    Answer answer = Wire.JSON.call(account, "/", "ReceiveMessage", Map.of("QueueUrl", url));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("MessageId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"QueueUrl\"",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":\"b\"} trailing",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":7}",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":[\"b\"]}",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":{\"b\":1}}",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":\"b\",\"DelaySeconds\":\"soon\"}",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":\"b\",\"DelaySeconds\":99999999999}",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":\"b\",\"MessageAttributes\":[]}",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":\"b\",\"MessageAttributes\":{\"a\":"
            + "{\"DataType\":\"Binary\",\"BinaryValue\":\"***\"}}}",
        "[]",
        "\"text\"",
        "\u0000\u0001",
        "<xml/>"
      })
  void jsonThatCannotBeRead(String body) {
    Answer answer = Wire.json(account, "/", "AmazonSQS.SendMessage", body.replace("URL", url));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo(JSON_TYPE);
    assertThat(Wire.parse(answer).get("__type").asText()).endsWith("SerializationException");
  }

  @Test
  void deepJsonIsRefusedWithoutMuchMemory() {
    Answer answer =
        Wire.json(account, "/", "AmazonSQS.SendMessage", "{\"a\":" + "[".repeat(200_000));
    assertThat(answer.status()).isEqualTo(400);
  }

  /** A JSON body that is not UTF-8. */
  @Test
  void brokenUtf8() {
    byte[] body = ("{\"QueueUrl\":\"" + url + "\",\"MessageBody\":\"b?\"}").getBytes(UTF_8);
    body[body.length - 3] = (byte) 0xC3;
    Answer answer =
        Wire.post(
            account,
            "/",
            Map.of("Content-Type", JSON_TYPE, "X-Amz-Target", "AmazonSQS.SendMessage"),
            body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AmazonSQS.Dance", "AmazonSQS.", "AmazonSQS.sendmessage"})
  void anOperationThatSqsDoesNotHave(String target) {
    Answer answer = Wire.json(account, "/", target, "{}");

    assertThat(answer.status()).as(answer.text()).isBetween(400, 404);
    JsonNode body = Wire.parse(answer);
    assertThat(body.get("__type").asText()).endsWith("UnknownOperationException");
  }

  @Test
  void anActionThatSqsDoesNotHave() {
    Answer answer = Wire.FORM.call(account, "/", "Dance", Map.of());

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(Wire.FORM.errorCode(answer)).isEqualTo("InvalidAction");
    assertThat(Wire.FORM.errorText(answer))
        .isEqualTo("The action Dance is not valid for this endpoint.");
  }

  @Test
  void aFormWithoutAction() {
    Answer answer =
        Wire.post(
            account, path, Map.of("Content-Type", FORM_TYPE), "Version=2012-11-05".getBytes());

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(Wire.FORM.errorCode(answer)).isEqualTo("MissingAction");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MessageBody=b&DelaySeconds=soon",
        "MessageBody=b&DelaySeconds=1.5",
        "MessageBody=b&DelaySeconds=99999999999",
        "MessageBody=b&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=Binary"
            + "&MessageAttribute.1.Value.BinaryValue=***"
      })
  void formsThatCannotBeRead(String fields) {
    Answer answer =
        Wire.post(
            account,
            path,
            Map.of("Content-Type", FORM_TYPE),
            ("Action=SendMessage&Version=2012-11-05&" + fields).getBytes(UTF_8));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("<ErrorResponse").contains("<Type>Sender</Type>");
    assertThat(Wire.FORM.errorCode(answer)).isNotBlank();
  }

  /** AWS's page gives this error, alone of all, the status 404. */
  @ParameterizedTest
  @ValueSource(strings = {"MessageBody=%zz", "MessageBody=%C3", "MessageBody=%"})
  void percentSignsThatMeanNothing(String field) {
    Answer answer =
        Wire.post(
            account,
            path,
            Map.of("Content-Type", FORM_TYPE),
            ("Action=SendMessage&Version=2012-11-05&" + field).getBytes(UTF_8));

    assertThat(answer.status()).as(answer.text()).isEqualTo(404);
    assertThat(Wire.FORM.errorCode(answer)).isEqualTo("MalformedQueryString");
  }

  /**
   * An empty list is a name without a value, that of the parameter or that of the model's member:
   * answer recorded on AWS, SQS, 2024-04. Without any list, AWS misses the first entry. (In 2019 it
   * did so for the member's name too: https://github.com/ali-essam/wtsqs/issues/7)
   */
  @Test
  void aBatchWithoutEntries() {
    Answer empty =
        Wire.FORM.call(
            account, path, "SendMessageBatch", Map.of("SendMessageBatchRequestEntry", ""));
    assertThat(Wire.FORM.errorCode(empty)).isEqualTo("AWS.SimpleQueueService.EmptyBatchRequest");
    assertThat(Wire.FORM.errorText(empty))
        .isEqualTo("There should be at least one SendMessageBatchRequestEntry in the request.");

    Answer member = Wire.FORM.call(account, path, "SendMessageBatch", Map.of("Entries", ""));
    assertThat(Wire.FORM.errorCode(member)).isEqualTo("AWS.SimpleQueueService.EmptyBatchRequest");

    Answer none = Wire.FORM.call(account, path, "SendMessageBatch", Map.of());
    assertThat(Wire.FORM.errorCode(none)).isEqualTo("MissingParameter");
    assertThat(Wire.FORM.errorText(none))
        .isEqualTo("The request must contain the parameter SendMessageBatchRequestEntry.1.Id.");
  }
}
