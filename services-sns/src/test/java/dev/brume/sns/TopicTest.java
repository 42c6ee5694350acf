package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Topics, their attributes, permissions and tags. Source: answers recorded on AWS, SNS, 2022 to
 * 2025, and where these are silent the <a
 * href="https://docs.aws.amazon.com/sns/latest/api/welcome.html">API Reference</a>.
 */
class TopicTest {
  private static final String ARN = "arn:aws:sns:eu-west-1:123456789012:news";
  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;

  private static JsonNode json(JsonNode text) throws Exception {
    return new ObjectMapper().readTree(text.asText());
  }

  @Test
  void isMadeOnce() {
    assertThat(server.topic("news")).isEqualTo(ARN);
    assertThat(server.topic("news")).isEqualTo(ARN);
    assertThat(sns.ok("ListTopics").path("Topics")).hasSize(1);
  }

  /** An attribute that has its default is not a different attribute. */
  @Test
  void isMadeOnceWhereDefaultsAreGiven() {
    server.topic("news");
    for (String[] given :
        new String[][] {
          {"SignatureVersion", "1"}, {"TracingConfig", "PassThrough"}, {"DisplayName", ""}
        }) {
      sns.ok("CreateTopic", "Name", "news", "Attributes", Map.of(given[0], given[1]));
    }
    server.fifoTopic("news.fifo");
    sns.ok(
        "CreateTopic",
        "Name",
        "news.fifo",
        "Attributes",
        Map.of("FifoTopic", "true", "ContentBasedDeduplication", "false"));
    sns.call("CreateTopic", "Name", "news", "Attributes", Map.of("SignatureVersion", "2"))
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: Topic already exists with different attributes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.b", "a!", "a.fifo", "é"})
  void needsAName(String name) {
    sns.call("CreateTopic", "Name", name)
        .isError(400, "InvalidParameter", "Invalid parameter: Topic Name");
  }

  @Test
  void needsANameOfItsKindAndLength() {
    server.topic("a".repeat(256));
    sns.call("CreateTopic", "Name", "a".repeat(257)).isError(400, "InvalidParameter");
    sns.call("CreateTopic", "Name", "news", "Attributes", Map.of("FifoTopic", "true"))
        .isError(400, "InvalidParameter", "Invalid parameter: Topic Name");
    assertThat(server.fifoTopic("news.fifo")).endsWith(":news.fifo");
  }

  @Test
  void hasAttributes() throws Exception {
    server.topic("news");
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", ARN).path("Attributes");
    assertThat(shown.path("DisplayName").asText()).isEmpty();
    assertThat(shown.path("Owner").asText()).isEqualTo("123456789012");
    assertThat(shown.path("SubscriptionsConfirmed").asText()).isEqualTo("0");
    assertThat(shown.path("SubscriptionsPending").asText()).isEqualTo("0");
    assertThat(shown.path("SubscriptionsDeleted").asText()).isEqualTo("0");
    assertThat(shown.has("FifoTopic")).isFalse();
    assertThat(shown.path("EffectiveDeliveryPolicy").asText())
        .isEqualTo(
            "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,"
                + "\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,"
                + "\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"},"
                + "\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":"
                + "{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}");
    JsonNode statement = json(shown.path("Policy")).path("Statement").path(0);
    assertThat(statement.path("Sid").asText()).isEqualTo("__default_statement_ID");
    assertThat(statement.path("Action")).hasSize(8);
    assertThat(statement.at("/Condition/StringEquals/AWS:SourceOwner").asText())
        .isEqualTo("123456789012");
  }

  @Test
  void ofFifoHasMoreAttributes() {
    String arn = server.fifoTopic("news.fifo");
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", arn).path("Attributes");
    assertThat(shown.path("FifoTopic").asText()).isEqualTo("true");
    assertThat(shown.path("ContentBasedDeduplication").asText()).isEqualTo("false");
  }

  @Test
  void changesAttributes() {
    server.topic("news");
    sns.ok(
        "SetTopicAttributes",
        "TopicArn",
        ARN,
        "AttributeName",
        "DeliveryPolicy",
        "AttributeValue",
        "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"application/json\"}}}");
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", ARN).path("Attributes");
    assertThat(shown.path("DeliveryPolicy").asText())
        .isEqualTo(
            "{\"http\":{\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":"
                + "{\"headerContentType\":\"application/json\"}}}");
    assertThat(shown.path("EffectiveDeliveryPolicy").asText())
        .contains("{\"headerContentType\":\"application/json\"}");
    sns.call("SetTopicAttributes", "TopicArn", ARN, "AttributeName", "Colour")
        .isError(400, "InvalidParameter", "Invalid parameter: AttributeName");
  }

  /** "An integer value 0-100": API_SetTopicAttributes. The text of AWS is unknown. */
  @Test
  void checksSampleRates() {
    server.topic("news");
    for (String rate : new String[] {"0", "7", "100"}) {
      setSampleRate(rate).ok();
    }
    for (String rate : new String[] {"101", "-1", "1.5", "x", "1000"}) {
      setSampleRate(rate)
          .isError(400, "InvalidParameter", "Invalid parameter: SQSSuccessFeedbackSampleRate");
    }
  }

  private WireAnswer setSampleRate(String rate) {
    return set("SQSSuccessFeedbackSampleRate", rate);
  }

