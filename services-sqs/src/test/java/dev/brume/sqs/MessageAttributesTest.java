package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Message attributes and system attributes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
 *     metadata</a>
 */
class MessageAttributesTest {
  private final SqsWire sqs = new SqsWire();
  private final String url = sqs.create("q");

  private static Map<String, String> text(String type, String value) {
    return Map.of("DataType", type, "StringValue", value);
  }

  private static Map<String, String> bytes(String base64) {
    return Map.of("DataType", "Binary", "BinaryValue", base64);
  }

  private Map<String, Object> message(Map<String, ?> attributes) {
    return Map.of("QueueUrl", url, "MessageBody", "b", "MessageAttributes", attributes);
  }

  private JsonNode receive(String... names) {
    return sqs.receive(
        Map.of(
            "QueueUrl",
            url,
            "MessageAttributeNames",
            List.of(names),
            "MessageSystemAttributeNames",
            List.of("All"),
            "VisibilityTimeout",
            0));
  }

  private void refused(Map<String, ?> attributes, String message) {
    sqs.refused("SendMessage", message(attributes), 400, "InvalidParameterValue", message);
    assertThat(sqs.attributes(url, "ApproximateNumberOfMessages").toString()).contains("\"0\"");
  }

  @Test
  void comeBackAsTheyWere() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("text", text("String", "wörld"));
    attributes.put("custom.type_-1", text("String.my-label", "x"));
    attributes.put("number", text("Number", "-12.50"));
    attributes.put("int", text("Number.int", "3"));
    attributes.put("bytes", bytes("AQID"));
    sqs.ok("SendMessage", message(attributes));
    JsonNode received = receive("All").path("MessageAttributes");

