package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Query: which items it finds in which order, its pages, and what it refuses.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, "Query"; Developer Guide, "Querying tables in
 * DynamoDB"; Answers recorded on AWS, dynamodb, 08-10-2025 (valid local secondary index); for other
 * texts what dynalite's authors observed on AWS.
 */
final class QueryTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.indexedTable("tab", "N");
    for (int i : new int[] {-20, -3, 0, 1, 2, 10, 100}) {
      wire.put(
          "tab",
          "{'pk': {'S': 'a'}, 'sk': {'N': '%d'}, 'ls': {'N': '%d'}, 'gp': {'S': 'g'}, 'gs': {'N': '%d'}, 'x': {'S': 'x%d'}}"
              .formatted(i, -i, i % 3, i));
    }
    wire.put("tab", "{'pk': {'S': 'b'}, 'sk': {'N': '1'}, 'ls': {'N': '1'}}");
  }

  private static String query(String condition, String more) {
    return """
    {'TableName': 'tab', 'KeyConditionExpression': '%s', 'ExpressionAttributeValues':
     {':a': {'S': 'a'}, ':n': {'N': '1'}%s
    """
        .formatted(condition, more);
  }

  private List<String> found(String input) {
    return sortKeys(wire.ok("Query", input));
  }

  private static List<String> sortKeys(JsonNode answer) {
    List<String> found = new ArrayList<>();
    answer.path("Items").forEach(item -> found.add(item.path("sk").path("N").asText()));
    assertThat(answer.path("Count").asInt()).isEqualTo(found.size());
    return found;
  }

  @Test
  void comparesSortKeys() {
    assertThat(found(query("pk = :a AND sk = :n", "}}"))).containsExactly("1");
    assertThat(found(query("pk = :a AND sk < :n", "}}"))).containsExactly("-20", "-3", "0");
    assertThat(found(query("pk = :a AND sk <= :n", "}}"))).containsExactly("-20", "-3", "0", "1");
    assertThat(found(query("pk = :a AND sk > :n", "}}"))).containsExactly("2", "10", "100");
    assertThat(found(query("sk >= :n AND pk = :a", "}}"))).containsExactly("1", "2", "10", "100");
    assertThat(found(query(":n > sk AND :a = pk", "}}"))).containsExactly("-20", "-3", "0");
    assertThat(found(query("pk = :a AND sk BETWEEN :n AND :m", ", ':m': {'N': '1e1'}}}")))
        .containsExactly("1", "2", "10");
  }

  @Test
  void goesBothWays() {
    String all =
        "{'TableName': 'tab', 'KeyConditionExpression': 'pk = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}}%s}";
    assertThat(found(all.formatted(""))).containsExactly("-20", "-3", "0", "1", "2", "10", "100");
    assertThat(found(all.formatted(", 'ScanIndexForward': false, 'Limit': 2")))
        .containsExactly("100", "10");
  }

  @Test
  void comesInPages() {
    for (boolean forward : new boolean[] {true, false}) {
      List<String> all = new ArrayList<>();
      String start = "";
      int pages = 0;
      do {
        JsonNode page =
            wire.ok(
                "Query",
                """
                {'TableName': 'tab', 'KeyConditionExpression': 'pk = :a', 'Limit': 3,
                 'ScanIndexForward': %s, 'ExpressionAttributeValues': {':a': {'S': 'a'}}%s}
                """
                    .formatted(forward, start));
        all.addAll(sortKeys(page));
        JsonNode last = page.path("LastEvaluatedKey");
        start = last.isMissingNode() ? null : ", 'ExclusiveStartKey': " + last;
        pages++;
      } while (start != null);
      assertThat(all).hasSize(7).doesNotHaveDuplicates();
      assertThat(pages).isEqualTo(3);
    }
  }

  @Test
  void filtersAfterTheLimit() {
    JsonNode page =
        wire.ok(
            "Query",
            """
            {'TableName': 'tab', 'KeyConditionExpression': 'pk = :a', 'Limit': 4,
             'FilterExpression': 'x = :x',
             'ExpressionAttributeValues': {':a': {'S': 'a'}, ':x': {'S': 'x1'}}}
            """);
    assertThat(sortKeys(page)).containsExactly("1");
    assertThat(page.path("ScannedCount").asInt()).isEqualTo(4);
    assertThat(page.path("LastEvaluatedKey"))
        .isEqualTo(DynamoDbWire.json("{'pk': {'S': 'a'}, 'sk': {'N': '1'}}"));
  }

  @Test
  void readsLocalIndexes() {
    JsonNode page =
        wire.ok(
            "Query",
            """
            {'TableName': 'tab', 'IndexName': 'local', 'KeyConditionExpression': 'pk = :a AND ls > :n',
             'ConsistentRead': true, 'Limit': 2,
             'ExpressionAttributeValues': {':a': {'S': 'a'}, ':n': {'N': '-2'}}}
            """);
    assertThat(page.path("Items"))
        .isEqualTo(
            DynamoDbWire.json(
                "[{'pk': {'S': 'a'}, 'sk': {'N': '1'}, 'ls': {'N': '-1'}}, {'pk': {'S': 'a'}, 'sk':"
                    + " {'N': '0'}, 'ls': {'N': '0'}}]"));
    assertThat(page.path("LastEvaluatedKey"))
        .isEqualTo(DynamoDbWire.json("{'pk': {'S': 'a'}, 'sk': {'N': '0'}, 'ls': {'N': '0'}}"));
  }

  @Test
  void fetchesWhatALocalIndexLacks() {
    JsonNode page =
        wire.ok(
            "Query",
            """
            {'TableName': 'tab', 'IndexName': 'local', 'KeyConditionExpression': 'pk = :a AND ls = :n',
             'Select': 'ALL_ATTRIBUTES', 'ReturnConsumedCapacity': 'INDEXES',
             'ExpressionAttributeValues': {':a': {'S': 'a'}, ':n': {'N': '-1'}}}
            """);
    assertThat(page.path("Items").get(0).path("x").path("S").asText()).isEqualTo("x1");
    assertThat(page.path("ConsumedCapacity"))
        .isEqualTo(
            DynamoDbWire.json(
                "{'TableName': 'tab', 'CapacityUnits': 1.0, 'Table': {'CapacityUnits': 0.5},"
                    + " 'LocalSecondaryIndexes': {'local': {'CapacityUnits': 0.5}}}"));
  }

  @Test
  void readsGlobalIndexes() {
    String query =
        """
        {'TableName': 'tab', 'IndexName': '%s', 'KeyConditionExpression': 'gp = :g'%s,
         'ExpressionAttributeValues': {':g': {'S': 'g'}}}
        """;
    JsonNode all = wire.ok("Query", query.formatted("all", ""));
    assertThat(sortKeys(all)).hasSize(7);
    assertThat(all.path("Items").get(0).path("gs").path("N").asText()).isEqualTo("-2");
    wire.invalid(
        "Query",
        query.formatted("all", ", 'ConsistentRead': true"),
        "Consistent reads are not supported on global secondary indexes");
    wire.invalid(
        "Query",
        query.formatted("keys", ", 'Select': 'ALL_ATTRIBUTES'"),
        "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for"
            + " global secondary index keys because its projection type is not ALL");
    wire.invalid(
        "Query",
        query.formatted("keys", ", 'ProjectionExpression': 'x'"),
        "One or more parameter values were invalid: Global secondary index keys does not project"
            + " [x]");
    wire.invalid(
        "Query",
        query.formatted("nosuch", ""),
        "The table does not have the specified index: nosuch");
  }

  @Test
  void countsAndCostsAsTold() {
    wire.gives(
        "Query",
        """
        {'TableName': 'tab', 'KeyConditionExpression': 'pk = :a', 'Select': 'COUNT',
         'ReturnConsumedCapacity': 'TOTAL', 'ExpressionAttributeValues': {':a': {'S': 'a'}}}
        """,
        "{'Count': 7, 'ScannedCount': 7, 'ConsumedCapacity': {'TableName': 'tab', 'CapacityUnits':"
            + " 0.5}}");
  }

  @Test
  void takesLegacyParameters() {
    assertThat(
            found(
                """
                {'TableName': 'tab', 'AttributesToGet': ['sk'], 'KeyConditions': {
                   'pk': {'ComparisonOperator': 'EQ', 'AttributeValueList': [{'S': 'a'}]},
                   'sk': {'ComparisonOperator': 'GT', 'AttributeValueList': [{'N': '1'}]}},
                 'QueryFilter': {
                   'x': {'ComparisonOperator': 'NE', 'AttributeValueList': [{'S': 'x10'}]}}}
                """))
        .containsExactly("2", "100");
  }

  @Test
  void endsAPageAtAMegabyte() {
    wire.indexedTable("big", "N");
    String text = "x".repeat(300_000);
    for (int i = 0; i < 5; i++) {
      wire.put("big", "{'pk': {'S': 'a'}, 'sk': {'N': '%d'}, 'x': {'S': '%s'}}".formatted(i, text));
    }
    JsonNode page =
        wire.ok(
            "Query",
            "{'TableName': 'big', 'KeyConditionExpression': 'pk = :a', 'ExpressionAttributeValues': {':a': {'S': 'a'}}}");
    assertThat(sortKeys(page)).containsExactly("0", "1", "2", "3");
    assertThat(page.path("LastEvaluatedKey").path("sk").path("N").asText()).isEqualTo("3");
  }

  @Test
  void refusesWhatIsNoKeyCondition() {
    wire.invalid(
        "Query",
        "{'TableName': 'tab'}",
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
            + " request.");
    refused("pk = :a OR sk = :n", "Invalid operator used in KeyConditionExpression: OR");
    refused("pk = :a AND NOT sk = :n", "Invalid operator used in KeyConditionExpression: NOT");
    refused("pk <> :a AND sk = :n", "Invalid operator used in KeyConditionExpression: <>");
    refused("pk IN (:a) AND sk = :n", "Invalid operator used in KeyConditionExpression: IN");
    refused(
        "attribute_exists(pk) AND pk = :a AND sk = :n",
        "Invalid operator used in KeyConditionExpression: attribute_exists");
    refused(
        "pk = :a AND size(sk) = :n", "KeyConditionExpressions cannot contain nested operations");
    refused(
        "pk.x = :a AND sk = :n",
        "KeyConditionExpressions cannot have conditions on nested attributes");
    refused(
        ":a = :a AND sk = :n",
        "Invalid condition in KeyConditionExpression: No key attribute specified");
    refused(
        "pk = sk AND pk = :a AND sk = :n",
        "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
    refused(
        "pk = :a AND pk = :n", "KeyConditionExpressions must only contain one condition per key");
    refused("pk = :a AND x = :n", "Query condition missed key schema element: sk");
    refused("x = :a AND sk = :n", "Query condition missed key schema element: pk");
    refused("pk > :a AND sk = :n", "Query key condition not supported");
    refused(
        "pk = :n AND sk = :a",
        "One or more parameter values were invalid: Condition parameter type does not match schema"
            + " type");
  }

  private void refused(String condition, String message) {
    wire.invalid("Query", query(condition, "}}"), message);
  }

  @Test
  void refusesFiltersOnKeys() {
    wire.invalid(
        "Query",
        query("pk = :a", "}, 'FilterExpression': 'sk = :n'}"),
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk");
  }

  @Test
  void refusesAStartOutside() {
    wire.invalid(
        "Query",
        query(
            "pk = :a AND sk > :n", "}, 'ExclusiveStartKey': {'pk': {'S': 'a'}, 'sk': {'N': '0'}}}"),
        "The provided starting key is outside query boundaries based on provided conditions");
    wire.invalid(
        "Query",
        query("pk = :a AND sk > :n", "}, 'ExclusiveStartKey': {'pk': {'S': 'a'}}}"),
        "The provided starting key is invalid");
  }
}
