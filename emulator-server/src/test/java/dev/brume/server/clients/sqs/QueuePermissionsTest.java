package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.POLICY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/**
 * AddPermission and RemovePermission write the queue's policy.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_RemovePermission.html
 * and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html.
 * AWS's texts for repeated and unknown labels are not documented.
 */
class QueuePermissionsTest {
  private static final String FRIEND = "111122223333";

  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  @Test
  void aPermissionIsAStatementWithItsLabel() throws Exception {
    add("friends", "SendMessage", "ReceiveMessage");

    JsonNode statement = statements().get(0);
    assertThat(statement.get("Sid").asText()).isEqualTo("friends");
    assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
    assertThat(statement.get("Principal").toString()).contains("arn:aws:iam::" + FRIEND + ":root");
    assertThat(statement.get("Action").toString())
        .isEqualToIgnoringCase("[\"SQS:SendMessage\",\"SQS:ReceiveMessage\"]");
    assertThat(statement.get("Resource").asText()).isEqualTo(account.arn("orders"));
  }

  @Test
  void aLabelIsUsedOnce() throws Exception {
    add("friends", "SendMessage");

    assertRefused(400, "InvalidParameterValue", () -> add("friends", "ReceiveMessage"));
    add("others", "*");
    assertThat(statements()).hasSize(2);
  }

  @Test
  void aPermissionIsTakenAwayByItsLabel() throws Exception {
    add("friends", "SendMessage");
    add("others", "SendMessage");
    account.sqs.removePermission(r -> r.queueUrl(url).label("friends"));
    assertThat(statements()).hasSize(1);

    assertRefused(
        400,
        "InvalidParameterValue",
        () -> account.sqs.removePermission(r -> r.queueUrl(url).label("friends")));
    account.sqs.removePermission(r -> r.queueUrl(url).label("others"));
    assertThat(account.attribute(url, POLICY)).isNull();
  }

  @Test
  void anActionHasToBeOneOfSqs() {
    assertRefused(400, "InvalidParameterValue", () -> add("friends", "Dance"));
    assertThat(account.attribute(url, POLICY)).isNull();
  }

  @Test
  void aStatementHasSevenActionsAtMost() {
    assertThat(
            assertRefused(
                403,
                "OverLimit",
                () ->
                    add(
                        "friends",
                        "SendMessage",
                        "ReceiveMessage",
                        "DeleteMessage",
                        "ChangeMessageVisibility",
                        "GetQueueAttributes",
                        "GetQueueUrl",
                        "PurgeQueue",
                        "ListDeadLetterSourceQueues")))
        .hasMessageContaining("7");
    assertThat(account.attribute(url, POLICY)).isNull();
  }

  @Test
  void permissionsOfAQueueThatIsNotThereAreRefused() {
    assertNoSuchQueue(
        () ->
            account.sqs.addPermission(
                a ->
                    a.queueUrl(url + "x").label("l").awsAccountIds(FRIEND).actions("SendMessage")));
    assertNoSuchQueue(() -> account.sqs.removePermission(r -> r.queueUrl(url + "x").label("l")));
  }

  private Void add(String label, String... actions) {
    account.sqs.addPermission(
        a -> a.queueUrl(url).label(label).awsAccountIds(FRIEND).actions(actions));
    return null;
  }

  private JsonNode statements() throws Exception {
    return new ObjectMapper().readTree(account.attribute(url, POLICY)).get("Statement");
  }
}
