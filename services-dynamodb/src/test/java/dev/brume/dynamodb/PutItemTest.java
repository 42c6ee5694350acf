package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * PutItem: what it does, and what it refuses in which order.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, "PutItem"; Answers recorded on AWS, dynamodb,
 * 08-10-2025 (return values in put item, conditions check failure); for other texts what dynalite's
 * authors observed on AWS.
 */
final class PutItemTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.hashTable("tab");
  }

  private static String put(String item, String more) {
    return "{'TableName': 'tab', 'Item': %s%s}".formatted(item, more);
  }

  @Test
  void keepsAllTypes() {
    String item =
        """
        {'pk': {'S': 'a'}, 's': {'S': ''}, 'n': {'N': '1.50'}, 'b': {'B': 'AAE='},
         'ss': {'SS': ['x', 'y']}, 'ns': {'NS': ['1', '2']}, 'bs': {'BS': ['AA==', 'AQ==']},
         'm': {'M': {'x': {'L': [{'NULL': true}, {'BOOL': false}]}}}, 'e': {'M': {}},
         'l': {'L': []}}
        """;
    wire.put("tab", item);
    assertThat(wire.get("tab", "a")).isEqualTo(DynamoDbWire.json(item.replace("1.50", "1.5")));
  }

  @Test
  void returnsTheOldItemOnlyWhereThereIsOne() {
    wire.gives("PutItem", put("{'pk': {'S': 'a'}, 'x': {'N': '1'}}", ""), "{}");
    wire.gives(
        "PutItem",
        put("{'pk': {'S': 'a'}, 'x': {'N': '2'}}", ", 'ReturnValues': 'ALL_OLD'"),
        "{'Attributes': {'pk': {'S': 'a'}, 'x': {'N': '1'}}}");
    wire.gives("PutItem", put("{'pk': {'S': 'b'}}", ", 'ReturnValues': 'ALL_OLD'"), "{}");
    wire.gives("PutItem", put("{'pk': {'S': 'b'}}", ", 'ReturnValues': 'NONE'"), "{}");
  }

  @Test
  void writesWhereItsConditionHolds() {
    String absent = ", 'ConditionExpression': 'attribute_not_exists(pk)'";
    wire.gives("PutItem", put("{'pk': {'S': 'a'}, 'x': {'N': '1'}}", absent), "{}");
    JsonNode failure =
        wire.fails(
            "PutItem",
            put("{'pk': {'S': 'a'}}", absent),
            "ConditionalCheckFailedException",
            "The conditional request failed");
    assertThat(failure.has("Item")).isFalse();
    failure =
        wire.fails(
            "PutItem",
            put(
                "{'pk': {'S': 'a'}}",
                absent + ", 'ReturnValuesOnConditionCheckFailure': 'ALL_OLD'"),
            "ConditionalCheckFailedException",
            "The conditional request failed");
    assertThat(failure.path("Item"))
        .isEqualTo(DynamoDbWire.json("{'pk': {'S': 'a'}, 'x': {'N': '1'}}"));
    // Answer recorded on AWS, DynamoDB, 2025-10-08: a member "message" is missing where there is an
    // item, so that clients find the text in "Message".
    assertThat(failure.has("message")).isFalse();
    assertThat(failure.has("Message")).isTrue();
  }

  @Test
  void takesLegacyConditions() {
    String expected = ", 'Expected': {'x': {'Exists': false}}";
    wire.gives("PutItem", put("{'pk': {'S': 'a'}, 'x': {'N': '1'}}", expected), "{}");
    wire.fails(
        "PutItem",
        put("{'pk': {'S': 'a'}}", expected),
        "ConditionalCheckFailedException",
        "The conditional request failed");
    wire.gives(
        "PutItem",
        put(
            "{'pk': {'S': 'a'}, 'x': {'N': '3'}}",
            ", 'ConditionalOperator': 'OR', 'Expected': {'x': {'Value': {'N': '7'}}, 'x':"
                + " {'ComparisonOperator': 'LT', 'AttributeValueList': [{'N': '2'}]}}"),
        "{}");
    wire.invalid(
        "PutItem",
        put("{'pk': {'S': 'a'}}", ", 'Expected': {'x': {}}"),
        "One or more parameter values were invalid: Value must be provided when Exists is null for"
            + " Attribute: x");
    wire.invalid(
        "PutItem",
        put(
            "{'pk': {'S': 'a'}}",
            ", 'Expected': {'x': {'ComparisonOperator': 'BETWEEN', 'AttributeValueList': [{'N':"
                + " '2'}]}}"),
        "One or more parameter values were invalid: Invalid number of argument(s) for the BETWEEN"
            + " ComparisonOperator");
  }

  @Test
  void countsCapacity() {
    String wide = "{'pk': {'S': 'a'}, 'x': {'S': '%s'}}".formatted("x".repeat(1500));
    wire.gives(
        "PutItem",
        put(wide, ", 'ReturnConsumedCapacity': 'TOTAL'"),
        "{'ConsumedCapacity': {'TableName': 'tab', 'CapacityUnits': 2.0}}");
    wire.gives(
        "PutItem",
        put("{'pk': {'S': 'a'}}", ", 'ReturnConsumedCapacity': 'INDEXES'"),
        "{'ConsumedCapacity': {'TableName': 'tab', 'CapacityUnits': 2.0, 'Table':"
            + " {'CapacityUnits': 2.0}}}");
  }

  @Test
  void checksParametersInOrder() {
    wire.invalid(
        "PutItem",
        "{'TableName': 'tab', 'ReturnValues': 'x'}",
        "2 validation errors detected: Value null at 'item' failed to satisfy constraint: Member"
            + " must not be null; Value 'x' at 'returnValues' failed to satisfy constraint: Member"
            + " must satisfy enum value set: [NONE, ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATED_NEW]");
    wire.invalid(
        "PutItem",
        put("{'pk': {}}", ", 'Expected': {}, 'ConditionExpression': ''"),
        "Can not use both expression and non-expression parameters in the same request:"
            + " Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}");
    wire.invalid(
        "PutItem",
        put("{'pk': {}}", ", 'ExpressionAttributeNames': {}"),
        "ExpressionAttributeNames can only be specified when using expressions");
    wire.invalid(
        "PutItem",
        put("{'pk': {}}", ", 'ExpressionAttributeValues': {}"),
        "ExpressionAttributeValues can only be specified when using expressions:"
            + " ConditionExpression is null");
    wire.invalid(
        "PutItem",
        put("{'pk': {}}", ", 'ReturnValues': 'ALL_NEW'"),
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    wire.invalid(
        "PutItem",
        put("{'x': {'N': '1'}}", ", 'ReturnValues': 'ALL_NEW'"),
        "ReturnValues can only be ALL_OLD or NONE");
    wire.invalid(
        "PutItem",
        put("{'x': {'N': '1'}}", ", 'ConditionExpression': ''"),
        "Invalid ConditionExpression: The expression can not be empty;");
  }

  @Test
  void checksValues() {
    invalid("{'N': 'x'}", "The parameter cannot be converted to a numeric value: x");
    invalid(
        "{'N': '1', 'S': 'a'}",
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
            + " supported datatypes");
    invalid(
        "{'NULL': false}",
        "One or more parameter values were invalid: Null attribute value types must have the value"
            + " of true");
    invalid(
        "{'SS': []}", "One or more parameter values were invalid: An string set  may not be empty");
    invalid(
        "{'SS': ['a', 'a']}",
        "One or more parameter values were invalid: Input collection [a, a] contains duplicates.");
    invalid("{'NS': ['1', '1.0']}", "Input collection contains duplicates");
    invalid(nested(32), TOO_DEEP);
    wire.put("tab", "{'pk': {'S': 'a'}, 'x': " + nested(31) + "}");
  }

  private static final String TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";

  /** A number in so many lists. */
  private static String nested(int lists) {
    return "{'L': [".repeat(lists) + "{'N': '1'}" + "]}".repeat(lists);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /**
   * Values of expressions are as deep as attributes at most: so AWS answers in some regions since
   * 2026, and as before in others. Paths into items are refused in words that are not known.
   */
  @Test
  void valuesAreNestedIn32LevelsAtMost() {
    wire.put("tab", "{'pk': {'S': 'a'}, 'm': {'M': {}}, 'l': " + nested(31) + "}");
    String update = "{'TableName': 'tab', 'Key': {'pk': {'S': 'a'}}, 'UpdateExpression': '%s'%s}";
    String value = ", 'ExpressionAttributeValues': {':v': %s}";
    wire.invalid(
        "UpdateItem", update.formatted("SET x = :v", value.formatted(nested(32))), TOO_DEEP);
    wire.ok("UpdateItem", update.formatted("SET x = :v", value.formatted(nested(31))));
    wire.invalid(
        "UpdateItem", update.formatted("SET m.x = :v", value.formatted(nested(31))), TOO_DEEP);
    wire.ok("UpdateItem", update.formatted("SET m.x = :v", value.formatted(nested(30))));
    wire.invalid("UpdateItem", update.formatted("SET m.y = l", ""), TOO_DEEP);
    String insert =
        "{\"Statement\": \"INSERT INTO tab VALUE {'pk': 'b', 'x': [?]}\", \"Parameters\": [%s]}";
    assertThat(wire.exact("ExecuteStatement", insert.formatted(json(nested(31)))).text())
        .contains(TOO_DEEP);
    assertThat(wire.exact("ExecuteStatement", insert.formatted(json(nested(30)))).status())
        .isEqualTo(200);
    wire.ok("UpdateItem", update.formatted("REMOVE l" + "[0]".repeat(31), ""));
    wire.invalid(
        "UpdateItem",
        update.formatted("REMOVE l" + "[0]".repeat(32), ""),
        "Invalid UpdateExpression: The document path has too many nesting elements; nesting levels:"
            + " 33");
  }

  private void invalid(String value, String message) {
    wire.invalid("PutItem", put("{'pk': {'S': 'a'}, 'x': " + value + "}", ""), message);
  }

  /** "Attribute names must be at least one character long", in words that are not known. */
  @Test
  void wantsAttributesWithNames() {
    wire.invalid(
        "PutItem",
        put("{'pk': {'S': 'a'}, '': {'S': 'b'}}", ""),
        "One or more parameter values were invalid: An attribute name must not be empty");
    wire.put("tab", "{'pk': {'S': 'a'}, 'm': {'M': {'': {'S': 'b'}}}}");
  }

  @Test
  void wantsItsTable() {
    wire.fails(
        "PutItem",
        "{'TableName': 'none', 'Item': {'x': {'N': '1'}}}",
        "ResourceNotFoundException",
        "Requested resource not found");
  }

  @Test
  void takesTheTablesArn() {
    wire.gives(
        "PutItem",
        "{'TableName': '%stab', 'Item': {'pk': {'S': 'z'}}, 'ReturnConsumedCapacity': 'TOTAL'}"
            .formatted(DynamoDbWire.ARN),
        "{'ConsumedCapacity': {'TableName': '%stab', 'CapacityUnits': 1.0}}"
            .formatted(DynamoDbWire.ARN));
    assertThat(wire.get("tab", "z").isMissingNode()).isFalse();
  }

  @Test
  void checksTheKey() {
    wire.invalid(
        "PutItem",
        put("{'x': {'N': '1'}}", ""),
        "One or more parameter values were invalid: Missing the key pk in the item");
    wire.invalid(
        "PutItem",
        put("{'pk': {'N': '1'}}", ""),
        "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N");
    wire.invalid(
        "PutItem",
        put("{'pk': {'S': ''}}", ""),
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty string value. Key: pk");
    wire.invalid(
        "PutItem",
        put("{'pk': {'S': '%s'}}".formatted("x".repeat(2049)), ""),
        "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size"
            + " limit of2048 bytes");
  }

  @Test
  void checksTheSize() {
    String item = "{'pk': {'S': 'a'}, 'x': {'S': '%s'}}";
    wire.put("tab", item.formatted("x".repeat(400 * 1024 - 4)));
    wire.invalid(
        "PutItem",
        put(item.formatted("x".repeat(400 * 1024 - 3)), ""),
        "Item size has exceeded the maximum allowed size");
  }

  @Test
  void checksIndexKeys() {
    wire.indexedTable("idx", "S");
    wire.invalid(
        "PutItem",
        "{'TableName': 'idx', 'Item': {'pk': {'S': 'a'}, 'sk': {'S': 'a'}, 'gs': {'S': 'x'}}}",
        "One or more parameter values were invalid: Type mismatch for Index Key gs Expected: N"
            + " Actual: S IndexName: all");
    wire.invalid(
        "PutItem",
        "{'TableName': 'idx', 'Item': {'pk': {'S': 'a'}, 'sk': {'S': 'a'}, 'gp': {'S': ''}}}",
        "One or more parameter values are not valid. A value specified for a secondary index key is"
            + " not supported. The AttributeValue for a key attribute cannot contain an empty string"
            + " value. IndexName: keys, IndexKey: gp");
  }

  @Test
  void countsCapacityOfIndexes() {
    wire.indexedTable("idx", "S");
    wire.gives(
        "PutItem",
        """
        {'TableName': 'idx', 'ReturnConsumedCapacity': 'INDEXES',
         'ReturnItemCollectionMetrics': 'SIZE',
         'Item': {'pk': {'S': 'a'}, 'sk': {'S': 'a'}, 'ls': {'N': '1'}, 'gp': {'S': 'g'}}}
        """,
        """
        {'ConsumedCapacity': {'TableName': 'idx', 'CapacityUnits': 3.0,
           'Table': {'CapacityUnits': 1.0},
           'LocalSecondaryIndexes': {'local': {'CapacityUnits': 1.0}},
           'GlobalSecondaryIndexes': {'keys': {'CapacityUnits': 1.0}}},
         'ItemCollectionMetrics': {'ItemCollectionKey': {'pk': {'S': 'a'}},
           'SizeEstimateRangeGB': [0.0, 1.0]}}
        """);
  }
}
