package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Vector indexes of tables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchWorkingWith.html#VectorSearchWorkingWith.Create">Creating
 *     a vector index</a>; refusals whose words are not given there say so
 */
class VectorIndexTest {
  private final DynamoDbWire dynamo = new DynamoDbWire();

  private static String table(String more, String... indexes) {
    return """
        {'TableName': 'shop', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [
           {'AttributeName': 'pk', 'AttributeType': 'S'}%s],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'VectorIndexes': [%s]}
        """
        .formatted(more, String.join(", ", indexes));
  }

  private static String index(String name, String more) {
    return """
        {'IndexName': '%s', 'VectorAttribute': {'AttributeName': 'v'}, 'Dimensions': 2,
         'DistanceFunction': 'COSINE', 'Projection': {'ProjectionType': 'ALL'}%s}"""
        .formatted(name, more);
  }

  private static final String KIND = ", {'AttributeName': 'kind', 'AttributeType': 'S'}";

  private static final String BY_KIND =
      ", 'SearchSchema': [{'AttributeName': 'kind', 'SearchSchemaElementType': 'HASH'}]";

  private JsonNode described() {
    return dynamo.ok("DescribeTable", "{'TableName': 'shop'}").path("Table");
  }

  @Test
  void areMadeWithTheirTable() {
    dynamo.ok("CreateTable", table(KIND, index("index", BY_KIND)));
    assertThat(described().path("VectorIndexes"))
        .isEqualTo(
            DynamoDbWire.json(
                """
                [{'IndexName': 'index', 'VectorAttribute': {'AttributeName': 'v'},
                  'SearchSchema': [
                    {'AttributeName': 'kind', 'SearchSchemaElementType': 'HASH'}],
                  'Projection': {'ProjectionType': 'ALL'}, 'Dimensions': 2,
                  'DistanceFunction': 'COSINE', 'IndexStatus': 'ACTIVE', 'IndexSizeBytes': 0,
                  'ItemCount': 0, 'IndexArn': '%sshop/index/index'}]
                """
                    .formatted(DynamoDbWire.ARN)));
  }

  @Test
  void areMadeAndDeletedLater() {
    dynamo.hashTable("shop");
    dynamo.put(
        "shop", "{'pk': {'S': 'p'}, 'kind': {'S': 'a'}, 'v': {'L': [{'N': '1'}, {'N': '2'}]}}");
    JsonNode updated =
        dynamo
            .ok(
                "UpdateTable",
                "{'TableName': 'shop', 'AttributeDefinitions': ["
                    + KIND.substring(2)
                    + "], 'VectorIndexUpdates': [{'Create': "
                    + index("index", BY_KIND)
                    + "}]}")
            .path("TableDescription");
    assertThat(updated.path("TableStatus").asText()).isEqualTo("UPDATING");
    assertThat(described().path("VectorIndexes").get(0).path("ItemCount").asInt()).isEqualTo(1);
    assertThat(described().path("AttributeDefinitions")).hasSize(2);

    dynamo.ok(
        "UpdateTable",
        "{'TableName': 'shop', 'VectorIndexUpdates': [{'Delete': {'IndexName': 'index'}}]}");
    assertThat(described().has("VectorIndexes")).isFalse();
    assertThat(described().path("AttributeDefinitions")).hasSize(1);
    assertThat(dynamo.get("shop", "p").has("v")).isTrue();
  }

  @Test
  void areMadeOneAtATime() {
    dynamo.hashTable("shop");
    dynamo.fails(
        "UpdateTable",
        "{'TableName': 'shop', 'VectorIndexUpdates': [{'Create': %s}, {'Create': %s}]}"
            .formatted(index("one", ""), index("two", "")),
        "LimitExceededException",
        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
            + " per table");
    dynamo.fails(
        "UpdateTable",
        "{'TableName': 'shop', 'VectorIndexUpdates': [{'Delete': {'IndexName': 'none'}}]}",
        "ResourceNotFoundException",
        "Requested resource not found");
  }

  @Test
  void areRefused() {
    String six =
        IntStream.range(0, 6)
            .mapToObj(i -> index("index" + i, ""))
            .collect(Collectors.joining(", "));
    refuse(table("", six), "VectorIndex count exceeds the per-table limit of 5");
    refuse(
        table("", index("index", BY_KIND)),
        "One element in SearchSchema is not defined in attribute definitions");
  }

  /** That these are refused is documented, their words are not. */
  @Test
  void areRefusedInWordsOfOurs() {
    refuse(
        table("", index("index", ""))
            .replace(
                "'BillingMode': 'PAY_PER_REQUEST'",
                "'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}"),
        "Vector indexes are only supported for tables with BillingMode PAY_PER_REQUEST");
    refuse(
        table("", index("index", "").replace("'Dimensions': 2", "'Dimensions': 4097")),
        "Dimensions of a vector index must be between 1 and 4096");
    refuse(
        table("", index("one", ""), index("two", "").replace("'Dimensions': 2", "'Dimensions': 3")),
        "Vector indexes with the same vector attribute must have the same dimensions: v");
    dynamo.ok("CreateTable", table("", index("index", "")));
    dynamo.invalid(
        "UpdateTable",
        "{'TableName': 'shop', 'BillingMode': 'PROVISIONED',"
            + " 'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}}",
        "One or more parameter values were invalid: Vector indexes are only supported for tables"
            + " with BillingMode PAY_PER_REQUEST");
  }

  private void refuse(String input, String message) {
    dynamo.invalid("CreateTable", input, "One or more parameter values were invalid: " + message);
  }

  @Test
  void areRestored() {
    dynamo.ok("CreateTable", table("", index("index", "")));
    dynamo.put("shop", "{'pk': {'S': 'p'}, 'v': {'L': [{'N': '1'}, {'N': '2'}]}}");
    String backup =
        dynamo
            .ok("CreateBackup", "{'TableName': 'shop', 'BackupName': 'backup'}")
            .path("BackupDetails")
            .path("BackupArn")
            .asText();
    assertThat(
            dynamo
                .ok("DescribeBackup", "{'BackupArn': '%s'}".formatted(backup))
                .path("BackupDescription")
                .path("SourceTableFeatureDetails")
                .path("VectorIndexes"))
        .hasSize(1);
    dynamo.ok(
        "RestoreTableFromBackup",
        "{'BackupArn': '%s', 'TargetTableName': 'copy'}".formatted(backup));
    assertThat(
            dynamo
                .ok(
                    "SearchVectors",
                    "{'TableName': 'copy', 'IndexName': 'index', 'TopK': 1,"
                        + " 'SearchVector': [{'N': '1'}, {'N': '2'}]}")
                .path("SearchResults"))
        .hasSize(1);
  }
}
