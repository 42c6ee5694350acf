package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Publishing and delivery. Source: answers recorded on AWS, SNS, 2022 to 2025; for signatures <a
 * href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Verifying
 * the signatures of Amazon SNS messages</a>.
 */
class PublishTest {
  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");
  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private String topic;

  @BeforeEach
  void makeTopic() {
    topic = server.topic("news");
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private JsonNode onlyEnvelope() throws Exception {
    assertThat(server.at(SnsTestServer.QUEUE)).hasSize(1);
    return json(server.at(SnsTestServer.QUEUE).get(0).body());
  }

  @Test
  void deliversInAnEnvelope() throws Exception {
    String subscription = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    String id =
        sns.ok(
                "Publish",
                "TopicArn",
                topic,
                "Message",
                "hello",
                "Subject",
                "greeting",
                "MessageAttributes",
                Map.of("n", Map.of("DataType", "Number", "StringValue", "99.12")))
            .path("MessageId")
            .asText();
    JsonNode envelope = onlyEnvelope();
    List<String> names = new ArrayList<>();
    for (Iterator<String> each = envelope.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    assertThat(names)
        .containsExactly(
            "Type",
            "MessageId",
            "TopicArn",
            "Subject",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL",
            "UnsubscribeURL",
            "MessageAttributes");
    assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
    assertThat(envelope.path("Message").asText()).isEqualTo("hello");
    assertThat(envelope.path("UnsubscribeURL").asText())
        .isEqualTo("http://localhost:4566/?Action=Unsubscribe&SubscriptionArn=" + subscription);
    assertThat(envelope.path("MessageAttributes").toString())
        .isEqualTo("{\"n\":{\"Type\":\"Number\",\"Value\":\"99.12\"}}");
    assertThat(server.at(SnsTestServer.QUEUE).get(0).attributes()).isEmpty();
    assertThat(server.lastSender.service()).isEqualTo("sns.amazonaws.com");
    assertThat(server.lastSender.sourceArn()).isEqualTo(topic);
  }

  @ParameterizedTest
  @CsvSource({"1, SHA1withRSA", "2, SHA256withRSA"})
  void signs(String version, String algorithm) throws Exception {
    sns.ok(
        "SetTopicAttributes",
        "TopicArn",
        topic,
        "AttributeName",
        "SignatureVersion",
        "AttributeValue",
        version);
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    sns.ok("Publish", "TopicArn", topic, "Message", "hello", "Subject", "greeting");
    JsonNode envelope = onlyEnvelope();
    String url = envelope.path("SigningCertURL").asText();
    byte[] pem = sns.send("GET", url.substring("http://localhost:4566".length()), "").body();
    Certificate certificate =
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    certificate.verify(certificate.getPublicKey());
    StringBuilder signed = new StringBuilder();
    for (String name :
        List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
      signed.append(name).append('\n').append(envelope.path(name).asText()).append('\n');
    }
    Signature signature = Signature.getInstance(algorithm);
    signature.initVerify(certificate);
    signature.update(signed.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(Base64.getDecoder().decode(envelope.path("Signature").asText())))
        .isTrue();
  }

  @Test
  void deliversAsItIs() {
    server.subscribe(topic, SnsTestServer.QUEUE, RAW);
    sns.ok(
        "Publish",
        "TopicArn",
        topic,
        "Message",
        "hello",
        "MessageGroupId",
        "g",
        "MessageAttributes",
        Map.of("b", Map.of("DataType", "Binary", "BinaryValue", "AgME")));
    DeliveryMessage got = server.at(SnsTestServer.QUEUE).get(0);
    assertThat(got.body()).isEqualTo("hello");
    assertThat(got.groupId()).isEqualTo("g");
    MessageAttribute attribute = got.attributes().get("b");
    assertThat(attribute.dataType()).isEqualTo("Binary");
    assertThat(attribute.binary().bytes()).containsExactly(2, 3, 4);
  }

  /**
   * By AWS's description of the tracing mode PassThrough, which is the default: the topic passes
   * trace headers received from the publisher to its subscriptions. SQS has it as AWSTraceHeader.
   *
   * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html">SQS and
   *     X-Ray</a>
   */
  @Test
  void passesTheTraceHeaderOn() {
    String trace = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1";
    String raw = SnsTestServer.QUEUE + "-raw";
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    server.subscribe(topic, raw, RAW);

    sns.header("X-Amzn-Trace-Id", trace).ok("Publish", "TopicArn", topic, "Message", "hello");
    sns.header("X-Amzn-Trace-Id", trace)
        .ok(
            "PublishBatch",
            "TopicArn",
            topic,
            "PublishBatchRequestEntries",
            List.of(Map.of("Id", "1", "Message", "hello")));
    sns.ok("Publish", "TopicArn", topic, "Message", "hello");

    for (String queue : List.of(SnsTestServer.QUEUE, raw)) {
      assertThat(server.at(queue))
          .extracting(DeliveryMessage::traceHeader)
          .containsExactly(trace, trace, null);
    }
  }

  @Test
  void choosesTheMessageOfTheProtocol() {
    server.subscribe(topic, SnsTestServer.QUEUE, RAW);
    String both = "{\"default\":\"d\",\"sqs\":\"s\"}";
    sns.ok("Publish", "TopicArn", topic, "MessageStructure", "json", "Message", both);
    sns.ok(
        "Publish", "TopicArn", topic, "MessageStructure", "json", "Message", "{\"default\":\"d\"}");
    assertThat(server.at(SnsTestServer.QUEUE))
        .extracting(DeliveryMessage::body)
        .containsExactly("s", "d");
    String where = "Invalid parameter: Message Structure - ";
    sns.call("Publish", "TopicArn", topic, "MessageStructure", "json", "Message", "{\"sqs\":\"s\"}")
        .isError(400, "InvalidParameter", where + "No default entry in JSON message body");
    sns.call("Publish", "TopicArn", topic, "MessageStructure", "json", "Message", "x")
        .isError(400, "InvalidParameter", where + "JSON message body failed to parse");
  }

  @Test
  void refusesWhatIsNoMessage() {
    sns.call("Publish", "TopicArn", topic, "Message", "")
        .isError(400, "InvalidParameter", "Invalid parameter: Empty message");
    sns.ok("Publish", "TopicArn", topic, "Message", "x".repeat(262_144));
    sns.call("Publish", "TopicArn", topic, "Message", "x".repeat(262_145))
        .isError(400, "InvalidParameter", "Invalid parameter: Message too long");
    for (String subject : List.of("", "a\nb", "a\u0001b", "a\u2028b", "x".repeat(100))) {
      sns.call("Publish", "TopicArn", topic, "Message", "x", "Subject", subject)
          .isError(400, "InvalidParameter", "Invalid parameter: Subject");
    }
    for (String subject : List.of("Grüße 🎉", "x".repeat(99), "é".repeat(99))) {
      sns.ok("Publish", "TopicArn", topic, "Message", "x", "Subject", subject);
    }
    sns.call("Publish", "TopicArn", topic.replace("arn:aws:", "arn:aws-cn:"), "Message", "x")
        .isError(400, "InvalidParameter", "Invalid parameter: TopicArn");
    sns.call("Publish", "TopicArn", topic + "x", "Message", "x")
        .isError(404, "NotFound", "Topic does not exist");
    sns.call("Publish", "PhoneNumber", "+1a234", "Message", "x")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: PhoneNumber Reason: +1a234 is not valid to publish to");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "^name | Invalid non-alphanumeric character '#x5E' was found in the message attribute"
            + " name. Can only include alphanumeric characters, hyphens, underscores, or dots.",
        ".name | Invalid message attribute name starting with character '.' was found.",
        "name. | Invalid message attribute name ending with character '.' was found.",
        "na..me | Message attribute name can not have successive '.' character.",
      })
  void refusesNamesOfAttributes(String name, String message) {
    attribute(name, Map.of("DataType", "String", "StringValue", "v"))
        .isError(400, "ParameterValueInvalid", message);
  }

  private WireAnswer attribute(String name, Map<String, String> value) {
    return sns.call(
        "Publish", "TopicArn", topic, "Message", "x", "MessageAttributes", Map.of(name, value));
  }

  @Test
  void refusesValuesOfAttributes() {
    attribute("attr1", Map.of("DataType", "String"))
        .isError(
            400,
            "ParameterValueInvalid",
            "The message attribute 'attr1' must contain non-empty message attribute value for"
                + " message attribute type 'String'.");
    attribute("attr1", Map.of("DataType", "Binary", "StringValue", "v"))
        .isError(
            400,
            "ParameterValueInvalid",
            "The message attribute 'attr1' with type 'Binary' must use field 'Binary'.");
    attribute("attr1", Map.of("DataType", "InvalidType", "StringValue", "v"))
        .isError(
            400,
            "ParameterValueInvalid",
            "The message attribute 'attr1' has an invalid message attribute type, the set of"
                + " supported type prefixes is Binary, Number, and String.");
    // The next two answers are not recorded.
    attribute("attr1", Map.of("DataType", "String", "StringValue", "v", "BinaryValue", "dg=="))
        .isError(400, "ParameterValueInvalid");
    attribute("", Map.of("DataType", "String", "StringValue", "v"))
        .isError(400, "ParameterValueInvalid");
    attribute("attr1", Map.of("StringValue", "v"))
        .isError(
            400,
            "ValidationError",
            "1 validation error detected: Value null at 'messageAttributes.attr1.member.dataType'"
                + " failed to satisfy constraint: Member must not be null");
  }

  /**
   * "A Number is a positive or negative integer or floating-point number":
   * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html. No recorded answer has
   * the error.
   */
  @ParameterizedTest
  @CsvSource({"abc", "1x", "0x10", "NaN", "1e", "."})
  void takesNumbersOnlyAsNumbers(String text) {
    attribute("n", Map.of("DataType", "Number", "StringValue", text))
        .isError(
            400, "ParameterValueInvalid", "Could not cast message attribute 'n' value to number.");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "+1.5", "1.", ".5", "1e9", "-2.5E-3"})
  void takesNumbersInEveryNotation(String text) {
    attribute("n", Map.of("DataType", "Number", "StringValue", text)).ok();
  }

