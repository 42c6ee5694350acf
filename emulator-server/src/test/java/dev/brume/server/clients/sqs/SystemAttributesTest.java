package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.AWS_TRACE_HEADER;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENDER_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;

import dev.brume.server.clients.VirtualBrume;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * What SQS itself knows of a message.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageSystemAttributeValue.html
 * and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
class SystemAttributesTest {
  private static final String TRACE =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String url = account.createQueue("orders");

  @Test
  void countsAndTimesOfReceives() {
    long sent = BRUME.brume().timeline().nowMillis();
    account.send(url, "body");
    BRUME.advanceSeconds(5);
    Message first = account.receiveOne(url);
    BRUME.advanceSeconds(30);
    Message second = account.receiveOne(url);

    assertThat(first.attributes())
        .containsEntry(SENT_TIMESTAMP, Long.toString(sent))
        .containsEntry(APPROXIMATE_RECEIVE_COUNT, "1")
        .containsEntry(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, Long.toString(sent + 5000))
        .containsOnlyKeys(
            SENT_TIMESTAMP,
            APPROXIMATE_RECEIVE_COUNT,
            APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
            SENDER_ID);
    assertThat(second.attributes())
        .containsEntry(SENT_TIMESTAMP, Long.toString(sent))
        .containsEntry(APPROXIMATE_RECEIVE_COUNT, "2")
        .containsEntry(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, Long.toString(sent + 5000));
  }

  @Test
  void onlyWhatIsAskedForIsReturned() {
    account.send(url, "body");
    account.send(url, "body");
    account.send(url, "body");

    assertThat(account.sqs.receiveMessage(r -> r.queueUrl(url)).messages().getFirst().attributes())
        .isEmpty();
    assertThat(
            account
                .sqs
                .receiveMessage(
                    r -> r.queueUrl(url).messageSystemAttributeNames(APPROXIMATE_RECEIVE_COUNT))
                .messages()
                .getFirst()
                .attributes())
        .isEqualTo(Map.of(APPROXIMATE_RECEIVE_COUNT, "1"));
    assertThat(receiveByTheOlderParameter().attributes())
        .containsOnlyKeys(APPROXIMATE_RECEIVE_COUNT, SENT_TIMESTAMP);
  }

  @SuppressWarnings("deprecation") // AttributeNames is deprecated and still served by AWS
  private Message receiveByTheOlderParameter() {
    return account
        .sqs
        .receiveMessage(
            r ->
                r.queueUrl(url)
                    .attributeNamesWithStrings("ApproximateReceiveCount", "SentTimestamp"))
        .messages()
        .getFirst();
  }

  @Test
  void anUnknownNameIsRefusedAndTakesNoMessage() {
    account.send(url, "body");
    assertRefused(
        400,
        "InvalidAttributeName",
        "Unknown Attribute Colour.",
        () ->
            account.sqs.receiveMessage(
                r -> r.queueUrl(url).messageSystemAttributeNamesWithStrings("Colour")));
    assertThat(account.receiveOne(url).attributes().get(APPROXIMATE_RECEIVE_COUNT)).isEqualTo("1");
  }

  @Test
  void aTraceHeaderTravelsWithTheMessageAndCountsForNothing() {
    String small =
        account.createQueue(
            "small", Map.<QueueAttributeName, String>of(MAXIMUM_MESSAGE_SIZE, "1024"));
    SendMessageResponse sent =
        account.sqs.sendMessage(
            s ->
                s.queueUrl(small)
                    .messageBody("x".repeat(1024))
                    .messageSystemAttributes(
                        Map.of(
                            MessageSystemAttributeNameForSends.AWS_TRACE_HEADER, string(TRACE))));

    assertThat(sent.md5OfMessageSystemAttributes()).matches("[0-9a-f]{32}");
    assertThat(account.receiveOne(small).attributes()).containsEntry(AWS_TRACE_HEADER, TRACE);
  }

  @Test
  void noOtherSystemAttributeCanBeSent() {
    assertRefused(
        400,
        "InvalidParameterValue",
        () ->
            account.sqs.sendMessage(
                s ->
                    s.queueUrl(url)
                        .messageBody("body")
                        .messageSystemAttributesWithStrings(Map.of("SenderId", string("me")))));
    assertRefused(
        400,
        "InvalidParameterValue",
        () ->
            account.sqs.sendMessage(
                s ->
                    s.queueUrl(url)
                        .messageBody("body")
                        .messageSystemAttributes(
                            Map.of(
                                MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                                string(TRACE).toBuilder().dataType("Number").build()))));
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void theSenderIsTheOneWhoSigned() {
    account.send(url, "body");
    Map<MessageSystemAttributeName, String> attributes = account.receiveOne(url).attributes();
    assertThat(attributes.get(SENDER_ID)).isNotBlank();
  }

  private static MessageSystemAttributeValue string(String value) {
    return MessageSystemAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