    assertThat(received).hasSize(5);
    attributes.forEach(
        (name, value) ->
            assertThat(received.path(name).toString())
                .satisfies(
                    json ->
                        ((Map<?, ?>) value)
                            .forEach((k, v) -> assertThat(json).contains("\"" + k + "\":\"" + v))));
  }

  // The algorithm is that of the page "Calculating the MD5 message digest for message attributes";
  // the expected values were computed by its steps in another language.
  @Test
  void haveADigest() {
    JsonNode sent =
        sqs.ok(
            "SendMessage",
            message(
                Map.of("n", text("Number", "3.14"), "a", text("String", "x"), "b", bytes("AQI="))));

    assertThat(sent.path("MD5OfMessageAttributes").asText())
        .isEqualTo("b7a5a9a525832e529ad78c91ac7bee28");
    assertThat(receive("All").path("MD5OfMessageAttributes").asText())
        .isEqualTo("b7a5a9a525832e529ad78c91ac7bee28");
  }

  @Test
  void theDigestOfAReceiveIsOfWhatIsReturned() {
    sqs.ok(
        "SendMessage",
        message(
            Map.of("timestamp", text("Number", "1493147359900"), "other", text("String", "x"))));

    assertThat(receive("timestamp").path("MD5OfMessageAttributes").asText())
        .isEqualTo("235c5c510d26fb653d073faed50ae77c");
    assertThat(receive().has("MD5OfMessageAttributes")).isFalse();
    assertThat(receive("none").has("MessageAttributes")).isFalse();
  }

  // Answer recorded on AWS, SQS, 2024-04: letters of other alphabets are letters too, whatever the
  // page says.
  @Test
  void mayHaveLettersOfAnyAlphabetInTheirNames() {
    sqs.ok("SendMessage", message(Map.of("attr.1øßä", text("String", "x"))));

    assertThat(receive("All").path("MessageAttributes").has("attr.1øßä")).isTrue();
  }

  // ReceiveMessage, MessageAttributeNames: "All or .* … a prefix, for example bar.*".
  @ParameterizedTest
  @CsvSource({
    "All, 'bar.a,bar.b,barn,foo'",
    ".*, 'bar.a,bar.b,barn,foo'",
    "*, 'bar.a,bar.b,barn,foo'",
    "bar.*, 'bar.a,bar.b,barn'",
    "foo, foo",
    "FOO, ''",
    "ba, ''"
  })
  void areReturnedWhenAskedFor(String asked, String expected) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String name : List.of("bar.a", "bar.b", "barn", "foo")) {
      attributes.put(name, text("String", "x"));
    }
    sqs.ok("SendMessage", message(attributes));
    List<String> names = new java.util.ArrayList<>();
    receive(asked).path("MessageAttributes").fieldNames().forEachRemaining(names::add);

    assertThat(String.join(",", names)).isEqualTo(expected);
  }

  // Metadata: "Each message can have up to 10 attributes." AWS's words are in aws-sdk-js's issue
  // 2876.
  @Test
  void areUpToTen() {
    Map<String, Object> attributes = new HashMap<>();
    for (int i = 0; i < 11; i++) {
      attributes.put("a" + i, text("String", "x"));
    }
    refused(attributes, "Number of message attributes [11] exceeds the allowed maximum [10].");
    attributes.remove("a0");
    sqs.ok("SendMessage", message(attributes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS.x", "aws.x", "Amazon.x", "AMAZON.x", ".x", "x.", "a..b", "."})
  void mayNotHaveReservedNames(String name) {
    refused(
        Map.of(name, text("String", "x")),
        "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings"
            + " are reserved for internal use. Additionally, they cannot start or end with '.'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "a\nb", "a$", "a§"})
  void mayNotHaveOtherCharactersInTheirNames(String name) {
    refused(
        Map.of(name, text("String", "x")),
        "Message (user) attributes name can only contain upper and lower score characters, digits,"
            + " periods, hyphens and underscores.");
  }

  @Test
  void haveNamesOf1To256Characters() {
    sqs.ok("SendMessage", message(Map.of("n".repeat(256), text("String", "x"))));
    sqs.ok("PurgeQueue", Map.of("QueueUrl", url));
    refused(
        Map.of("n".repeat(257), text("String", "x")),
        "Length of message attribute name must be less than 256 bytes.");
    refused(
        Map.of("", text("String", "x")),
        "The request must contain non-empty message attribute name.");
  }

  // AWS's words are in k6-jslib-aws's pull request 65.
  @ParameterizedTest
  @ValueSource(strings = {"string", "Strin", "Stringy", "Bool", "x.String"})
  void areStringsNumbersOrBinary(String type) {
    refused(
        Map.of("a", text(type, "x")),
        "The type of message (user) attribute 'a' is invalid. You must use only the following"
            + " supported type prefixes: Binary, Number, String.");
  }

  // AWS's words are in aws-sdk-java's issue 1692.
  @Test
  void needAType() {
    refused(
        Map.of("a", Map.of("DataType", "", "StringValue", "x")),
        "The message attribute 'a' must contain non-empty message attribute type.");
  }

  // AWS's words are in elasticmq's issue 373.
  @Test
  void mayNotBeEmpty() {
    refused(
        Map.of("piyo", text("String", "")),
        "Message (user) attribute 'piyo' must contain a non-empty value of type 'String'.");
    refused(
        Map.of("piyo", Map.of("DataType", "Number.int")),
        "Message (user) attribute 'piyo' must contain a non-empty value of type 'Number'.");
    refused(
        Map.of("piyo", bytes("")),
        "Message (user) attribute 'piyo' must contain a non-empty value of type 'Binary'.");
    refused(
        Map.of("piyo", Map.of("DataType", "Binary", "StringValue", "x")),
        "Message (user) attribute 'piyo' must contain a non-empty value of type 'Binary'.");
  }

  // Metadata: "A number can have up to 38 digits of precision, and it can be between 10^-128 and
  // 10^+126."
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "+1",
        "1.50",
        ".5",
        "5.",
        "1e126",
        "-1E+126",
        "1e-128",
        "12345678901234567890123456789012345678",
        "00000000000000000000000000000000000000001"
      })
  void numbersAreNumbers(String number) {
    sqs.ok("SendMessage", message(Map.of("a", text("Number", number))));

    assertThat(receive("a").path("MessageAttributes").path("a").path("StringValue").asText())
        .isEqualTo(number);
  }

  // The words of this error are not documented.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1x",
        "1,5",
        "--1",
        "0x10",
        "NaN",
        " 1",
        "1.1e126",
        "1e127",
        "1e-129",
        "1e999999999",
        "123456789012345678901234567890123456789"
      })
  void otherTextIsNoNumber(String text) {
    refused(
        Map.of("a", text("Number", text)),
        "Can't cast the value of message (user) attribute 'a' to a number.");
  }

  @Test
  void theirTextIsOfTheSameCharactersAsBodies() {
    refused(
        Map.of("a", text("String", "\u0001")),
        "Invalid binary character '#x1' was found in the message attribute 'a', the set of allowed"
            + " characters is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] |"
            + " [#x10000-#x10FFFF].");
  }

  // MessageAttributeValue: "Not implemented. Reserved for future use."
  @Test
  void areNoLists() {
    sqs.refused(
        "SendMessage",
        message(Map.of("a", Map.of("DataType", "String", "StringListValues", List.of("x")))),
        400,
        "AWS.SimpleQueueService.UnsupportedOperation",
        "Message attribute list values in SendMessage operation are not supported.");
  }

  private Map<String, Object> traced(String name, Map<String, ?> value) {
    return Map.of(
        "QueueUrl", url, "MessageBody", "b", "MessageSystemAttributes", Map.of(name, value));
  }

  // SendMessage, MessageSystemAttributes: "the only supported message system attribute is
  // AWSTraceHeader". The digest was computed in another language.
  @Test
  void theTraceHeaderIsASystemAttribute() {
    String trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
    JsonNode sent = sqs.ok("SendMessage", traced("AWSTraceHeader", text("String", trace)));

    assertThat(sent.path("MD5OfMessageSystemAttributes").asText())
        .isEqualTo("62a56dd927315f2b2e12832b84617ea5");
    assertThat(sent.has("MD5OfMessageAttributes")).isFalse();
    assertThat(receive().path("Attributes").path("AWSTraceHeader").asText()).isEqualTo(trace);
  }

  // "The default trace header is carried by X-Amzn-Trace-Id"; the system attribute overrides it:
  // https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html
  @Test
  void theHttpTraceHeaderStandsInForIt() {
    JsonNode sent = sqs.with("X-Amzn-Trace-Id", "Root=1-2").send(url, "a");

    assertThat(sent.has("MD5OfMessageSystemAttributes")).isFalse();
    assertThat(receive().path("Attributes").path("AWSTraceHeader").asText()).isEqualTo("Root=1-2");
    sqs.ok("PurgeQueue", Map.of("QueueUrl", url));
    sqs.ok("SendMessage", traced("AWSTraceHeader", text("String", "Root=3-4")));
    assertThat(receive().path("Attributes").path("AWSTraceHeader").asText()).isEqualTo("Root=3-4");
  }

  @Test
  void otherSystemAttributesAreRefused() {
    sqs.refused(
        "SendMessage",
        traced("Nonsense", text("String", "x")),
        400,
        "InvalidParameterValue",
        "Message system attribute name 'Nonsense' is invalid.");
    sqs.refused(
        "SendMessage",
        traced("AWSTraceHeader", text("Number", "1")),
        400,
        "InvalidParameterValue",
        "The type of message system attribute 'AWSTraceHeader' is invalid. You must use only the"
            + " following supported type prefixes: String.");
  }

  // A consumer who reads XML could not read such a message. AWS does not document these errors.
  @Test
  void systemAttributesAndTypesAreOfTheSameCharactersAsBodies() {
    sqs.refused(
        "SendMessage",
        traced("AWSTraceHeader", text("String", "Root=\u0001")),
        400,
        "InvalidParameterValue",
        "Invalid binary character '#x1' was found in the message system attribute"
            + " 'AWSTraceHeader', the set of allowed characters is #x9 | #xA | #xD |"
            + " [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].");
    refused(
        Map.of("a", text("String.\u0001", "x")),
        "The type of message (user) attribute 'a' is invalid. You must use only the following"
            + " supported type prefixes: Binary, Number, String.");
  }

  // MessageSystemAttributeValue: "Not implemented. Reserved for future use."
  @Test
  void systemAttributesAreNoLists() {
    Map<String, Object> value =
        Map.of("DataType", "String", "StringValue", "x", "StringListValues", List.of("x"));
    sqs.refused(
        "SendMessage",
        traced("AWSTraceHeader", value),
        400,
        "AWS.SimpleQueueService.UnsupportedOperation",
        "Message attribute list values in SendMessage operation are not supported.");
  }

  // "The size of a message system attribute doesn't count towards the total size of a message."
  @Test
  void systemAttributesDoNotCount() {
    Map<String, Object> input = new HashMap<>(traced("AWSTraceHeader", text("String", "Root=1")));
    input.put("MessageBody", "a".repeat(1_048_576));

    sqs.ok("SendMessage", input);
  }
}