  private WireAnswer set(String name, String value) {
    return sns.call(
        "SetTopicAttributes", "TopicArn", ARN, "AttributeName", name, "AttributeValue", value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTPSuccessFeedbackRoleArn",
        "SQSFailureFeedbackRoleArn",
        "LambdaSuccessFeedbackRoleArn"
      })
  void feedbackNeedsARole(String name) {
    server.topic("news");
    for (String role : new String[] {"x", ARN, "arn:aws:iam::123456789012:user/u"}) {
      set(name, role).isError(400, "InvalidParameter", "Invalid parameter: " + name);
    }
    set(name, "arn:aws:iam::123456789012:role/feedback").ok();
    set(name, "").ok();
  }

  @Test
  void isFoundByItsArn() {
    sns.call("GetTopicAttributes", "TopicArn", ARN)
        .isError(404, "NotFound", "Topic does not exist");
    sns.call("GetTopicAttributes", "TopicArn", "news")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1");
    server.topic("news");
    sns.in("us-east-1")
        .call("GetTopicAttributes", "TopicArn", ARN)
        .isError(400, "InvalidParameter", "Invalid parameter: TopicArn");
  }

  @Test
  void isDeletedAsOftenAsOneLikes() {
    server.topic("news");
    sns.ok("DeleteTopic", "TopicArn", ARN);
    sns.ok("DeleteTopic", "TopicArn", ARN);
    sns.call("GetTopicAttributes", "TopicArn", ARN).isError(404, "NotFound");
  }

  @Test
  void listsByHundreds() {
    for (int i = 0; i < 101; i++) {
      server.topic("t" + i);
    }
    JsonNode page = sns.ok("ListTopics");
    assertThat(page.path("Topics")).hasSize(100);
    String token = page.path("NextToken").asText();
    assertThat(sns.ok("ListTopics", "NextToken", token).path("Topics")).hasSize(1);
    sns.call("ListTopics", "NextToken", "x").isError(400, "InvalidParameter");
  }

  @Test
  void letsOthersIn() throws Exception {
    server.topic("news");
    Map<String, Object> permission =
        Map.of(
            "TopicArn",
            ARN,
            "Label",
            "test",
            "AWSAccountId",
            List.of("123456789012"),
            "ActionName",
            List.of("Publish", "Subscribe"));
    sns.ok("AddPermission", permission);
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", ARN).path("Attributes");
    JsonNode statement = json(shown.path("Policy")).path("Statement").path(1);
    assertThat(statement.toString())
        .isEqualTo(
            "{\"Sid\":\"test\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::123456789012:root\"},\"Action\":[\"SNS:Publish\","
                + "\"SNS:Subscribe\"],\"Resource\":\""
                + ARN
                + "\"}");
    sns.call("AddPermission", permission)
        .isError(400, "InvalidParameter", "Invalid parameter: Statement already exists");
    sns.ok("RemovePermission", "TopicArn", ARN, "Label", "test");
    // What AWS answers to a label that there is not is unknown.
    sns.call("RemovePermission", "TopicArn", ARN, "Label", "test").isError(400, "InvalidParameter");
  }

  @Test
  void letsNobodyDoWhatThereIsNot() {
    server.topic("news");
    sns.call(
            "AddPermission",
            Map.of(
                "TopicArn",
                ARN,
                "Label",
                "test",
                "AWSAccountId",
                List.of("123456789012"),
                "ActionName",
                List.of("Fly")))
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Policy statement action out of service scope!");
  }

  @Test
  void hasTags() {
    List<Map<String, String>> tags = List.of(Map.of("Key", "a", "Value", "1"));
    sns.ok("CreateTopic", "Name", "news", "Tags", tags);
    sns.ok("CreateTopic", "Name", "news", "Tags", tags);
    sns.call("CreateTopic", "Name", "news", "Tags", List.of(Map.of("Key", "b", "Value", "1")))
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Tags Reason: Topic already exists with different tags");
    sns.ok("TagResource", "ResourceArn", ARN, "Tags", List.of(Map.of("Key", "b", "Value", "2")));
    sns.ok("UntagResource", "ResourceArn", ARN, "TagKeys", List.of("a"));
    assertThat(sns.ok("ListTagsForResource", "ResourceArn", ARN).path("Tags").toString())
        .isEqualTo("[{\"Key\":\"b\",\"Value\":\"2\"}]");
    sns.call("ListTagsForResource", "ResourceArn", ARN + "x")
        .isError(404, "ResourceNotFound", "Resource does not exist");
  }

  @Test
  void isKept() {
    server.topic("news");
    server.server.assertKept(() -> sns.ok("GetTopicAttributes", "TopicArn", ARN));
  }

  /** AWS is not known to take these; its words for them are not published. */
  @Test
  void refusesWhatSaysNothing() {
    sns.call("CreateTopic", "Name", "a", "Attributes", Map.of("FifoTopic", "maybe"))
        .isError(400, "InvalidParameter");
    String topic = server.topic("b");
    String[][] given = {{"", "123456789012", "Publish"}, {"l", "", "Publish"}};
    for (String[] each : given) {
      sns.call(
              "AddPermission",
              "TopicArn",
              topic,
              "Label",
              each[0],
              "AWSAccountId",
              each[1].isEmpty() ? List.of() : List.of(each[1]),
              "ActionName",
              List.of(each[2]))
          .hasStatus(400);
    }
  }
}
