package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.testkit.WireAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Global tables with multi-Region strong consistency. What is allowed is documented; the words of
 * the refusals are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html#V2globaltables_HowItWorks.consistency-modes.mrsc">Multi-Region
 *     strong consistency (MRSC)</a>
 */
class StrongConsistencyTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.hashTable("music");
  }

  private static String creating(String replicas, String witnesses) {
    return "{'TableName': 'music', 'MultiRegionConsistency': 'STRONG'%s}"
        .formatted(updates("Create", replicas, witnesses));
  }

  private static String deleting(String replicas, String witnesses) {
    return "{'TableName': 'music'%s}".formatted(updates("Delete", replicas, witnesses));
  }

  private static String updates(String action, String replicas, String witnesses) {
    String updates =
        replicas.isEmpty() ? "" : ", 'ReplicaUpdates': [%s]".formatted(regions(action, replicas));
    return witnesses.isEmpty()
        ? updates
        : updates + ", 'GlobalTableWitnessUpdates': [%s]".formatted(regions(action, witnesses));
  }

  private static String regions(String action, String names) {
    List<String> updates = new ArrayList<>();
    for (String name : names.split(" ")) {
      if (!name.isEmpty()) {
        updates.add("{'%s': {'RegionName': '%s'}}".formatted(action, name));
      }
    }
    return String.join(", ", updates);
  }

  private WireAnswer call(String region, String operation, String input) {
    return wire.server
        .client(DynamoDbApi.SERVICE)
        .in(region)
        .callWithText(operation, input.replace('\'', '"'));
  }

  private JsonNode in(String region, String operation, String input) {
    WireAnswer answer = call(region, operation, input);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return DynamoDbWire.json(answer);
  }

  @Test
  void threeReplicasHaveAWriteAtOnce() {
    wire.ok("UpdateTable", creating("eu-west-2 eu-central-1", ""));
    // Nothing settles here, and no time passes.
    wire.put("music", "{'pk': {'S': 'a'}, 'n': {'N': '1'}}");
    for (String region : List.of("eu-west-2", "eu-central-1")) {
      assertThat(
              in(
                      region,
                      "GetItem",
                      "{'TableName': 'music', 'Key': {'pk': {'S': 'a'}}, 'ConsistentRead': true}")
                  .path("Item")
                  .path("n")
                  .path("N")
                  .asText())
          .isEqualTo("1");
      JsonNode table = in(region, "DescribeTable", "{'TableName': 'music'}").path("Table");
      assertThat(table.path("MultiRegionConsistency").asText()).isEqualTo("STRONG");
      assertThat(table.path("Replicas")).hasSize(2);
      assertThat(table.has("GlobalTableWitnesses")).isFalse();
      assertThat(table.has("LatestStreamArn")).isFalse();
    }
    in("eu-west-2", "DeleteItem", "{'TableName': 'music', 'Key': {'pk': {'S': 'a'}}}");
    assertThat(wire.get("music", "a").isMissingNode()).isTrue();
  }

  @Test
  void twoReplicasHaveAWitness() {
    JsonNode updated =
        wire.ok("UpdateTable", creating("eu-west-3", "eu-west-2")).path("TableDescription");
    assertThat(updated.path("GlobalTableWitnesses"))
        .isEqualTo(DynamoDbWire.json("[{'RegionName': 'eu-west-2', 'WitnessStatus': 'ACTIVE'}]"));
    wire.server.restart();
    wire.put("music", "{'pk': {'S': 'a'}}");
    assertThat(in("eu-west-3", "Scan", "{'TableName': 'music'}").path("Count").asInt()).isOne();
    assertThat(in("eu-west-2", "ListTables", "{}").path("TableNames")).isEmpty();
    wire.invalid(
        "UpdateTable",
        deleting("", "eu-west-2"),
        "Both other Regions of a global table with multi-Region strong consistency must be deleted"
            + " at once");
    wire.invalid(
        "DeleteTable",
        "{'TableName': 'music'}",
        "DeleteTable is not supported on a global table with multi-Region strong consistency:"
            + " music");
    wire.ok("UpdateTable", deleting("eu-west-3", "eu-west-2"));
    assertThat(in("eu-west-3", "ListTables", "{}").path("TableNames")).isEmpty();
    JsonNode alone = wire.ok("DescribeTable", "{'TableName': 'music'}").path("Table");
    assertThat(alone.has("MultiRegionConsistency")).isFalse();
    assertThat(wire.get("music", "a").isMissingNode()).isFalse();
    wire.ok("DeleteTable", "{'TableName': 'music'}");
  }

  /** Increments in all regions at once are all there in all regions. */
  @Test
  void noIncrementIsLostBetweenRegions() throws Exception {
    wire.ok("UpdateTable", creating("eu-west-2 eu-west-3", ""));
    List<String> regions = List.of("eu-west-1", "eu-west-2", "eu-west-3");
    int each = 200;
    try (ExecutorService threads = Executors.newFixedThreadPool(regions.size())) {
      List<Future<?>> all = new ArrayList<>();
      for (String region : regions) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    in(
                        region,
                        "UpdateItem",
                        """
                        {'TableName': 'music', 'Key': {'pk': {'S': 'a'}},
                         'UpdateExpression': 'ADD n :one',
                         'ExpressionAttributeValues': {':one': {'N': '1'}}}
                        """);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    for (String region : regions) {
      assertThat(in(region, "Scan", "{'TableName': 'music'}").findValue("n").path("N").asInt())
          .isEqualTo(each * regions.size());
    }
  }

  @Test
  void someAreRefused() {
    refused(
        creating("eu-west-2", ""),
        "A global table with multi-Region strong consistency must have exactly three Regions");
    refused(
        creating("eu-west-2 eu-west-2", ""),
        "A global table with multi-Region strong consistency must have exactly three Regions");
    refused(
        creating("eu-west-2 us-east-1", ""),
        "The Regions of a global table with multi-Region strong consistency must be of one Region"
            + " set");
    refused(
        creating("eu-west-2", "eu-west-3").replace("'STRONG'", "'EVENTUAL'"),
        "A witness needs MultiRegionConsistency STRONG");
    refused(
        "{'TableName': 'music', 'MultiRegionConsistency': 'EVENTUAL', 'BillingMode':"
            + " 'PAY_PER_REQUEST'}",
        "MultiRegionConsistency can only be specified when replicas are created");
    wire.put("music", "{'pk': {'S': 'a'}}");
    refused(
        creating("eu-west-2 eu-west-3", ""),
        "The table must be empty for multi-Region strong consistency: music");
  }

  private void refused(String update, String message) {
    wire.invalid("UpdateTable", update, message);
  }

  /** "Transaction operations are not supported"; neither are time to live and local indexes. */
  @Test
  void someFeaturesAreRefused() {
    wire.ok("UpdateTable", creating("eu-west-2 eu-west-3", ""));
    String end = " not supported on a global table with multi-Region strong consistency: music";
    wire.invalid(
        "TransactWriteItems",
        "{'TransactItems': [{'Put': {'TableName': 'music', 'Item': {'pk': {'S': 'a'}}}}]}",
        "Transactions are" + end);
    wire.invalid(
        "TransactGetItems",
        "{'TransactItems': [{'Get': {'TableName': 'music', 'Key': {'pk': {'S': 'a'}}}}]}",
        "Transactions are" + end);
    wire.invalid(
        "UpdateTimeToLive",
        "{'TableName': 'music', 'TimeToLiveSpecification': {'AttributeName': 't', 'Enabled':"
            + " true}}",
        "Time to live is" + end);
    wire.invalid(
        "UpdateTable",
        "{'TableName': 'music', 'ReplicaUpdates': [{'Create': {'RegionName': 'eu-central-1'}}]}",
        "Replicas and witnesses can not be added to a global table with multi-Region strong"
            + " consistency");
    wire.indexedTable("indexed", "S");
    wire.invalid(
        "UpdateTable",
        creating("eu-west-2 eu-west-3", "").replace("music", "indexed"),
        "Local secondary indexes are not supported with multi-Region strong consistency");
  }
}
