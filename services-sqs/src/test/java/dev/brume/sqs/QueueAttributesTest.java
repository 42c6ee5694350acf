package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The attributes of queues, their ranges and defaults.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
 */
class QueueAttributesTest {
  private final SqsWire sqs = new SqsWire();

  private void set(String url, String name, String value) {
    sqs.ok("SetQueueAttributes", Map.of("QueueUrl", url, "Attributes", Map.of(name, value)));
  }

  private void refused(String url, String name, String value, String code, String message) {
    sqs.refused(
        "SetQueueAttributes",
        Map.of("QueueUrl", url, "Attributes", Map.of(name, value)),
        400,
        code,
        message);
  }

  private String get(String url, String name) {
    return sqs.attributes(url, name).path(name).asText(null);
  }

  @Test
  void aStandardQueueHasTheDefaults() {
    JsonNode attributes = sqs.attributes(sqs.create("q"), "All");

    assertThat(attributes.toString())
        .isEqualTo(
            "{\"QueueArn\":\"arn:aws:sqs:eu-west-1:123456789012:q\","
                + "\"ApproximateNumberOfMessages\":\"0\","
                + "\"ApproximateNumberOfMessagesNotVisible\":\"0\","
                + "\"ApproximateNumberOfMessagesDelayed\":\"0\","
                + "\"CreatedTimestamp\":\"1735689600\","
                + "\"LastModifiedTimestamp\":\"1735689600\","
                + "\"VisibilityTimeout\":\"30\","
                + "\"MaximumMessageSize\":\"1048576\","
                + "\"MessageRetentionPeriod\":\"345600\","
                + "\"DelaySeconds\":\"0\","
                + "\"ReceiveMessageWaitTimeSeconds\":\"0\","
                + "\"SqsManagedSseEnabled\":\"true\"}");
  }

  @Test
  void aFifoQueueHasMore() {
    JsonNode attributes = sqs.attributes(sqs.create("q.fifo"), "All");

    assertThat(attributes.path("FifoQueue").asText()).isEqualTo("true");
    assertThat(attributes.path("ContentBasedDeduplication").asText()).isEqualTo("false");
    assertThat(attributes.path("DeduplicationScope").asText()).isEqualTo("queue");
    assertThat(attributes.path("FifoThroughputLimit").asText()).isEqualTo("perQueue");
  }

  // GetQueueAttributes: "if you don't specify values for this parameter, the request returns empty
  // results".
  @Test
  void nothingIsAskedForAndNothingReturned() {
    String url = sqs.create("q");

    assertThat(sqs.ok("GetQueueAttributes", Map.of("QueueUrl", url))).isEmpty();
  }

  @Test
  void onlyWhatIsAskedForIsReturned() {
    JsonNode attributes = sqs.attributes(sqs.create("q"), "VisibilityTimeout", "Policy");

    assertThat(attributes.toString()).isEqualTo("{\"VisibilityTimeout\":\"30\"}");
  }

  // aws-sdk-ruby issue 1350 shows AWS's answer to FIFO attributes of standard queues.
  @ParameterizedTest
  @ValueSource(strings = {"Nonsense", "FifoQueue", "ContentBasedDeduplication", "all"})
  void anUnknownAttributeIsRefused(String name) {
    sqs.refused(
        "GetQueueAttributes",
        Map.of("QueueUrl", sqs.create("q"), "AttributeNames", List.of("QueueArn", name)),
        400,
        "InvalidAttributeName",
        "Unknown Attribute " + name + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "VisibilityTimeout, 0, 43200",
    "MaximumMessageSize, 1024, 1048576",
    "MessageRetentionPeriod, 60, 1209600",
    "DelaySeconds, 0, 900",
    "ReceiveMessageWaitTimeSeconds, 0, 20",
  })
  void numbersHaveRanges(String name, long least, long most) {
    String url = sqs.create("q");
    for (long value : new long[] {least, most}) {
      set(url, name, String.valueOf(value));
      assertThat(get(url, name)).isEqualTo(String.valueOf(value));
    }
    for (String value :
        List.of(
            String.valueOf(least - 1),
            String.valueOf(most + 1),
            "",
            "x",
            "1.5",
            " 1",
            "+" + least,
            "99999999999999999999")) {
      refused(
          url,
          name,
          value,
          "InvalidAttributeValue",
          "Invalid value for the parameter " + name + ".");
    }
    assertThat(get(url, name)).isEqualTo(String.valueOf(most));
  }

