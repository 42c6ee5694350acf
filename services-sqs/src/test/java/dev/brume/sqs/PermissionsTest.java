package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * AddPermission and RemovePermission write a queue's policy. AWS documents the rules, not the words
 * of all errors.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html">AddPermission</a>
 */
class PermissionsTest {
  private static final String OWN =
      "{\"Sid\":\"own\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\"}";

  private final SqsWire sqs = new SqsWire();
  private final String url = sqs.create("q");

  private Map<String, Object> permission(String label, List<String> accounts, String... actions) {
    return Map.of(
        "QueueUrl", url, "Label", label, "AWSAccountIds", accounts, "Actions", List.of(actions));
  }

  private void refused(Map<String, Object> input, int status, String code, String message) {
    sqs.refused("AddPermission", input, status, code, message);
  }

  private String policy() {
    return sqs.attributes(url, "Policy").path("Policy").asText(null);
  }

  @Test
  void writesAStatement() {
    sqs.ok("AddPermission", permission("one", List.of("111122223333"), "SendMessage"));

    assertThat(policy())
        .isEqualTo(
            "{\"Version\":\"2008-10-17\",\"Id\":\"arn:aws:sqs:eu-west-1:123456789012:q"
                + "/SQSDefaultPolicy\",\"Statement\":[{\"Sid\":\"one\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                + "\"Action\":\"SQS:SendMessage\","
                + "\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:q\"}]}");
  }

  @Test
  void writesOfManyAtOnce() {
    sqs.ok(
        "AddPermission",
        permission("many", List.of("111122223333", "444455556666"), "*", "ReceiveMessage"));

    assertThat(policy())
        .contains("\"AWS\":[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::444455556666:root\"]")
        .contains("\"Action\":[\"SQS:*\",\"SQS:ReceiveMessage\"]");
  }

  @Test
  void addsToThePolicyThatIsThere() {
    sqs.ok(
        "SetQueueAttributes",
        Map.of(
            "QueueUrl",
            url,
            "Attributes",
            Map.of("Policy", "{\"Version\":\"2012-10-17\",\"Statement\":" + OWN + "}")));
    sqs.ok("AddPermission", permission("one", List.of("111122223333"), "SendMessage"));

    assertThat(policy())
        .startsWith("{\"Version\":\"2012-10-17\",\"Statement\":[" + OWN + ",{\"Sid\":\"one\"");
  }

  @Test
  void aLabelIsUsedOnce() {
    sqs.ok("AddPermission", permission("one", List.of("111122223333"), "SendMessage"));
    refused(
        permission("one", List.of("111122223333"), "ReceiveMessage"),
        400,
        "InvalidParameterValue",
        "Value one for parameter Label is invalid. Reason: Already exists.");
  }

  @Test
  void removesByLabel() {
    sqs.ok("AddPermission", permission("one", List.of("111122223333"), "SendMessage"));
    sqs.ok("AddPermission", permission("two", List.of("111122223333"), "SendMessage"));
    sqs.ok("RemovePermission", Map.of("QueueUrl", url, "Label", "one"));
    assertThat(policy()).contains("\"two\"").doesNotContain("\"one\"");
    sqs.ok("RemovePermission", Map.of("QueueUrl", url, "Label", "two"));
    assertThat(policy()).isNull();

    sqs.refused(
        "RemovePermission",
        Map.of("QueueUrl", url, "Label", "two"),
        400,
        "InvalidParameterValue",
        "Value two for parameter Label is invalid. Reason: can't find label.");
  }

  // "An Amazon SQS policy can have a maximum of seven actions per statement."
  @Test
  void takesUpToSevenActions() {
    refused(
        permission("one", List.of("111122223333"), "*", "*", "*", "*", "*", "*", "*", "*"),
        403,
        "OverLimit",
        "8 Actions were found, maximum allowed is 7.");
    sqs.ok(
        "AddPermission",
        permission("one", List.of("111122223333"), "*", "*", "*", "*", "*", "*", "*"));
  }

  @Test
  void actionsMustBeOnesOfSqs() {
    refused(
        permission("one", List.of("111122223333"), "Nonsense"),
        400,
        "InvalidParameterValue",
        "Value SQS:Nonsense for parameter ActionName is invalid. Reason: Please refer to the"
            + " appropriate WSDL for a list of valid actions.");
  }

  // "Cross-account permissions don't apply to this action", say the pages of these actions.
  @Test
  void someActionsStayWithTheOwner() {
    refused(
        permission("one", List.of("111122223333"), "DeleteQueue"),
        400,
        "InvalidParameterValue",
        "Value SQS:DeleteQueue for parameter ActionName is invalid. Reason: Only the queue owner is"
            + " allowed to invoke this action.");
  }

  @Test
  void principalsAreAccounts() {
    refused(
        permission("one", List.of("x"), "SendMessage"),
        400,
        "InvalidParameterValue",
        "Value [x] for parameter PrincipalId is invalid. Reason: Unable to verify.");
    refused(
        permission("one", List.of(), "SendMessage"),
        400,
        "InvalidParameterValue",
        "Value [] for parameter PrincipalId is invalid. Reason: Unable to verify.");
    assertThat(policy()).isNull();
  }

  // "Maximum 80 characters. Allowed characters include alphanumeric characters, hyphens (-), and
  // underscores (_)."
  @Test
  void labelsHaveAForm() {
    refused(
        permission("a b", List.of("111122223333"), "SendMessage"),
        400,
        "InvalidParameterValue",
        "Value a b for parameter Label is invalid. Reason: Can only include alphanumeric"
            + " characters, hyphens, or underscores. 1 to 80 in length");
  }

  // "Statements 20" is a quota of policies, and AddPermission names OverLimit as its error; the
  // words are not documented.
  @Test
  void aPolicyHasTwentyStatementsAtMost() {
    for (int i = 0; i < 20; i++) {
      sqs.ok("AddPermission", permission("l" + i, List.of("111122223333"), "SendMessage"));
    }
    String full = policy();
    refused(
        permission("more", List.of("111122223333"), "SendMessage"),
        403,
        "OverLimit",
        "21 statements were found in the submitted policy, max allowed is 20");

    assertThat(policy()).isEqualTo(full);
  }

  // "Bytes 8,192" is a quota of policies. The words are in BishopFox/cloudfoxable's issue 29.
  @Test
  void aPolicyHasLimitedLength() {
    List<String> accounts = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      accounts.add(String.valueOf(100_000_000_000L + i));
    }
    refused(
        permission("long", accounts, "SendMessage"),
        403,
        "OverLimit",
        "Submitted policy is over max allowed size.");

    assertThat(policy()).isNull();
  }
}
