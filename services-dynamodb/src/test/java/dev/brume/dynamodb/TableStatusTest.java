package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.dynamodb.engine.CapacityRules;
import org.junit.jupiter.api.Test;

/**
 * States that pass, and tables that all accounts share: LocalStack's
 * DYNAMODB_DELAY_TRANSIENT_STATUSES and DYNAMODB_SHARE_DB.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">TableDescription</a>:
 *     "TableStatus: CREATING, UPDATING, DELETING, ACTIVE"
 */
class TableStatusTest {
  private final DynamoDbWire delayed =
      new DynamoDbWire(world -> world, new DynamoDbOptions(CapacityRules.DEFAULTS, false, true, 0));

  private String status() {
    return delayed
        .ok("DescribeTable", "{'TableName': 'table'}")
        .path("Table")
        .path("TableStatus")
        .asText();
  }

  private static final String IN_USE =
      "Attempt to change a resource which is still in use: Table is being %s: table";

  @Test
  void takesTime() {
    delayed.hashTable("table");
    assertThat(status()).isEqualTo("CREATING");
    delayed.fails(
        "GetItem",
        "{'TableName': 'table', 'Key': {'pk': {'S': 'a'}}}",
        "ResourceNotFoundException",
        "Requested resource not found");
    delayed.fails(
        "DeleteTable",
        "{'TableName': 'table'}",
        "ResourceInUseException",
        IN_USE.formatted("created"));
    delayed.server.passSeconds(5);
    assertThat(status()).isEqualTo("ACTIVE");
    delayed.put("table", "{'pk': {'S': 'a'}}");

    delayed.ok(
        "UpdateTable",
        "{'TableName': 'table', 'StreamSpecification':"
            + " {'StreamEnabled': true, 'StreamViewType': 'KEYS_ONLY'}}");
    assertThat(status()).isEqualTo("UPDATING");
    assertThat(delayed.get("table", "a").isMissingNode()).isFalse();
    delayed.server.passSeconds(3);

    delayed.ok("DeleteTable", "{'TableName': 'table'}");
    assertThat(status()).isEqualTo("DELETING");
    delayed.server.restart();
    assertThat(status()).isEqualTo("DELETING");
    delayed.server.passSeconds(5);
    delayed.fails(
        "DescribeTable",
        "{'TableName': 'table'}",
        "ResourceNotFoundException",
        "Requested resource not found: Table: table not found");
  }

  @Test
  void isSharedByAllAccounts() {
    DynamoDbWire shared =
        new DynamoDbWire(
            world -> world, new DynamoDbOptions(CapacityRules.DEFAULTS, true, false, 0));
    shared.hashTable("table");
    shared.put("table", "{'pk': {'S': 'a'}}");
    assertThat(
            shared
                .server
                .client(DynamoDbApi.SERVICE)
                .as("999999999999")
                .in("sa-east-1")
                .ok("Scan", "TableName", "table")
                .path("Count")
                .asInt())
        .isEqualTo(1);
  }
}
