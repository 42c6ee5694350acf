package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Message attributes: types, names, digests, and which of them a receiver gets.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html
 * and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html.
 * Where only the code of an error is asserted, AWS's text is not documented.
 */
class MessageAttributesTest {
  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  @Test
  void stringsNumbersAndBytesArriveAsTheyWereSent() throws Exception {
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "text", string("String", "ä € 𐍈"),
            "labelled", string("String.my.own-label_1", "x"),
            "number", string("Number", "-12.50e3"),
            "int", string("Number.int", "7"),
            "bytes", binary("Binary", new byte[] {0, -1, 127, -128}),
            "image", binary("Binary.png", new byte[] {1}));

    SendMessageResponse sent = send(attributes);
    Message received = account.receiveOne(url);

    assertThat(received.messageAttributes()).isEqualTo(attributes);
    assertThat(sent.md5OfMessageAttributes())
        .isEqualTo(digest(attributes))
        .isEqualTo(received.md5OfMessageAttributes());
  }

  @Test
  void theDigestIsOfTheAttributesThatAreReturned() throws Exception {
    Map<String, MessageAttributeValue> attributes =
        Map.of("shop.a", string("String", "1"), "shop.b", string("String", "2"));
    send(attributes);

    Message received = receiveOne("shop.b");

    assertThat(received.messageAttributes()).containsOnlyKeys("shop.b");
    assertThat(received.md5OfMessageAttributes())
        .isEqualTo(digest(Map.of("shop.b", attributes.get("shop.b"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "All     | shop.a shop.b weight",
        ".*      | shop.a shop.b weight",
        "shop.*  | shop.a shop.b",
        "sho.*   | shop.a shop.b",
        "shop.a  | shop.a",
        "Weight  | ''",
        "nothing | ''"
      })
  void namesAndPrefixesSelect(String selector, String names) {
    send(
        Map.of(
            "shop.a", string("String", "1"),
            "shop.b", string("String", "2"),
            "weight", string("Number", "3")));

    Message received = receiveOne(selector);

    assertThat(String.join(" ", new TreeMap<>(received.messageAttributes()).keySet()))
        .isEqualTo(names);
    if (names.isEmpty()) {
      assertThat(received.md5OfMessageAttributes()).isNull();
    }
  }

  @Test
  void withoutNamesNoneAreReturned() {
    send(Map.of("weight", string("Number", "3")));

    Message received = account.sqs.receiveMessage(r -> r.queueUrl(url)).messages().getFirst();

    assertThat(received.messageAttributes()).isEmpty();
    assertThat(received.md5OfMessageAttributes()).isNull();
  }

  @Test
  void aMessageHasTenAtMost() {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      attributes.put("name" + i, string("String", "value"));
    }
    send(attributes);
    attributes.put("one.more", string("String", "value"));

    assertRefused(
        400,
        "InvalidParameterValue",
        "Number of message attributes [11] exceeds the allowed maximum [10].",
        () -> send(attributes));
    assertThat(account.receiveOne(url).messageAttributes()).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AWS.x", "aws.x", "Amazon.x", "amazon.x", ".a", "a.", "a..b", "a b", "ä§", "a/b"})
  void someNamesAreRefused(String name) {
    assertRefused(
        400, "InvalidParameterValue", () -> send(Map.of(name, string("String", "value"))));
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void aNameHasUpTo256Characters() {
    send(Map.of("n".repeat(256), string("String", "value")));
    assertRefused(
        400,
        "InvalidParameterValue",
        () -> send(Map.of("n".repeat(257), string("String", "value"))));
    assertThat(account.receive(url)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "Text", "Boolean", "Stringy", "Number int", ".String"})
  void someTypesAreRefused(String type) {
    assertRefused(
        400,
        "InvalidParameterValue",
        "The type of message (user) attribute 'name' is invalid. You must use only the following"
            + " supported type prefixes: Binary, Number, String.",
        () -> send(Map.of("name", string(type, "1"))));
  }

  /** As AWS words it: https://github.com/aws/aws-sdk-java/issues/1692 */
  @Test
  void aTypeIsNeeded() {
    for (String none : new String[] {null, ""}) {
      assertRefused(
          400,
          "InvalidParameterValue",
          "The message attribute 'name' must contain non-empty message attribute type.",
          () -> send(Map.of("name", string(none, "value"))));
    }
  }

  @Test
  void aTypeHasUpTo256Characters() {
    send(Map.of("name", string("String." + "x".repeat(249), "value")));
    assertRefused(
        400,
        "InvalidParameterValue",
        () -> send(Map.of("name", string("String." + "x".repeat(250), "value"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"seven", "0x7", "1,5", "1.2.3", "NaN", "Infinity", " "})
  void aNumberIsOne(String value) {
    assertRefused(
        400,
        "InvalidParameterValue",
        "Can't cast the value of message (user) attribute 'name' to a number.",
        () -> send(Map.of("name", string("Number", value))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"String", "Number", "Binary"})
  void aValueIsNotEmpty(String type) {
    MessageAttributeValue empty =
        type.equals("Binary") ? binary(type, new byte[0]) : string(type, "");
    // As AWS words it: https://github.com/softwaremill/elasticmq/issues/373
    assertRefused(
        400,
        "InvalidParameterValue",
        "Message (user) attribute 'name' must contain a non-empty value of type '" + type + "'.",
        () -> send(Map.of("name", empty)));
    assertRefused(
        400,
        "InvalidParameterValue",
        () -> send(Map.of("name", MessageAttributeValue.builder().dataType(type).build())));
  }

  @Test
  void aValueHasTheCharactersOfABody() {
    assertRefused(
        400, "InvalidParameterValue", () -> send(Map.of("name", string("String", "a\u0001"))));
  }

  /** "Not implemented. Reserved for future use." */
  @Test
  void listsOfValuesAreRefused() {
    assertRefused(
        400,
        "AWS.SimpleQueueService.UnsupportedOperation",
        () ->
            send(
                Map.of(
                    "name",
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue("a")
                        .stringListValues("b")
                        .build())));
  }

  private SendMessageResponse send(Map<String, MessageAttributeValue> attributes) {
    return account.sqs.sendMessage(
        s -> s.queueUrl(url).messageBody("body").messageAttributes(attributes));
  }

  private Message receiveOne(String attributeName) {
    List<Message> messages =
        account
            .sqs
            .receiveMessage(r -> r.queueUrl(url).messageAttributeNames(attributeName))
            .messages();
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  private static MessageAttributeValue string(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  private static MessageAttributeValue binary(String type, byte[] value) {
    return MessageAttributeValue.builder()
        .dataType(type)
        .binaryValue(SdkBytes.fromByteArray(value))
        .build();
  }

  /** The digest as the Developer Guide describes it, "Calculating the MD5 message digest". */
  private static String digest(Map<String, MessageAttributeValue> attributes) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    for (var attribute : new TreeMap<>(attributes).entrySet()) {
      MessageAttributeValue value = attribute.getValue();
      update(md5, attribute.getKey().getBytes(UTF_8));
      update(md5, value.dataType().getBytes(UTF_8));
      if (value.stringValue() != null) {
        md5.update((byte) 1);
        update(md5, value.stringValue().getBytes(UTF_8));
      } else {
        md5.update((byte) 2);
        update(md5, value.binaryValue().asByteArray());
      }
    }
    return HexFormat.of().formatHex(md5.digest());
  }

  private static void update(MessageDigest md5, byte[] bytes) {
    md5.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    md5.update(bytes);
  }
}