  @Test
  void theDataKeyReusePeriodHasARangeAndShowsWithAKeyOnly() {
    String url = sqs.create("q", "KmsDataKeyReusePeriodSeconds", "60");
    assertThat(get(url, "KmsDataKeyReusePeriodSeconds")).isNull();
    set(url, "KmsMasterKeyId", "alias/aws/sqs");
    assertThat(get(url, "KmsDataKeyReusePeriodSeconds")).isEqualTo("60");
    set(url, "KmsDataKeyReusePeriodSeconds", "86400");
    for (String value : List.of("59", "86401")) {
      refused(
          url,
          "KmsDataKeyReusePeriodSeconds",
          value,
          "InvalidAttributeValue",
          "Invalid value for the parameter KmsDataKeyReusePeriodSeconds.");
    }
  }

  // "Only one server-side encryption option is supported per queue".
  @Test
  void oneKindOfEncryptionTakesThePlaceOfTheOther() {
    String url = sqs.create("q");
    set(url, "KmsMasterKeyId", "alias/aws/sqs");
    assertThat(get(url, "SqsManagedSseEnabled")).isEqualTo("false");
    set(url, "SqsManagedSseEnabled", "true");

    assertThat(get(url, "KmsMasterKeyId")).isNull();
    sqs.refused(
        "SetQueueAttributes",
        Map.of(
            "QueueUrl",
            url,
            "Attributes",
            Map.of("SqsManagedSseEnabled", "true", "KmsMasterKeyId", "k")),
        400,
        "InvalidAttributeName",
        "You can use one type of server-side encryption (SSE) at one time. You can either enable"
            + " KMS SSE or SQS SSE.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"QueueArn", "CreatedTimestamp", "ApproximateNumberOfMessages", "All", "Nonsense"})
  void whatIsNotTheOwnersCanNotBeSet(String name) {
    refused(sqs.create("q"), name, "1", "InvalidAttributeName", "Unknown Attribute " + name + ".");
  }

  @ParameterizedTest
  @CsvSource({"DeduplicationScope, queue", "FifoThroughputLimit, perQueue"})
  void someAttributesAreOfFifoQueuesOnly(String name, String value) {
    refused(
        sqs.create("q"),
        name,
        value,
        "InvalidAttributeName",
        "You can specify the " + name + " only when FifoQueue is set to true.");
  }

  @Test
  void aBadAttributeLeavesTheOthersUnchanged() {
    String url = sqs.create("q");
    sqs.refused(
        "SetQueueAttributes",
        Map.of("QueueUrl", url, "Attributes", Map.of("DelaySeconds", "5", "Nonsense", "1")),
        400,
        "InvalidAttributeName",
        "Unknown Attribute Nonsense.");

    assertThat(get(url, "DelaySeconds")).isEqualTo("0");
  }

  // "You can't change the queue type after you create it".
  @Test
  void theKindOfAQueueCanNotChange() {
    String url = sqs.create("q.fifo");
    set(url, "FifoQueue", "true");

    refused(
        url,
        "FifoQueue",
        "false",
        "InvalidAttributeValue",
        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not"
            + " supported.");
  }

  // "The perMessageGroupId value is allowed only when the value for DeduplicationScope is
  // messageGroup." The text of the error is not documented.
  @Test
  void highThroughputNeedsDeduplicationByGroup() {
    String url = sqs.create("q.fifo");
    String refusal =
        "Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value"
            + " is allowed only when the value for DeduplicationScope is messageGroup.";
    refused(url, "FifoThroughputLimit", "perMessageGroupId", "InvalidAttributeValue", refusal);
    set(url, "DeduplicationScope", "messageGroup");
    set(url, "FifoThroughputLimit", "perMessageGroupId");
    refused(url, "DeduplicationScope", "queue", "InvalidAttributeValue", refusal);

    assertThat(get(url, "DeduplicationScope")).isEqualTo("messageGroup");
  }

  @Test
  void settingIsAModification() {
    String url = sqs.create("q");
    sqs.pass(10);
    set(url, "DelaySeconds", "1");

    assertThat(get(url, "CreatedTimestamp")).isEqualTo("1735689600");
    assertThat(get(url, "LastModifiedTimestamp")).isEqualTo("1735689610");
  }

  @Test
  void aPolicyIsKeptAsGivenAndTakenAwayByEmptyText() {
    String url = sqs.create("q");
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": []}";
    set(url, "Policy", policy);
    assertThat(get(url, "Policy")).isEqualTo(policy);
    for (String bad : List.of("x", "[]", "{}", "{\"Statement\":1}", policy + "x")) {
      refused(
          url, "Policy", bad, "InvalidAttributeValue", "Invalid value for the parameter Policy.");
    }
    set(url, "Policy", "");
    assertThat(get(url, "Policy")).isNull();
  }

  // The elements that the grammar of the IAM JSON policy language asks of a statement in a
  // resource's policy.
  @Test
  void aPolicysStatementsAreComplete() {
    String url = sqs.create("q");
    for (String bad :
        List.of(
            "1",
            "{}",
            "{\"Principal\":\"*\",\"Action\":\"*\"}",
            "{\"Effect\":\"allow\",\"Principal\":\"*\",\"Action\":\"*\"}",
            "{\"Effect\":\"Allow\",\"Action\":\"*\"}",
            "{\"Effect\":\"Allow\",\"Principal\":\"*\"}")) {
      refused(
          url,
          "Policy",
          "{\"Statement\":[" + bad + "]}",
          "InvalidAttributeValue",
          "Invalid value for the parameter Policy.");
    }
    set(
        url,
        "Policy",
        "{\"Statement\":[{\"Effect\":\"Deny\",\"NotPrincipal\":\"*\",\"NotAction\":\"*\"}]}");
  }

  // Quotas of policies: 8,192 bytes, 20 statements, 7 actions per statement. The words are in
  // BishopFox/cloudfoxable's issue 29 and ministryofjustice/cloud-platform-environments' pull
  // request 9082; those for statements are not documented.
  @Test
  void aPolicyKeepsItsQuotas() {
    String url = sqs.create("q");
    String statement = "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":%s}";
    String seven = statement.formatted("[" + "\"sqs:A\",".repeat(6) + "\"sqs:A\"]");
    String eight = statement.formatted("[" + "\"sqs:A\",".repeat(7) + "\"sqs:A\"]");
    String one = statement.formatted("\"*\"");
    String most = "{\"Statement\":[" + seven + ("," + one).repeat(19) + "]}";
    String longest = most + " ".repeat(8_192 - most.length());
    set(url, "Policy", longest);
    refusedPolicy(url, longest + " ", "Submitted policy is over max allowed size.");
    refusedPolicy(
        url,
        "{\"Statement\":[" + one + ("," + one).repeat(20) + "]}",
        "21 statements were found in the submitted policy, max allowed is 20");
    refusedPolicy(
        url,
        "{\"Statement\":" + eight + "}",
        "8 actions were found in a statement from the submitted policy, max allowed is 7");
    assertThat(get(url, "Policy")).isEqualTo(longest);
  }

  private void refusedPolicy(String url, String policy, String message) {
    Map<String, Object> input = Map.of("QueueUrl", url, "Attributes", Map.of("Policy", policy));
    sqs.refused("SetQueueAttributes", input, 403, "OverLimit", message);
  }

  // AWS's words are in crossplane's issue 443 and community.aws's issue 2321.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | Redrive policy is not a valid JSON map.",
        "[] | Redrive policy is not a valid JSON map.",
        "{} | Redrive policy does not contain mandatory attribute: maxReceiveCount.",
        "{\"maxReceiveCount\":1}"
            + " | Redrive policy does not contain mandatory attribute: deadLetterTargetArn.",
        "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"x\"}"
            + " | Invalid value for deadLetterTargetArn.",
        "{\"maxReceiveCount\":0,\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:d\"}"
            + " | Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both"
            + " inclusive.",
        "{\"maxReceiveCount\":1001,\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:d\"}"
            + " | Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both"
            + " inclusive.",
        "{\"maxReceiveCount\":1.5,\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:d\"}"
            + " | Invalid value for maxReceiveCount: 1.5, valid values are from 1 to 1000 both"
            + " inclusive.",
        "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:d\"}"
            + " | Dead letter target does not exist.",
        "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:q\"}"
            + " | Dead letter target does not exist.",
      })
  void aBadRedrivePolicyIsRefused(String policy, String why) {
    String url = sqs.create("q");
    refused(
        url,
        "RedrivePolicy",
        policy,
        "InvalidParameterValue",
        "Value " + policy + " for parameter RedrivePolicy is invalid. Reason: " + why);

    assertThat(get(url, "RedrivePolicy")).isNull();
  }

  @Test
  void aRedrivePolicyIsKeptAsGivenAndTakenAwayByEmptyText() {
    sqs.create("dlq");
    String policy = SqsWire.redrivePolicy("dlq", 1000);
    String url = sqs.create("q", "RedrivePolicy", policy);
    assertThat(get(url, "RedrivePolicy")).isEqualTo(policy);
    set(url, "RedrivePolicy", "");

    assertThat(get(url, "RedrivePolicy")).isNull();
  }

  // "You can specify up to 10 source queue ARNs." The words of these errors are not documented.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{}",
        "{\"redrivePermission\":\"some\"}",
        "{\"redrivePermission\":\"byQueue\"}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[]}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"x\"]}",
        "{\"redrivePermission\":\"allowAll\",\"sourceQueueArns\":[\"arn:aws:sqs:a:b:c\"]}"
      })
  void aBadRedriveAllowPolicyIsRefused(String policy) {
    String url = sqs.create("q");
    SqsWire.Answer answer =
        sqs.call(
            "SetQueueAttributes",
            Map.of("QueueUrl", url, "Attributes", Map.of("RedriveAllowPolicy", policy)));

    assertThat(answer.headers().first("x-amzn-query-error"))
        .isEqualTo("InvalidParameterValue;Sender");
    assertThat(answer.body().path("message").asText())
        .startsWith("Value " + policy + " for parameter RedriveAllowPolicy is invalid. Reason: ");
  }

  @Test
  void aRedriveAllowPolicyNamesAtMostTenQueues() {
    String url = sqs.create("q");
    String arn = "\"" + SqsWire.arn("s") + "\"";
    String ten = "[" + (arn + ",").repeat(9) + arn + "]";
    set(
        url,
        "RedriveAllowPolicy",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":" + ten + "}");
    String eleven = "[" + (arn + ",").repeat(10) + arn + "]";
    SqsWire.Answer answer =
        sqs.call(
            "SetQueueAttributes",
            Map.of(
                "QueueUrl",
                url,
                "Attributes",
                Map.of(
                    "RedriveAllowPolicy",
                    "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":" + eleven + "}")));

    assertThat(answer.status()).isEqualTo(400);
  }
}