  /**
   * "Either TopicArn or EndpointArn, but not both":
   * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html. The text of AWS is unknown.
   */
  @Test
  void publishesToOneTarget() {
    String phone = "+15555550100";
    for (Map<String, String> targets :
        List.of(
            Map.of("TopicArn", topic, "TargetArn", topic),
            Map.of("TopicArn", topic, "PhoneNumber", phone),
            Map.of("TargetArn", topic, "PhoneNumber", phone))) {
      List<Object> members = new ArrayList<>(List.of("Message", "x"));
      targets.forEach((name, value) -> members.addAll(List.of(name, value)));
      sns.call("Publish", members.toArray())
          .isError(
              400,
              "InvalidParameter",
              "Invalid parameter: TopicArn or TargetArn Reason: only one of TopicArn, TargetArn and"
                  + " PhoneNumber can be given");
    }
  }

  @Test
  void filters() {
    server.subscribe(
        topic,
        SnsTestServer.QUEUE,
        Map.of(
            "RawMessageDelivery",
            "true",
            "FilterPolicy",
            "{\"n\":[{\"numeric\":[\">\",0,\"<=\",100]}]}"));
    attribute("n", Map.of("DataType", "Number", "StringValue", "99")).ok();
    attribute("n", Map.of("DataType", "Number", "StringValue", "111")).ok();
    attribute("n", Map.of("DataType", "Number", "StringValue", "+.5")).ok();
    attribute("n", Map.of("DataType", "String", "StringValue", "99")).ok();
    sns.ok("Publish", "TopicArn", topic, "Message", "x");
    assertThat(server.at(SnsTestServer.QUEUE)).hasSize(2);
  }

