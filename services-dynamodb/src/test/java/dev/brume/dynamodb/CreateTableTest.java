package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.testkit.WireAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * CreateTable: what it answers, and what it refuses in which order.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, "CreateTable"; Answers recorded on AWS,
 * dynamodb, 08-10-2025 (table crud, table warm throughput, pay per request, SSE); for the other
 * texts what dynalite's authors observed on AWS. Texts that none of these tell are marked.
 */
final class CreateTableTest {
  private static final String KEYED =
      """
      {'TableName': 'abc', %s
       'AttributeDefinitions': [%s],
       'KeySchema': [%s]}
      """;

  private static final String THROUGHPUT =
      "'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 5}, ";

  private static final String ID = "{'AttributeName': 'id', 'AttributeType': 'S'}";
  private static final String AGE = "{'AttributeName': 'age', 'AttributeType': 'N'}";
  private static final String HASH = "{'AttributeName': 'id', 'KeyType': 'HASH'}";
  private static final String RANGE = "{'AttributeName': 'age', 'KeyType': 'RANGE'}";

  private final DynamoDbWire wire = new DynamoDbWire();

  private static String keyed(String more, String definitions, String schema) {
    return KEYED.formatted(more, definitions, schema);
  }

  @Test
  void answersWithTheTableAsItBegins() {
    JsonNode table = wire.ok("CreateTable", keyed(THROUGHPUT, ID, HASH)).path("TableDescription");
    assertThat(table.path("TableId").asText()).hasSize(36);
    assertThat(table.path("CreationDateTime").isNumber()).isTrue();
    ((ObjectNode) table).without(List.of("TableId", "CreationDateTime"));
    assertThat(table)
        .isEqualTo(
            DynamoDbWire.json(
                """
                {'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
                 'TableName': 'abc', 'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}],
                 'TableStatus': 'CREATING',
                 'ProvisionedThroughput': {'NumberOfDecreasesToday': 0, 'ReadCapacityUnits': 5,
                   'WriteCapacityUnits': 5},
                 'TableSizeBytes': 0, 'ItemCount': 0, 'TableArn': '%sabc',
                 'DeletionProtectionEnabled': false}
                """
                    .formatted(DynamoDbWire.ARN)));
  }

  @Test
  void showsWarmThroughputAtOnceWhereItWasAskedFor() {
    JsonNode made =
        wire.ok(
            "CreateTable",
            keyed(
                THROUGHPUT
                    + "'WarmThroughput': {'ReadUnitsPerSecond': 1000, 'WriteUnitsPerSecond': 1200},",
                ID,
                HASH));
    assertThat(made.path("TableDescription").path("WarmThroughput"))
        .isEqualTo(
            DynamoDbWire.json(
                "{'ReadUnitsPerSecond': 1000, 'WriteUnitsPerSecond': 1200, 'Status': 'UPDATING'}"));
    assertThat(
            wire.ok("DescribeTable", "{'TableName': 'abc'}").path("Table").path("WarmThroughput"))
        .isEqualTo(
            DynamoDbWire.json(
                "{'ReadUnitsPerSecond': 1000, 'WriteUnitsPerSecond': 1200, 'Status': 'ACTIVE'}"));
  }

  @Test
  void describesEncryption() {
    JsonNode table =
        wire.ok(
                "CreateTable",
                keyed(THROUGHPUT + "'SSESpecification': {'Enabled': true},", ID, HASH))
            .path("TableDescription");
    assertThat(table.path("SSEDescription").path("Status").asText()).isEqualTo("ENABLED");
    assertThat(table.path("SSEDescription").path("SSEType").asText()).isEqualTo("KMS");
    assertThat(table.path("SSEDescription").path("KMSMasterKeyArn").asText())
        .startsWith("arn:aws:kms:eu-west-1:123456789012:key/");
  }

  @Test
  void refusesANameThatIsTaken() {
    wire.hashTable("abc");
    wire.fails(
        "CreateTable",
        keyed(THROUGHPUT, ID, HASH),
        "ResourceInUseException",
        "Table already exists: abc");
  }

  @Test
  void wantsAName() {
    wire.invalid(
        "CreateTable",
        "{}",
        "The parameter 'TableName' is required but was not present in the request");
    wire.invalid(
        "CreateTable",
        "{'TableName': 'ab'}",
        "TableName must be at least 3 characters long and at most 255 characters long");
  }

