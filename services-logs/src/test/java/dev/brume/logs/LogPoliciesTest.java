package dev.brume.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.logs.api.LogsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * Policies of accounts and log groups, and keys of groups. The texts of refusals are not recorded,
 * unless said otherwise.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html">
 *     PutAccountPolicy</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutIndexPolicy.html">
 *     PutIndexPolicy</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html">
 *     AssociateKmsKey</a>
 */
class LogPoliciesTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f";
  private static final String KEY =
      "arn:aws:kms:eu-west-1:123456789012:key/11111111-1111-1111-1111-111111111111";
  private static final String GROUP = "arn:aws:logs:eu-west-1:123456789012:log-group:";

  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final WireClient logs =
      TestServer.builder()
          .service(LogsApi.SERVICE, LogsService::new)
          .ports(ports -> ports.offerTarget("lambda", () -> new Function()))
          .build()
          .client();

  /** Keeps what it is called with. */
  private final class Function implements DeliveryTarget {
    @Override
    public boolean exists(Arn target) {
      return true;
    }

    @Override
    public CompletionStage<DeliveryOutcome> deliver(
        Arn target, DeliveryMessage message, Sender sender) {
      delivered.add(message.body());
      return CompletableFuture.completedFuture(DeliveryOutcome.DELIVERED);
    }
  }

  private void put(String group) {
    logs.ok("CreateLogStream", "logGroupName", group, "logStreamName", "s");
    long now = logs.server().environment().surroundings().timeline().nowMillis();
    logs.ok(
        "PutLogEvents",
        "logGroupName",
        group,
        "logStreamName",
        "s",
        "logEvents",
        List.of(Map.of("timestamp", now, "message", "ERROR x")));
    logs.server().environment().surroundings().outbox().settle().toCompletableFuture().join();
  }

  @Test
  void anAccountSubscribesToAllOfItsGroupsButSome() {
    logs.ok("CreateLogGroup", "logGroupName", "a");
    logs.ok("CreateLogGroup", "logGroupName", "quiet");
    JsonNode policy =
        logs.ok(
                "PutAccountPolicy",
                "policyName",
                "all",
                "policyType",
                "SUBSCRIPTION_FILTER_POLICY",
                "policyDocument",
                "{\"DestinationArn\":\"" + FUNCTION + "\",\"FilterPattern\":\"ERROR\"}",
                "selectionCriteria",
                "LogGroupName NOT IN [\"quiet\"]")
            .path("accountPolicy");
    assertThat(policy.path("scope").asText()).isEqualTo("ALL");
    assertThat(policy.path("accountId").asText()).isEqualTo("123456789012");
    put("quiet");
    assertThat(delivered).isEmpty();
    put("a");
    assertThat(delivered).hasSize(1);
    logs.call(
            "PutAccountPolicy",
            "policyName",
            "another",
            "policyType",
            "SUBSCRIPTION_FILTER_POLICY",
            "policyDocument",
            "{\"DestinationArn\":\"" + FUNCTION + "\"}")
        .isError(400, "LimitExceededException", "Resource limit exceeded.");
    logs.ok("DeleteAccountPolicy", "policyName", "all", "policyType", "SUBSCRIPTION_FILTER_POLICY");
    logs.call(
            "DeleteAccountPolicy", "policyName", "all", "policyType", "SUBSCRIPTION_FILTER_POLICY")
        .isError(400, "ResourceNotFoundException", "Policy with name [all] does not exist.");
  }

  @Test
  void policiesThatChangeEventsAreNotTaken() {
    logs.call(
            "PutAccountPolicy",
            "policyName",
            "mask",
            "policyType",
            "DATA_PROTECTION_POLICY",
            "policyDocument",
            "{}")
        .hasStatus(501);
    logs.call(
            "PutAccountPolicy",
            "policyName",
            "all",
            "policyType",
            "SUBSCRIPTION_FILTER_POLICY",
            "policyDocument",
            "{\"FilterPattern\":\"x\"}")
        .isError(400, "InvalidParameterException");
  }

  @Test
  void aGroupsIndexPolicyComesBeforeTheAccounts() {
    logs.ok("CreateLogGroup", "logGroupName", "g");
    logs.ok(
        "PutAccountPolicy",
        "policyName",
        "usual",
        "policyType",
        "FIELD_INDEX_POLICY",
        "policyDocument",
        "{\"Fields\":[\"requestId\"]}");
    JsonNode usual =
        logs.ok("DescribeIndexPolicies", "logGroupIdentifiers", List.of("g"))
            .at("/indexPolicies/0");
    assertThat(usual.path("source").asText()).isEqualTo("ACCOUNT");
    assertThat(usual.path("policyName").asText()).isEqualTo("usual");
    logs.ok(
        "PutIndexPolicy",
        "logGroupIdentifier",
        "g",
        "policyDocument",
        "{\"Fields\":[\"userId\",\"status\"]}");
    assertThat(
            logs.ok("DescribeIndexPolicies", "logGroupIdentifiers", List.of(GROUP + "g"))
                .at("/indexPolicies/0/source")
                .asText())
        .isEqualTo("LOG_GROUP");
    assertThat(
            logs.ok("DescribeFieldIndexes", "logGroupIdentifiers", List.of("g"))
                .path("fieldIndexes")
                .findValuesAsText("fieldIndexName"))
        .containsExactly("userId", "status");
    logs.server()
        .assertKept(() -> logs.ok("DescribeIndexPolicies", "logGroupIdentifiers", List.of("g")));
    logs.call("PutIndexPolicy", "logGroupIdentifier", "g", "policyDocument", "{\"Fields\":3}")
        .isError(400, "InvalidParameterException");
    logs.ok("DeleteIndexPolicy", "logGroupIdentifier", "g");
    logs.ok("DeleteLogGroup", "logGroupName", "g");
    logs.call("DescribeIndexPolicies", "logGroupIdentifiers", List.of("g"))
        .isError(400, "ResourceNotFoundException", "The specified log group does not exist.");
  }

  @Test
  void groupsHaveKeys() {
    logs.ok("CreateLogGroup", "logGroupName", "g", "kmsKeyId", KEY);
    assertThat(key("g")).isEqualTo(KEY);
    logs.ok("DisassociateKmsKey", "logGroupName", "g");
    assertThat(key("g")).isEmpty();
    logs.ok("AssociateKmsKey", "resourceIdentifier", GROUP + "g", "kmsKeyId", KEY);
    assertThat(key("g")).isEqualTo(KEY);
    logs.call("AssociateKmsKey", "logGroupName", "g", "kmsKeyId", "alias/x")
        .isError(400, "InvalidParameterException");
    logs.call("AssociateKmsKey", "kmsKeyId", KEY).isError(400, "InvalidParameterException");
  }

  private String key(String group) {
    return logs.ok("DescribeLogGroups", "logGroupIdentifiers", List.of(group))
        .at("/logGroups/0/kmsKeyId")
        .asText();
  }

  /** Answer recorded on AWS, CloudWatch Logs, 4 February 2026. */
  @Test
  void formatsOfDeliveriesAreListedInAwsOrder() {
    logs.call("PutDeliveryDestination", "name", "d", "outputFormat", "foobar")
        .isError(
            400,
            "ValidationException",
            "1 validation error detected: Value 'foobar' at 'outputFormat' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [w3c, raw, json, plain,"
                + " parquet]");
  }
}
