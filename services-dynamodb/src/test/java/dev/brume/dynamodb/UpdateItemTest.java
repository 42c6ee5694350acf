package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * UpdateItem: what it does, what it returns, and what it refuses in which order. What expressions
 * mean stands in UpdateExpressionTest.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, "UpdateItem"; for texts what dynalite's
 * authors observed on AWS.
 */
final class UpdateItemTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.hashTable("tab");
    wire.put("tab", "{'pk': {'S': 'a'}, 'n': {'N': '1'}, 'm': {'M': {'x': {'N': '1'}}}}");
  }

  private static String update(String key, String more) {
    return "{'TableName': 'tab', 'Key': {'pk': {'S': '%s'}}%s}".formatted(key, more);
  }

  private static final String ADD =
      ", 'UpdateExpression': 'ADD n :n SET m.y = :n', 'ExpressionAttributeValues': {':n': {'N':"
          + " '2'}}";

  @Test
  void returnsWhatIsWanted() {
    wire.gives("UpdateItem", update("a", ADD), "{}");
    wire.gives(
        "UpdateItem",
        update("a", ADD + ", 'ReturnValues': 'UPDATED_NEW'"),
        "{'Attributes': {'n': {'N': '5'}, 'm': {'M': {'y': {'N': '2'}}}}}");
    wire.gives(
        "UpdateItem",
        update("a", ADD + ", 'ReturnValues': 'UPDATED_OLD'"),
        "{'Attributes': {'n': {'N': '5'}, 'm': {'M': {'y': {'N': '2'}}}}}");
    wire.gives(
        "UpdateItem",
        update("a", ADD + ", 'ReturnValues': 'ALL_OLD'"),
        "{'Attributes': {'pk': {'S': 'a'}, 'n': {'N': '7'}, 'm': {'M': {'x': {'N': '1'}, 'y':"
            + " {'N': '2'}}}}}");
    wire.gives(
        "UpdateItem",
        update("a", ADD + ", 'ReturnValues': 'ALL_NEW'"),
        "{'Attributes': {'pk': {'S': 'a'}, 'n': {'N': '11'}, 'm': {'M': {'x': {'N': '1'}, 'y':"
            + " {'N': '2'}}}}}");
  }

  @Test
  void makesAnItemWhereThereIsNone() {
    wire.gives("UpdateItem", update("new", ", 'ReturnValues': 'UPDATED_OLD'"), "{}");
    assertThat(wire.get("tab", "new")).isEqualTo(DynamoDbWire.json("{'pk': {'S': 'new'}}"));
    wire.fails(
        "UpdateItem",
        update(
            "none",
            ", 'UpdateExpression': 'REMOVE x', 'ConditionExpression': 'attribute_exists(pk)'"),
        "ConditionalCheckFailedException",
        "The conditional request failed");
    assertThat(wire.get("tab", "none").isMissingNode()).isTrue();
  }

  @Test
  void takesAttributeUpdates() {
    wire.gives(
        "UpdateItem",
        update(
            "a",
            """
            , 'ReturnValues': 'ALL_NEW', 'AttributeUpdates': {
              'n': {'Action': 'ADD', 'Value': {'N': '4'}}, 'm': {'Action': 'DELETE'},
              's': {'Value': {'SS': ['x', 'y']}}}
            """),
        "{'Attributes': {'pk': {'S': 'a'}, 'n': {'N': '5'}, 's': {'SS': ['x', 'y']}}}");
    wire.gives(
        "UpdateItem",
        update(
            "a",
            ", 'ReturnValues': 'UPDATED_NEW', 'AttributeUpdates': {'s': {'Action': 'DELETE',"
                + " 'Value': {'SS': ['x']}}}"),
        "{'Attributes': {'s': {'SS': ['y']}}}");
    wire.invalid(
        "UpdateItem",
        update("a", ", 'AttributeUpdates': {'n': {'Action': 'ADD', 'Value': {'SS': ['x']}}}"),
        "Type mismatch for attribute to update");
    wire.invalid(
        "UpdateItem",
        update("a", ", 'AttributeUpdates': {'n': {'Action': 'PUT'}}"),
        "One or more parameter values were invalid: Only DELETE action is allowed when no attribute"
            + " value is specified");
    wire.invalid(
        "UpdateItem",
        update("a", ", 'AttributeUpdates': {'n': {'Action': 'DELETE', 'Value': {'N': '1'}}}"),
        "One or more parameter values were invalid: DELETE action with value is not supported for"
            + " the type N");
  }

  @Test
  void checksParametersInOrder() {
    wire.invalid(
        "UpdateItem",
        update("a", ", 'AttributeUpdates': {}, 'UpdateExpression': ''"),
        "Can not use both expression and non-expression parameters in the same request:"
            + " Non-expression parameters: {AttributeUpdates} Expression parameters:"
            + " {UpdateExpression}");
    wire.invalid(
        "UpdateItem",
        update("a", ", 'ExpressionAttributeValues': {':a': {'N': '1'}}"),
        "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression"
            + " and ConditionExpression are null");
    wire.invalid(
        "UpdateItem",
        update(
            "a",
            ", 'UpdateExpression': 'SET x = :b', 'ExpressionAttributeValues': {':a': {'N': 'x'}}"),
        "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a"
            + " numeric value: x for key :a");
    wire.invalid(
        "UpdateItem",
        update(
            "a",
            ", 'UpdateExpression': 'SET x = :b', 'ExpressionAttributeValues': {'a': {'N': '1'}}"),
        "ExpressionAttributeValues contains invalid key: Syntax error; key: \"a\"");
    // "The maximum length of any single expression attribute name or value is 255 bytes"; the words
    // are ours.
    wire.invalid(
        "UpdateItem",
        update(
            "a",
            ", 'UpdateExpression': 'SET x = :b', 'ExpressionAttributeValues': {':"
                + "b".repeat(255)
                + "': {'N': '1'}}"),
        "ExpressionAttributeValues contains invalid key: Placeholder size has exceeded the maximum"
            + " allowed size; placeholder size: 256");
    // "The maximum length of all substitution variables in an expression is 2 MB."
    String mebibyte = "x".repeat(1024 * 1024);
    wire.invalid(
        "UpdateItem",
        update(
            "a",
            ", 'UpdateExpression': 'SET x = :b, y = :c', 'ExpressionAttributeValues': {':b': {'S': '"
                + mebibyte
                + "'}, ':c': {'S': '"
                + mebibyte
                + "'}}"),
        "The size of all expression attribute names and values has exceeded the maximum allowed"
            + " size");
    wire.invalid(
        "UpdateItem",
        update(
            "a",
            ", 'UpdateExpression': 'SET x = :a', 'ExpressionAttributeValues': {':a': {'N': '1'},"
                + " ':b': {'N': '1'}}"),
        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}");
    wire.invalid(
        "UpdateItem",
        "{'TableName': 'tab', 'Key': {'x': {'S': 'a'}}, 'UpdateExpression': 'REMOVE pk'}",
        "The provided key element does not match the schema");
    wire.invalid(
        "UpdateItem",
        update("a", ", 'UpdateExpression': 'REMOVE pk'"),
        "One or more parameter values were invalid: Cannot update attribute pk. This attribute is"
            + " part of the key");
  }

  @Test
  void keepsToTheSizeOfItems() {
    String text = "x".repeat(400 * 1024);
    wire.invalid(
        "UpdateItem",
        update(
            "a",
            ", 'UpdateExpression': 'SET x = :a', 'ExpressionAttributeValues': {':a': {'S': '%s'}}"
                .formatted(text)),
        "Item size to update has exceeded the maximum allowed size");
  }

  @Test
  void keepsIndexKeysOfTheirTypes() {
    wire.indexedTable("idx", "S");
    String update =
        "{'TableName': 'idx', 'Key': {'pk': {'S': 'a'}, 'sk': {'S': 'b'}}, 'UpdateExpression': '%s', 'ExpressionAttributeValues': {':a': {'S': 'x'}}}";
    wire.invalid(
        "UpdateItem",
        update.formatted("SET gs = :a"),
        "One or more parameter values were invalid: Type mismatch for Index Key gs Expected: N"
            + " Actual: S IndexName: all");
    wire.invalid(
        "UpdateItem",
        update.formatted("SET gs.x = :a"),
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
            + " allowed: IndexKey: gs");
  }
}
