package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The policies of tables are put, read and deleted. That the same policy keeps its revision, and
 * what is refused, is documented; the words of the refusals are not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>,
 *     GetResourcePolicy and DeleteResourcePolicy
 */
class ResourcePolicyTest {
  private static final String ORDERS = DynamoDbWire.ARN + "orders";
  private static final String NOT_FOUND =
      "Resource-based policy not found for the provided ResourceArn: " + ORDERS;

  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.hashTable("orders");
  }

  private static String policy(String effect) {
    return "{\\\"Version\\\": \\\"2012-10-17\\\", \\\"Statement\\\": [{\\\"Effect\\\": \\\""
        + effect
        + "\\\", \\\"Principal\\\": \\\"*\\\", \\\"Action\\\": \\\"dynamodb:GetItem\\\","
        + " \\\"Resource\\\": \\\""
        + ORDERS
        + "\\\"}]}";
  }

  private static String input(String effect, String rest) {
    return "{'ResourceArn': '%s', 'Policy': '%s'%s}".formatted(ORDERS, policy(effect), rest);
  }

  private String put(String effect, String rest) {
    return wire.ok("PutResourcePolicy", input(effect, rest)).path("RevisionId").asText();
  }

  private JsonNode get() {
    return wire.ok("GetResourcePolicy", "{'ResourceArn': '%s'}".formatted(ORDERS));
  }

  @Test
  void isKeptWithItsRevision() {
    wire.fails(
        "GetResourcePolicy",
        "{'ResourceArn': '%s'}".formatted(ORDERS),
        "PolicyNotFoundException",
        NOT_FOUND);
    String first = put("Allow", "");
    assertThat(put("Allow", "")).isEqualTo(first);
    String second = put("Deny", "");
    assertThat(second).isNotEqualTo(first);
    assertThat(get().path("RevisionId").asText()).isEqualTo(second);
    assertThat(get().path("Policy").asText()).contains("\"Deny\"");
    wire.server.assertKept(this::get);
    assertThat(
            wire.ok("DeleteResourcePolicy", "{'ResourceArn': '%s'}".formatted(ORDERS))
                .path("RevisionId")
                .asText())
        .isEqualTo(second);
    wire.gives("DeleteResourcePolicy", "{'ResourceArn': '%s'}".formatted(ORDERS), "{}");
  }

  @Test
  void isChangedOnlyFromTheExpectedRevision() {
    String first = put("Allow", ", 'ExpectedRevisionId': 'NO_POLICY'");
    for (String expected : new String[] {"NO_POLICY", "1"}) {
      wire.fails(
          "PutResourcePolicy",
          input("Deny", ", 'ExpectedRevisionId': '" + expected + "'"),
          "PolicyNotFoundException",
          NOT_FOUND);
    }
    put("Deny", ", 'ExpectedRevisionId': '" + first + "'");
    wire.fails(
        "DeleteResourcePolicy",
        "{'ResourceArn': '%s', 'ExpectedRevisionId': '%s'}".formatted(ORDERS, first),
        "PolicyNotFoundException",
        NOT_FOUND);
  }

  @Test
  void comesWithANewTable() {
    wire.ok(
        "CreateTable",
        """
        {'TableName': 'guarded', 'BillingMode': 'PAY_PER_REQUEST', 'ResourcePolicy': '%s',
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}
        """
            .formatted(policy("Allow")));
    assertThat(
            wire.ok("GetResourcePolicy", "{'ResourceArn': '%sguarded'}".formatted(DynamoDbWire.ARN))
                .path("Policy")
                .asText())
        .contains("Allow");
  }

  @Test
  void isRefusedWhereItIsNone() {
    assertThat(
            wire.call(
                    "PutResourcePolicy",
                    "{'ResourceArn': '%s', 'Policy': 'nonsense'}".formatted(ORDERS))
                .status())
        .isEqualTo(400);
    wire.fails(
        "GetResourcePolicy",
        "{'ResourceArn': '%snothing'}".formatted(DynamoDbWire.ARN),
        "ResourceNotFoundException",
        "Requested resource not found: ResourcArn: " + DynamoDbWire.ARN + "nothing not found");
  }
}
