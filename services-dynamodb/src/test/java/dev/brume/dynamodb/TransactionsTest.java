package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * TransactWriteItems and TransactGetItems: all or nothing, cancellation reasons in order, tokens.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, "TransactWriteItems", "TransactGetItems";
 * Answers recorded on AWS, dynamodb, 07-01-2026 and 08-10-2025 (transaction write items, canceled,
 * idempotent writing).
 */
final class TransactionsTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTables() {
    wire.hashTable("one");
    wire.hashTable("two");
    wire.put("two", "{'pk': {'S': 'b'}, 'n': {'N': '1'}}");
  }

  private static final String PUT = "{'Put': {'TableName': 'one', 'Item': {'pk': {'S': 'a'}}%s}}";
  private static final String ADD =
      "{'Update': {'TableName': 'two', 'Key': {'pk': {'S': 'b'}}, 'UpdateExpression': 'ADD n :n', 'ExpressionAttributeValues': {':n': {'N': '%s'}}}}";

  private static String transaction(String more, String... steps) {
    return "{'TransactItems': [%s]%s}".formatted(String.join(", ", steps), more);
  }

  @Test
  void doesAll() {
    wire.gives(
        "TransactWriteItems",
        transaction(", 'ReturnConsumedCapacity': 'TOTAL'", PUT.formatted(""), ADD.formatted("2")),
        """
        {'ConsumedCapacity': [
          {'TableName': 'one', 'CapacityUnits': 2.0, 'WriteCapacityUnits': 2.0},
          {'TableName': 'two', 'CapacityUnits': 2.0, 'WriteCapacityUnits': 2.0}]}
        """);
    wire.gives(
        "TransactGetItems",
        """
        {'TransactItems': [
          {'Get': {'TableName': 'two', 'Key': {'pk': {'S': 'b'}}, 'ProjectionExpression': 'n'}},
          {'Get': {'TableName': 'one', 'Key': {'pk': {'S': 'none'}}}}],
         'ReturnConsumedCapacity': 'TOTAL'}
        """,
        """
        {'Responses': [{'Item': {'n': {'N': '3'}}}, {}], 'ConsumedCapacity': [
          {'TableName': 'two', 'CapacityUnits': 2.0, 'ReadCapacityUnits': 2.0},
          {'TableName': 'one', 'CapacityUnits': 2.0, 'ReadCapacityUnits': 2.0}]}
        """);
  }

  @Test
  void doesNothingWhereAConditionFails() {
    JsonNode failure =
        wire.fails(
            "TransactWriteItems",
            transaction(
                "",
                "{'ConditionCheck': {'TableName': 'two', 'Key': {'pk': {'S': 'b'}},"
                    + " 'ConditionExpression': 'attribute_not_exists(pk)',"
                    + " 'ReturnValuesOnConditionCheckFailure': 'ALL_OLD'}}",
                PUT.formatted("")),
            "TransactionCanceledException",
            "Transaction cancelled, please refer cancellation reasons for specific reasons"
                + " [ConditionalCheckFailed, None]");
    assertThat(failure.path("CancellationReasons"))
        .isEqualTo(
            DynamoDbWire.json(
                """
                [{'Item': {'pk': {'S': 'b'}, 'n': {'N': '1'}}, 'Code': 'ConditionalCheckFailed',
                  'Message': 'The conditional request failed'}, {'Code': 'None'}]
                """));
    assertThat(wire.get("one", "a").isMissingNode()).isTrue();
  }

  @Test
  void saysWhatTheItemDoesNotBear() {
    wire.put("two", "{'pk': {'S': 'b'}, 'n': {'S': 'x'}}");
    JsonNode failure =
        wire.fails(
            "TransactWriteItems",
            transaction("", PUT.formatted(""), ADD.formatted("2")),
            "TransactionCanceledException",
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
                + " ValidationError]");
    assertThat(failure.path("CancellationReasons").get(1).path("Message").asText())
        .isEqualTo("An operand in the update expression has an incorrect data type");
    assertThat(wire.get("one", "a").isMissingNode()).isTrue();
  }

  @Test
  void isDoneOnceWithAToken() {
    String token = ", 'ClientRequestToken': 't'";
    wire.gives("TransactWriteItems", transaction(token, ADD.formatted("2")), "{}");
    wire.gives("TransactWriteItems", transaction(token, ADD.formatted("2")), "{}");
    assertThat(wire.get("two", "b").path("n").path("N").asText()).isEqualTo("3");
    JsonNode mismatch =
        DynamoDbWire.json(wire.call("TransactWriteItems", transaction(token, ADD.formatted("3"))));
    assertThat(mismatch.path("__type").asText()).endsWith("#IdempotentParameterMismatchException");
    wire.server.passSeconds(601);
    wire.gives("TransactWriteItems", transaction(token, ADD.formatted("3")), "{}");
    assertThat(wire.get("two", "b").path("n").path("N").asText()).isEqualTo("6");
  }

  @Test
  void checksItsSteps() {
    wire.invalid(
        "TransactWriteItems",
        transaction("", PUT.formatted(""), PUT.formatted("")),
        "Transaction request cannot include multiple operations on one item");
    wire.invalid(
        "TransactWriteItems",
        transaction("", "{}"),
        "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
    wire.fails(
        "TransactWriteItems",
        transaction("", "{'Put': {'TableName': 'none', 'Item': {}}}"),
        "ResourceNotFoundException",
        "Requested resource not found");
  }

  /** Source of truth: docs of Brume on snapshots and restarts: what is there comes back. */
  @Test
  void isKeptAndRestored() {
    wire.gives("TransactWriteItems", transaction("", PUT.formatted(""), ADD.formatted("2")), "{}");
    wire.server.assertKept(() -> wire.ok("Scan", "{'TableName': 'two'}"));
    wire.server.assertRestored(
        () -> wire.ok("Scan", "{'TableName': 'one'}"),
        () ->
            wire.ok(
                "TransactWriteItems", transaction("", PUT.replace("'a'", "'z'").formatted(""))));
  }

  /**
   * "The aggregate size of the items in the transaction cannot exceed 4 MB", of the items read and
   * of those that come of updates.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html">TransactGetItems</a>
   */
  @Test
  void itemsOfFourMegabytesAtMost() {
    DynamoDbWire big = new DynamoDbWire();
    big.hashTable("big");
    for (int i = 0; i < 11; i++) {
      big.put("big", "{'pk': {'S': '%d'}, 'x': {'S': '%s'}}".formatted(i, "x".repeat(390_000)));
    }
    big.ok(
        "TransactGetItems", each(10, "{'Get': {'TableName': 'big', 'Key': {'pk': {'S': '%d'}}}}"));
    big.invalid(
        "TransactGetItems",
        each(11, "{'Get': {'TableName': 'big', 'Key': {'pk': {'S': '%d'}}}}"),
        "Transaction request cannot exceed 4 MB");
    String update =
        "{'Update': {'TableName': 'big', 'Key': {'pk': {'S': '%d'}}, 'UpdateExpression': 'SET y ="
            + " pk'}}";
    big.ok("TransactWriteItems", each(10, update));
    big.invalid("TransactWriteItems", each(11, update), "Transaction request cannot exceed 4 MB");
    assertThat(big.get("big", "10").has("y")).isFalse();
  }

  private static String each(int count, String item) {
    return IntStream.range(0, count)
        .mapToObj(item::formatted)
        .collect(Collectors.joining(", ", "{'TransactItems': [", "]}"));
  }
}
