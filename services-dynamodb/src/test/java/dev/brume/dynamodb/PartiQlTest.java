package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * ExecuteStatement, BatchExecuteStatement and ExecuteTransaction.
 *
 * <p>Source of truth: Amazon DynamoDB Developer Guide, "PartiQL for DynamoDB"; Answers recorded on
 * AWS, dynamodb, 08-10-2025 (execute transaction, batch execute statement, partiql missing). What
 * AWS says of statements that are not well formed, beyond its first words, is not known.
 */
final class PartiQlTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.indexedTable("tab", "N");
    for (int i = 0; i < 4; i++) {
      wire.put("tab", "{'pk': {'S': 'a'}, 'sk': {'N': '%d'}, 'x': {'S': 'x%d'}}".formatted(i, i));
    }
    wire.put("tab", "{'pk': {'S': 'b'}, 'sk': {'N': '0'}, 'gp': {'S': 'g'}}");
  }

  private static String statement(String text, String more) {
    return "{\"Statement\": \"" + text.replace("\"", "\\\"") + "\"" + more + "}";
  }

  /** Quotes stand for themselves here. */
  private JsonNode execute(String text, String more) {
    return DynamoDbWire.json(wire.exact("ExecuteStatement", statement(text, more)));
  }

  private List<String> sortKeys(String where) {
    List<String> found = new ArrayList<>();
    execute("SELECT sk FROM \"tab\" " + where, "")
        .path("Items")
        .forEach(item -> found.add(item.path("sk").path("N").asText()));
    return found;
  }

  @Test
  void selects() {
    assertThat(sortKeys("WHERE pk = 'a'")).containsExactly("0", "1", "2", "3");
    assertThat(sortKeys("WHERE pk = 'a' AND sk > 1")).containsExactly("2", "3");
    assertThat(sortKeys("WHERE pk = 'a' AND sk BETWEEN 1 AND 2")).containsExactly("1", "2");
    assertThat(sortKeys("WHERE pk = 'a' ORDER BY sk DESC")).containsExactly("3", "2", "1", "0");
    assertThat(sortKeys("WHERE x IN ['x1', 'x3']")).containsExactlyInAnyOrder("1", "3");
    assertThat(sortKeys("WHERE x IS MISSING")).containsExactly("0");
    assertThat(sortKeys("WHERE x IS NOT MISSING")).hasSize(4);
    assertThat(sortKeys("WHERE begins_with(x, 'x2') OR (pk = 'b' AND NOT sk = 5)"))
        .containsExactlyInAnyOrder("2", "0");
    assertThat(execute("SELECT * FROM \"tab\".\"keys\" WHERE gp = 'g'", "").path("Items"))
        .isEqualTo(DynamoDbWire.json("[{'pk': {'S': 'b'}, 'sk': {'N': '0'}, 'gp': {'S': 'g'}}]"));
  }

  @Test
  void goesOnByToken() {
    String first = ", \"Limit\": 3, \"Parameters\": [{\"S\": \"a\"}]";
    JsonNode page = execute("SELECT * FROM tab WHERE pk = ?", first);
    assertThat(page.path("Items")).hasSize(3);
    String token = ", \"NextToken\": " + page.path("NextToken");
    JsonNode last = execute("SELECT * FROM tab WHERE pk = ?", first + token);
    assertThat(last.path("Items")).hasSize(1);
    assertThat(last.has("NextToken")).isFalse();
    assertThat(execute("SELECT * FROM tab WHERE pk = 'a'", token).path("message").asText())
        .isEqualTo("NextToken does not match request");
  }

  @Test
  void writes() {
    String insert = "INSERT INTO \"tab\" VALUE {'pk': 'c', 'sk': 1, 'l': [1, 'a'], 's': <<'x'>>}";
    assertThat(execute(insert, "")).isEqualTo(DynamoDbWire.json("{'Items': []}"));
    JsonNode duplicate = execute(insert, "");
    assertThat(duplicate.path("__type").asText()).endsWith("#DuplicateItemException");
    assertThat(
            execute(
                    "UPDATE tab SET l = list_append(l, [?]) SET n = 5 + 1 SET s = set_add(s,"
                        + " <<'y'>>) WHERE pk = 'c' AND sk = 1 RETURNING ALL NEW *",
                    ", \"Parameters\": [{\"BOOL\": true}]")
                .path("Items")
                .get(0))
        .isEqualTo(
            DynamoDbWire.json(
                "{'pk': {'S': 'c'}, 'sk': {'N': '1'}, 'l': {'L': [{'N': '1'}, {'S': 'a'}, {'BOOL':"
                    + " true}]}, 's': {'SS': ['x', 'y']}, 'n': {'N': '6'}}"));
    assertThat(
            execute("UPDATE tab REMOVE n WHERE pk = 'none' AND sk = 1", "").path("__type").asText())
        .endsWith("#ConditionalCheckFailedException");
    assertThat(
            execute("DELETE FROM tab WHERE pk = 'c' AND sk = 1 RETURNING ALL OLD *", "")
                .path("Items"))
        .hasSize(1);
    assertThat(execute("DELETE FROM tab WHERE pk = 'c' AND sk = 1", ""))
        .isEqualTo(DynamoDbWire.json("{'Items': []}"));
    refused(
        "DELETE FROM tab WHERE pk = 'c'",
        "Where clause does not contain a mandatory equality on all key attributes");
  }

  @Test
  void refusesWhatIsNoStatement() {
    for (String text :
        new String[] {
          "SELECT",
          "SELECT * FROM tab WHERE",
          "SELECT * FROM tab WHERE size(x)",
          "SELECT * FROM tab WHERE pk + 1 = 2",
          "SELECT * FROM tab WHERE list_append(a, b)",
          "UPDATE tab SET x = begins_with(a, 'b') WHERE pk = 'a' AND sk = 1",
          "INSERT INTO tab VALUE 'x'",
          "SELECT * FROM tab WHERE x = 'open",
          "SELECT * FROM tab; SELECT"
        }) {
      assertThat(execute(text, "").path("message").asText())
          .as(text)
          .startsWith("Statement wasn't well formed, can't be processed: ");
    }
    refused(
        "SELECT * FROM tab WHERE pk = ?",
        "Number of parameters in request and statement don't match.");
  }

  private void refused(String text, String message) {
    assertThat(execute(text, "").path("message").asText()).isEqualTo(message);
  }

  @Test
  void doesSeveral() {
    JsonNode batch =
        DynamoDbWire.json(
            wire.exact(
                "BatchExecuteStatement",
                "{\"Statements\": [%s, %s, %s]}"
                    .formatted(
                        statement("INSERT INTO tab VALUE {'pk': 'z', 'sk': 1}", ""),
                        statement("INSERT INTO tab VALUE {'pk': 'a', 'sk': 1}", ""),
                        statement("SELECT x FROM tab WHERE pk = 'a' AND sk = 2", ""))));
    assertThat(batch)
        .isEqualTo(
            DynamoDbWire.json(
                """
                {'Responses': [{'TableName': 'tab'},
                  {'Error': {'Code': 'DuplicateItem', 'Message': 'Duplicate primary key exists in table'},
                   'TableName': 'tab'},
                  {'TableName': 'tab', 'Item': {'x': {'S': 'x2'}}}]}
                """));
  }

  @Test
  void doesSeveralTogether() {
    JsonNode done =
        DynamoDbWire.json(
            wire.exact(
                "ExecuteTransaction",
                "{\"TransactStatements\": [%s, %s]}"
                    .formatted(
                        statement("INSERT INTO tab VALUE {'pk': 'z', 'sk': 1}", ""),
                        statement("DELETE FROM tab WHERE pk = 'a' AND sk = 1", ""))));
    assertThat(done).isEqualTo(DynamoDbWire.json("{'Responses': []}"));
    JsonNode read =
        DynamoDbWire.json(
            wire.exact(
                "ExecuteTransaction",
                "{\"TransactStatements\": [%s]}"
                    .formatted(statement("SELECT * FROM tab WHERE pk = 'z' AND sk = 1", ""))));
    assertThat(read)
        .isEqualTo(
            DynamoDbWire.json("{'Responses': [{'Item': {'pk': {'S': 'z'}, 'sk': {'N': '1'}}}]}"));
  }

  /** Source of truth: API Reference, "DescribeLimits", "DescribeEndpoints". */
  @Test
  void tellsLimitsAndEndpoints() {
    wire.gives(
        "DescribeLimits",
        "{}",
        "{'AccountMaxReadCapacityUnits': 80000, 'AccountMaxWriteCapacityUnits': 80000,"
            + " 'TableMaxReadCapacityUnits': 40000, 'TableMaxWriteCapacityUnits': 40000}");
    assertThat(
            wire.ok("DescribeEndpoints", "{}")
                .path("Endpoints")
                .get(0)
                .path("CachePeriodInMinutes")
                .asInt())
        .isEqualTo(1440);
  }

  private List<String> keys(String where, String more) {
    List<String> found = new ArrayList<>();
    execute("SELECT pk, sk FROM \"tab\" " + where, more)
        .path("Items")
        .forEach(
            item ->
                found.add(item.path("pk").path("S").asText() + item.path("sk").path("N").asText()));
    return found;
  }

  /**
   * "SELECT OrderID, Total FROM "Orders" WHERE OrderID IN [1, 2, 3] ORDER BY OrderID DESC"; "[ORDER
   * BY key [DESC|ASC] , ...]".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html">PartiQL
   *     select statements</a>
   */
  @Test
  void readsSeveralPartitionsInOrder() {
    assertThat(keys("WHERE pk IN ['b', 'a', 'c'] ORDER BY pk", ""))
        .containsExactly("a0", "a1", "a2", "a3", "b0");
    assertThat(keys("WHERE pk IN ['a', 'b'] ORDER BY pk DESC", ""))
        .containsExactly("b0", "a0", "a1", "a2", "a3");
    assertThat(keys("WHERE pk IN ['a', 'b'] AND sk > 1 ORDER BY pk DESC, sk DESC", ""))
        .containsExactly("a3", "a2");
    assertThat(keys("WHERE pk = 'b' OR pk = 'a' ORDER BY pk ASC, sk DESC", ""))
        .containsExactly("a3", "a2", "a1", "a0", "b0");
    assertThat(keys("WHERE (pk = 'b' OR pk = 'a') AND x = 'x2'", "")).containsExactly("a2");
    assertThat(keys("WHERE pk = 'b' OR x = 'x2'", "")).containsExactlyInAnyOrder("a2", "b0");
  }

  @Test
  void pagesOfSeveralPartitionsFollowEachOther() {
    String where = "WHERE pk IN ['a', 'b'] ORDER BY pk DESC, sk DESC";
    JsonNode page = execute("SELECT pk, sk FROM \"tab\" " + where, ", \"Limit\": 2");
    List<String> found = new ArrayList<>();
    while (true) {
      page.path("Items")
          .forEach(
              item ->
                  found.add(
                      item.path("pk").path("S").asText() + item.path("sk").path("N").asText()));
      if (!page.has("NextToken")) {
        break;
      }
      page =
          execute(
              "SELECT pk, sk FROM \"tab\" " + where,
              ", \"Limit\": 2, \"NextToken\": \"" + page.path("NextToken").asText() + "\"");
    }
    assertThat(found).containsExactly("b0", "a3", "a2", "a1", "a0");
  }

  /** Reading partitions costs what they hold, not what the table holds. */
  @Test
  void partitionsAreNoScan() {
    for (int i = 0; i < 4; i++) {
      wire.put(
          "tab",
          "{'pk': {'S': 'big'}, 'sk': {'N': '%d'}, 'y': {'S': '%s'}}"
              .formatted(i, "y".repeat(4_000)));
    }
    assertThat(
            execute(
                    "SELECT * FROM \"tab\" WHERE pk IN ['a', 'b']",
                    ", \"ReturnConsumedCapacity\": \"TOTAL\"")
                .path("ConsumedCapacity")
                .path("CapacityUnits")
                .asDouble())
        .isEqualTo(0.5);
  }

  /** That these are refused follows from the pages of UPDATE and DELETE; the words are ours. */
  @Test
  void someStatementsAreRefused() {
    wire.exact(
            "ExecuteStatement",
            statement("UPDATE \"tab\" SET x = 1, x = 2 WHERE pk = 'a' AND sk = 1", ""))
        .isError(
            400,
            "ValidationException",
            "Two document paths overlap with each other; must remove or rewrite one of these paths;"
                + " path one: [x], path two: [x]");
    wire.exact(
            "ExecuteStatement",
            statement("DELETE FROM \"tab\" WHERE pk = 'a' AND sk = 1 RETURNING ALL NEW *", ""))
        .isError(
            400,
            "ValidationException",
            "Statement wasn't well formed, can't be processed: Unexpected term: ALL");
    String values = "'v'" + ", 'v'".repeat(50);
    wire.exact(
            "ExecuteStatement", statement("SELECT * FROM \"tab\" WHERE pk IN [" + values + "]", ""))
        .isError(400, "ValidationException", "IN takes at most 50 values of the partition key");
  }
}