  @Test
  void wantsThroughputInProvisionedModeOnly() {
    wire.invalid(
        "CreateTable",
        keyed("'BillingMode': 'PAY_PER_REQUEST', " + THROUGHPUT, ID, HASH),
        "One or more parameter values were invalid: Neither ReadCapacityUnits nor"
            + " WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
    wire.invalid(
        "CreateTable",
        keyed("", ID, HASH),
        "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must"
            + " both be specified when BillingMode is PROVISIONED");
  }

  @Test
  void wantsKeysThatAreDefined() {
    wire.invalid(
        "CreateTable",
        keyed(THROUGHPUT, AGE, HASH),
        "One or more parameter values were invalid: Some index key attributes are not defined in"
            + " AttributeDefinitions. Keys: [id], AttributeDefinitions: [age]");
    wire.invalid(
        "CreateTable",
        keyed(THROUGHPUT, ID, HASH + ", " + HASH),
        "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    wire.invalid(
        "CreateTable",
        keyed(THROUGHPUT, AGE, RANGE),
        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    wire.invalid(
        "CreateTable",
        keyed(THROUGHPUT, ID + ", " + AGE, HASH + ", {'AttributeName': 'age', 'KeyType': 'HASH'}"),
        "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    wire.invalid(
        "CreateTable",
        keyed(THROUGHPUT, ID + ", " + AGE, HASH),
        "One or more parameter values were invalid: Number of attributes in KeySchema does not"
            + " exactly match number of attributes defined in AttributeDefinitions");
  }

  private static String withLocal(String schema, String projection) {
    return THROUGHPUT
        + "'LocalSecondaryIndexes': [{'IndexName': 'local', 'KeySchema': [%s], 'Projection': %s}],"
            .formatted(schema, projection);
  }

  @Test
  void checksLocalIndexes() {
    String both = ID + ", " + AGE;
    String keys = HASH + ", " + RANGE;
    wire.invalid(
        "CreateTable",
        keyed(withLocal(keys, "{'ProjectionType': 'ALL'}"), both, HASH),
        "One or more parameter values were invalid: Table KeySchema does not have a range key,"
            + " which is required when specifying a LocalSecondaryIndex");
    wire.invalid(
        "CreateTable",
        keyed(withLocal(HASH, "{'ProjectionType': 'ALL'}"), both, keys),
        "One or more parameter values were invalid: Index KeySchema does not have a range key for"
            + " index: local");
    wire.invalid(
        "CreateTable",
        keyed(withLocal(keys, "{}"), both, keys),
        "One or more parameter values were invalid: Unknown ProjectionType: null");
    wire.invalid(
        "CreateTable",
        keyed(withLocal(keys, "{'ProjectionType': 'ALL', 'NonKeyAttributes': ['x']}"), both, keys),
        "One or more parameter values were invalid: ProjectionType is ALL, but NonKeyAttributes is"
            + " specified");
  }

  private static String withGlobal(String mode, String more) {
    return mode
        + "'GlobalSecondaryIndexes': [{'IndexName': 'global', 'KeySchema': [%s], 'Projection': {'ProjectionType': 'ALL'}%s}],"
            .formatted("{'AttributeName': 'age', 'KeyType': 'HASH'}", more);
  }

  @Test
  void checksGlobalIndexes() {
    String both = ID + ", " + AGE;
    wire.invalid(
        "CreateTable",
        keyed(
            withGlobal(
                "'BillingMode': 'PAY_PER_REQUEST', ",
                ", 'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 5}"),
            both,
            HASH),
        "One or more parameter values were invalid: ProvisionedThroughput should not be specified"
            + " for index: global when BillingMode is PAY_PER_REQUEST");
    wire.invalid(
        "CreateTable",
        keyed(
            withGlobal("'BillingMode': 'PAY_PER_REQUEST', ", ""),
            both + ", {'AttributeName': 'x', 'AttributeType': 'S'}",
            HASH),
        "One or more parameter values were invalid: Some AttributeDefinitions are not used."
            + " AttributeDefinitions: [id, age, x], keys used: [id, age]");
  }

  /** Source of truth: Amazon DynamoDB Developer Guide, "Multi-attribute keys". */
  @Test
  void takesSeveralAttributesAsKeysOfGlobalIndexes() {
    String index =
        """
        'BillingMode': 'PAY_PER_REQUEST', 'GlobalSecondaryIndexes': [{'IndexName': 'multi',
          'Projection': {'ProjectionType': 'ALL'}, 'KeySchema': [
            {'AttributeName': 'id', 'KeyType': 'HASH'}, {'AttributeName': 'a', 'KeyType': 'HASH'},
            {'AttributeName': 'age', 'KeyType': 'RANGE'},
            {'AttributeName': 'b', 'KeyType': 'RANGE'}]}],
        """;
    String definitions =
        ID
            + ", "
            + AGE
            + ", {'AttributeName': 'a', 'AttributeType': 'S'},"
            + " {'AttributeName': 'b', 'AttributeType': 'S'}";
    JsonNode made = wire.ok("CreateTable", keyed(index, definitions, HASH));
    assertThat(
            made.path("TableDescription").path("GlobalSecondaryIndexes").get(0).path("KeySchema"))
        .hasSize(4);
  }

  @Test
  void saysWhatItDoesNotDo() {
    WireAnswer answer =
        wire.call("CreateTable", keyed("'GlobalTableSourceArn': 'arn', " + THROUGHPUT, ID, HASH));
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.text()).contains("GlobalTableSourceArn");
  }
}
