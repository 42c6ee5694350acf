package dev.brume.server.clients.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.wire.RawHttp.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same requests in every way of writing them, sent to the service and to the queue itself; the
 * answers say the same.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html,
 * the model aws-models/models/sqs.json with its overlay for the query protocol, and Smithy's
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html and
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
@ParameterizedClass
@MethodSource("ways")
class WireMatrixTest {
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final String BODY = "a <b> & \"c\" ä+%20€";

  private final Wire wire;
  private final boolean atQueue;
  private final String account = Accounts.next();
  private final String path = "/" + account + "/orders";
  private final String url = SharedBrume.endpoint() + path;

  WireMatrixTest(Wire wire, boolean atQueue) {
    this.wire = wire;
    this.atQueue = atQueue;
    Answer created = Wire.JSON.call(account, "/", "CreateQueue", Map.of("QueueName", "orders"));
    assertThat(created.status()).as(created.text()).isEqualTo(200);
  }

  static List<Arguments> ways() {
    List<Arguments> ways = new ArrayList<>();
    for (Wire wire : Wire.values()) {
      for (boolean atQueue : new boolean[] {false, true}) {
        ways.add(
            argumentSet(wire + (atQueue ? " to the queue" : " to the service"), wire, atQueue));
      }
    }
    return ways;
  }

  @Test
  void aMessageIsSentReceivedAndDeleted() {
    Answer sent = call("SendMessage", Map.of("MessageBody", BODY));
    assertOk(sent);
    assertThat(wire.member(sent, "MessageId")).matches(UUID);
    assertThat(wire.member(sent, "MD5OfMessageBody")).isEqualTo("f6dea1bc92300dbdda6a51c7ecd9ad95");

    Answer received =
        call("ReceiveMessage", Map.of("MaxNumberOfMessages", "5", "VisibilityTimeout", "120"));
    assertOk(received);
    assertThat(wire.member(received, "MessageId")).isEqualTo(wire.member(sent, "MessageId"));
    assertThat(unescaped(wire.member(received, "Body"))).isEqualTo(BODY);

    String handle = wire.member(received, "ReceiptHandle");
    assertOk(
        call("ChangeMessageVisibility", Map.of("ReceiptHandle", handle, "VisibilityTimeout", "9")));
    assertOk(call("DeleteMessage", Map.of("ReceiptHandle", handle)));
    Answer empty = call("ReceiveMessage", Map.of());
    assertOk(empty);
    assertThat(wire.member(empty, "MessageId")).isNull();
  }

  @Test
  void attributesAreReadAndWritten() {
    if (wire == Wire.JSON) {
      assertOk(
          Wire.json(
              account,
              target(),
              "AmazonSQS.SetQueueAttributes",
              "{\"QueueUrl\":\"%s\",\"Attributes\":{\"DelaySeconds\":\"7\"}}".formatted(url)));
      Answer got =
          Wire.json(
              account,
              target(),
              "AmazonSQS.GetQueueAttributes",
              "{\"QueueUrl\":\"%s\",\"AttributeNames\":[\"DelaySeconds\"]}".formatted(url));
      assertThat(got.text()).isEqualTo("{\"Attributes\":{\"DelaySeconds\":\"7\"}}");
      return;
    }
    assertOk(
        call(
            "SetQueueAttributes",
            Map.of("Attribute.1.Name", "DelaySeconds", "Attribute.1.Value", "7")));
    Answer got = call("GetQueueAttributes", Map.of("AttributeName.1", "DelaySeconds"));
    assertOk(got);
    assertThat(got.text())
        .contains("<Attribute><Name>DelaySeconds</Name><Value>7</Value></Attribute>");
  }

  @Test
  void anAnswerHasTheFormOfItsProtocol() {
    Answer sent = call("SendMessage", Map.of("MessageBody", "body"));

    assertThat(sent.header("x-amzn-RequestId")).matches(UUID);
    assertThat(sent.header("Date"))
        .matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    if (wire == Wire.JSON) {
      assertThat(sent.header("Content-Type")).isEqualTo("application/x-amz-json-1.0");
      assertThat(sent.text()).startsWith("{").endsWith("}");
    } else {
      assertThat(sent.header("Content-Type")).startsWith("text/xml");
      assertThat(sent.text())
          .contains("<SendMessageResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">")
          .contains("<SendMessageResult>")
          .contains(
              "<ResponseMetadata><RequestId>"
                  + sent.header("x-amzn-RequestId")
                  + "</RequestId></ResponseMetadata>");
    }
  }

  @Test
  void aModelledErrorHasTheFormOfItsProtocol() {
    Answer refused =
        wire.call(
            account,
            atQueue ? path + "x" : "/",
            "GetQueueAttributes",
            Map.of("QueueUrl", url + "x"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("x-amzn-RequestId")).matches(UUID);
    assertThat(wire.errorCode(refused)).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    if (wire == Wire.JSON) {
      assertThat(refused.header("x-amzn-query-error"))
          .isEqualTo("AWS.SimpleQueueService.NonExistentQueue;Sender");
      assertThat(refused.header("Content-Type")).isEqualTo("application/x-amz-json-1.0");
      assertThat(Wire.parse(refused).get("__type").asText())
          .isEqualTo("com.amazonaws.sqs#QueueDoesNotExist");
      assertThat(wire.errorText(refused)).isEqualTo("The specified queue does not exist.");
    } else {
      assertThat(refused.text())
          .contains("<ErrorResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">")
          .contains("<Type>Sender</Type>")
          .contains("<RequestId>" + refused.header("x-amzn-RequestId") + "</RequestId>");
      // The query protocol kept its old sentence when JSON came.
      assertThat(wire.errorText(refused))
          .isEqualTo("The specified queue does not exist for this wsdl version.");
    }
  }

  @Test
  void anUnmodelledErrorHasTheFormOfItsProtocol() {
    Answer refused = call("ReceiveMessage", Map.of("MaxNumberOfMessages", "11"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(wire.errorCode(refused)).isEqualTo("InvalidParameterValue");
    assertThat(wire.errorText(refused))
        .isEqualTo(
            "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and"
                + " 10, if provided.");
    if (wire == Wire.JSON) {
      assertThat(Wire.parse(refused).get("__type").asText())
          .isEqualTo("com.amazon.coral.service#InvalidParameterValueException");
      assertThat(refused.header("x-amzn-query-error")).isEqualTo("InvalidParameterValue;Sender");
    }
  }

  @Test
  void aMissingParameterIsNamed() {
    Answer refused = call("SendMessage", Map.of());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(wire.errorCode(refused)).isEqualTo("MissingParameter");
    assertThat(wire.errorText(refused))
        .isEqualTo("The request must contain the parameter MessageBody.");
  }

  @Test
  void otherStatusesArriveToo() {
    assertOk(call("PurgeQueue", Map.of()));
    Answer again = call("PurgeQueue", Map.of());
    assertThat(again.status()).isEqualTo(403);
    assertThat(wire.errorCode(again)).isEqualTo("AWS.SimpleQueueService.PurgeQueueInProgress");
  }

  /** In the path of the queue its URL need not be repeated, by the query protocol. */
  private Answer call(String action, Map<String, String> input) {
    Map<String, String> all = new LinkedHashMap<>(input);
    if (!atQueue || wire == Wire.JSON) {
      all.put("QueueUrl", url);
    }
    return wire.call(account, target(), action, all);
  }

  private String target() {
    return atQueue ? path : "/";
  }

  private static void assertOk(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