  /**
   * "exists: false only matches if at least one attribute is present":
   * https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html.
   */
  @Test
  void filtersMessagesWithoutAttributes() {
    server.subscribe(
        topic,
        SnsTestServer.QUEUE,
        Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"n\":[{\"exists\":false}]}"));
    sns.ok("Publish", "TopicArn", topic, "Message", "x");
    assertThat(server.at(SnsTestServer.QUEUE)).isEmpty();
    attribute("other", Map.of("DataType", "String", "StringValue", "99")).ok();
    assertThat(server.at(SnsTestServer.QUEUE)).hasSize(1);
    server.subscribe(topic, SnsTestServer.DEAD_LETTERS, Map.of("FilterPolicy", "{}"));
    sns.ok("Publish", "TopicArn", topic, "Message", "x");
    assertThat(server.at(SnsTestServer.DEAD_LETTERS)).hasSize(1);
  }

  @Test
  void filtersByBodies() {
    server.subscribe(
        topic,
        SnsTestServer.QUEUE,
        Map.of(
            "RawMessageDelivery",
            "true",
            "FilterPolicyScope",
            "MessageBody",
            "FilterPolicy",
            "{\"a\":{\"b\":[\"x\"]}}"));
    for (String body : new String[] {"{\"a\":{\"b\":\"x\"}}", "{\"a\":\"x\"}", "x"}) {
      sns.ok("Publish", "TopicArn", topic, "Message", body);
    }
    assertThat(server.at(SnsTestServer.QUEUE)).hasSize(1);
  }

  @Test
  void givesUpToADeadLetterQueue() {
    server.subscribe(
        topic,
        SnsTestServer.GONE,
        Map.of(
            "RawMessageDelivery",
            "true",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"" + SnsTestServer.DEAD_LETTERS + "\"}"));
    sns.ok("Publish", "TopicArn", topic, "Message", "hello");
    assertThat(server.at(SnsTestServer.DEAD_LETTERS))
        .extracting(DeliveryMessage::body)
        .containsExactly("hello");
  }

  /**
   * Queues take ten attributes; a raw message with more is kept as a dead letter in an envelope.
   */
  @Test
  void keepsWhatQueuesDoNotTakeAsADeadLetter() {
    server.subscribe(
        topic,
        SnsTestServer.GONE,
        Map.of(
            "RawMessageDelivery",
            "true",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"" + SnsTestServer.DEAD_LETTERS + "\"}"));
    Map<String, Object> attributes = new HashMap<>();
    for (int i = 0; i < 11; i++) {
      attributes.put("a" + i, Map.of("DataType", "String", "StringValue", "v"));
    }
    sns.ok("Publish", "TopicArn", topic, "Message", "hello", "MessageAttributes", attributes);
    DeliveryMessage got = server.at(SnsTestServer.DEAD_LETTERS).getFirst();
    assertThat(got.attributes()).isEmpty();
    assertThat(got.body()).contains("\"Message\" : \"hello\"", "\"a10\"");
  }

  /**
   * Three retries follow at once, then two a second apart. Source: <a
   * href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Amazon SNS
   * message delivery retries</a>.
   */
  @Test
  void triesAgainAndOverRestarts() {
    server.subscribe(topic, SnsTestServer.UNSTEADY, RAW);
    server.failures = 5;
    sns.ok("Publish", "TopicArn", topic, "Message", "hello");
    server.server.passSeconds(0);
    assertThat(server.at(SnsTestServer.UNSTEADY)).isEmpty();
    server.server.restart();
    assertThat(server.failures).isEqualTo(1);
    server.server.passSeconds(1);
    assertThat(server.at(SnsTestServer.UNSTEADY)).isEmpty();
    server.server.passSeconds(1);
    assertThat(server.at(SnsTestServer.UNSTEADY)).hasSize(1);
  }

  @Test
  void unsubscribesByTheLink() throws Exception {
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    sns.ok("Publish", "TopicArn", topic, "Message", "hello");
    String url = onlyEnvelope().path("UnsubscribeURL").asText();
    sns.send("GET", url.substring("http://localhost:4566".length()), "").hasStatus(200);
    assertThat(sns.ok("ListSubscriptions").path("Subscriptions")).isEmpty();
  }
}
