package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.dynamodb.streams.api.DynamoDbStreamsApi;
import dev.brume.testkit.WireAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables with replicas in other regions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables.tutorial.html">Tutorials:
 *     creating global tables</a>
 */
class GlobalTableTest {
  private static final String FAR = "us-east-2";

  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.hashTable("music");
    wire.put("music", "{'pk': {'S': 'before'}, 'n': {'N': '1'}}");
  }

  private JsonNode update(String action, String region) {
    return wire.ok("UpdateTable", input(action, region)).path("TableDescription");
  }

  private static String input(String action, String region) {
    return "{'TableName': 'music', 'ReplicaUpdates': [{'%s': {'RegionName': '%s'}}]}"
        .formatted(action, region);
  }

  private JsonNode far(String operation, String input) {
    WireAnswer answer =
        wire.server
            .client(DynamoDbApi.SERVICE)
            .in(FAR)
            .callWithText(operation, input.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return DynamoDbWire.json(answer);
  }

  private JsonNode farItem(String key) {
    return far("GetItem", "{'TableName': 'music', 'Key': {'pk': {'S': '%s'}}}".formatted(key))
        .path("Item");
  }

  @Test
  void everyReplicaHasAllItems() {
    JsonNode updated = update("Create", FAR);
    assertThat(updated.path("TableStatus").asText()).isEqualTo("UPDATING");
    assertThat(farItem("before").path("n").path("N").asText()).isEqualTo("1");
    wire.put("music", "{'pk': {'S': 'here'}}");
    assertThat(farItem("here").isMissingNode()).isFalse();
    far("PutItem", "{'TableName': 'music', 'Item': {'pk': {'S': 'there'}}}");
    assertThat(wire.get("music", "there").isMissingNode()).isFalse();
    far("DeleteItem", "{'TableName': 'music', 'Key': {'pk': {'S': 'before'}}}");
    assertThat(wire.get("music", "before").isMissingNode()).isTrue();
    wire.server.restart();
    wire.put("music", "{'pk': {'S': 'after'}}");
    assertThat(farItem("after").isMissingNode()).isFalse();
  }

  @Test
  void everyReplicaTellsOfTheOthersAndHasAStream() {
    update("Create", FAR);
    update("Create", "eu-north-1");
    JsonNode table = far("DescribeTable", "{'TableName': 'music'}").path("Table");
    assertThat(table.path("GlobalTableVersion").asText()).isEqualTo("2019.11.21");
    assertThat(table.path("Replicas"))
        .isEqualTo(
            DynamoDbWire.json(
                "[{'RegionName': 'eu-west-1', 'ReplicaStatus': 'ACTIVE'}, {'RegionName':"
                    + " 'eu-north-1', 'ReplicaStatus': 'ACTIVE'}]"));
    assertThat(table.path("StreamSpecification").path("StreamViewType").asText())
        .isEqualTo("NEW_AND_OLD_IMAGES");
    JsonNode streams =
        DynamoDbWire.json(
                wire.server
                    .client(DynamoDbStreamsApi.SERVICE)
                    .in(FAR)
                    .callWithText("ListStreams", "{}"))
            .path("Streams");
    assertThat(streams).hasSize(1);
    assertThat(streams.path(0).path("StreamArn").asText())
        .startsWith("arn:aws:dynamodb:us-east-2:123456789012:table/music/stream/");
  }

  @Test
  void replicasAreDeleted() {
    update("Create", FAR);
    update("Create", "eu-north-1");
    update("Delete", FAR);
    assertThat(far("ListTables", "{}").path("TableNames")).isEmpty();
    JsonNode table = wire.ok("DescribeTable", "{'TableName': 'music'}").path("Table");
    assertThat(table.path("Replicas")).hasSize(1);
    wire.ok("DeleteTable", "{'TableName': 'music'}");
    JsonNode last =
        DynamoDbWire.json(
            wire.server
                .client(DynamoDbApi.SERVICE)
                .in("eu-north-1")
                .callWithText("DescribeTable", "{\"TableName\": \"music\"}"));
    assertThat(last.path("Table").has("Replicas")).isFalse();
  }

  /** That these are refused is documented; AWS's words are not known. */
  @Test
  void someUpdatesAreRefused() {
    for (String region : new String[] {"", "nowhere", "a/b"}) {
      wire.invalid(
          "UpdateTable",
          input("Create", region),
          "There is no region '" + region + "' for a replica");
    }
    wire.invalid(
        "UpdateTable",
        input("Create", "eu-west-1"),
        "Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable,"
            + " DeleteTable, or UpdateTable as required.");
    wire.invalid(
        "UpdateTable",
        input("Delete", FAR),
        "Replica specified in the Replica Update or Replica Delete action of the request was not"
            + " found.");
    update("Create", FAR);
    wire.invalid(
        "UpdateTable",
        input("Create", FAR),
        "Failed to create a the new replica of table with name: 'music' because one or more"
            + " replicas already existed as tables.");
  }
}
