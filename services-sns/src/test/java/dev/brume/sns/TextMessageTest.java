package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Text messages and mails, as the answers recorded on AWS, SNS, 2023 to 2026, have them; the
 * sandbox as the model has it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-phone-number-as-subscriber.html">Mobile
 *     text messaging with Amazon SNS</a>
 */
class TextMessageTest {
  private static final String HERE = "accountId=123456789012&region=eu-west-1";
  private static final String PHONE = "+15551234567";

  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;

  private JsonNode sent(String what, String query) {
    return server.shown(what + "?" + query);
  }

  @Test
  void goToPhones() {
    sns.ok("Publish", "PhoneNumber", PHONE, "Message", "hello");
    JsonNode messages = sent("sms-messages", HERE).path("sms_messages");
    assertThat(messages.path(PHONE).get(0).path("Message").asText()).isEqualTo("hello");
    assertThat(messages.path(PHONE).get(0).path("TopicArn").isNull()).isTrue();
    sns.send("DELETE", "/_aws/sns/sms-messages?" + HERE + "&phoneNumber=%2B1", "").hasStatus(204);
    assertThat(sent("sms-messages", HERE).path("sms_messages")).hasSize(1);
  }

  @Test
  void goToSubscribedPhones() {
    String topic = server.topic("news");
    JsonNode made =
        sns.ok("Subscribe", "TopicArn", topic, "Protocol", "sms", "Endpoint", "+1 (555) 123-4567");
    assertThat(made.path("SubscriptionArn").asText()).startsWith(topic + ":");
    sns.ok(
        "Publish",
        "TopicArn",
        topic,
        "Message",
        "{\"default\":\"d\",\"sms\":\"short\"}",
        "MessageStructure",
        "json");
    JsonNode message = sent("sms-messages", HERE).path("sms_messages").path(PHONE).get(0);
    assertThat(message.path("Message").asText()).isEqualTo("short");
    assertThat(message.path("SubscriptionArn").asText())
        .isEqualTo(made.path("SubscriptionArn").asText());
  }

  @Test
  void haveSettings() {
    Map<String, String> settings =
        Map.of("DefaultSMSType", "Promotional", "DefaultSenderID", "Brume");
    sns.ok("SetSMSAttributes", "attributes", settings);
    JsonNode shown = sns.ok("GetSMSAttributes").path("attributes");
    assertThat(shown.path("DefaultSenderID").asText()).isEqualTo("Brume");
    assertThat(shown.path("MonthlySpendLimit").asText()).isEqualTo("1");
    refuses(Map.of("InvalidAttribute", "x"), "InvalidAttribute is not a valid attribute");
    refuses(Map.of("DefaultSMSType", "x"), "DefaultSMSType is invalid");
    refuses(Map.of("DefaultSenderID", "1234"), "DefaultSenderID is invalid");
  }

  private void refuses(Map<String, String> settings, String message) {
    sns.call("SetSMSAttributes", "attributes", settings).isError(400, "InvalidParameter", message);
  }

  @Test
  void goToNobodyWhoWantsNone() {
    sns.send("POST", "/_aws/sns/opted-out-numbers?" + HERE + "&phoneNumber=%2B15551234567", "")
        .hasStatus(204);
    assertThat(
            sns.ok("CheckIfPhoneNumberIsOptedOut", "phoneNumber", PHONE)
                .path("isOptedOut")
                .asBoolean())
        .isTrue();
    assertThat(sns.ok("ListPhoneNumbersOptedOut").path("phoneNumbers")).hasSize(1);
    sns.ok("Publish", "PhoneNumber", PHONE, "Message", "hello");
    assertThat(sent("sms-messages", HERE).path("sms_messages")).isEmpty();
    sns.ok("OptInPhoneNumber", "phoneNumber", PHONE);
    assertThat(sns.ok("ListPhoneNumbersOptedOut").path("phoneNumbers")).isEmpty();
    sns.call("OptInPhoneNumber", "phoneNumber", "x")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: PhoneNumber Reason: input incorrectly formatted");
  }

  @Test
  void verifyNumbersOfTheSandbox() {
    sns.ok("CreateSMSSandboxPhoneNumber", "PhoneNumber", PHONE);
    String text =
        sent("sms-messages", HERE).path("sms_messages").path(PHONE).get(0).path("Message").asText();
    assertThat(status()).isEqualTo("Pending");
    sns.call("VerifySMSSandboxPhoneNumber", "PhoneNumber", PHONE, "OneTimePassword", "00000")
        .isError(400, "VerificationException");
    sns.ok(
        "VerifySMSSandboxPhoneNumber",
        "PhoneNumber",
        PHONE,
        "OneTimePassword",
        text.replaceAll("\\D", ""));
    assertThat(status()).isEqualTo("Verified");
    server.server.assertKept(this::status);
    sns.ok("DeleteSMSSandboxPhoneNumber", "PhoneNumber", PHONE);
    sns.call("DeleteSMSSandboxPhoneNumber", "PhoneNumber", PHONE).isError(404, "ResourceNotFound");
  }

  private String status() {
    return sns.ok("ListSMSSandboxPhoneNumbers").path("PhoneNumbers").get(0).path("Status").asText();
  }

  /** Mails are kept beside, which is Brume's own. */
  @Test
  void goToConfirmedMailboxes() {
    String topic = server.topic("news");
    JsonNode made =
        sns.ok(
            "Subscribe",
            "TopicArn",
            topic,
            "Protocol",
            "email",
            "Endpoint",
            "a@example.com",
            "ReturnSubscriptionArn",
            true);
    sns.ok("Publish", "TopicArn", topic, "Message", "too early");
    String arn = made.path("SubscriptionArn").asText();
    String token = sent("subscription-tokens/" + arn, "").path("subscription_token").asText();
    sns.ok("ConfirmSubscription", "TopicArn", topic, "Token", token);
    sns.ok("Publish", "TopicArn", topic, "Message", "hello", "Subject", "s");
    JsonNode mails = sent("email-messages", HERE).path("email_messages").path("a@example.com");
    assertThat(mails).hasSize(2);
    assertThat(mails.get(0).path("Message").asText()).contains(token);
    assertThat(mails.get(1).path("Message").asText()).startsWith("hello");
    assertThat(mails.get(1).path("Subject").asText()).isEqualTo("s");
    sns.send("GET", "/_aws/sns/subscription-tokens/" + arn + "x", "").hasStatus(404);
    sns.send("GET", "/_aws/sns/subscription-tokens/x", "").hasStatus(400);
  }
}
