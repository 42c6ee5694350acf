package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * BatchGetItem and BatchWriteItem.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, "BatchGetItem", "BatchWriteItem"; Answers
 * recorded on AWS, dynamodb, 08-10-2025 (batch write items, not matching schema, get batch items);
 * for other texts what dynalite's authors observed on AWS.
 */
final class BatchTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.hashTable("tab");
  }

  @Test
  void putsAndDeletes() {
    wire.put("tab", "{'pk': {'S': 'old'}}");
    wire.gives(
        "BatchWriteItem",
        """
        {'RequestItems': {'tab': [{'PutRequest': {'Item': {'pk': {'S': 'a'}}}},
          {'DeleteRequest': {'Key': {'pk': {'S': 'old'}}}}]}, 'ReturnConsumedCapacity': 'TOTAL'}
        """,
        "{'UnprocessedItems': {}, 'ConsumedCapacity': [{'TableName': 'tab', 'CapacityUnits': 2.0}]}");
    wire.gives(
        "BatchGetItem",
        "{'RequestItems': {'tab': {'Keys': [{'pk': {'S': 'a'}}, {'pk': {'S': 'old'}}]}}}",
        "{'Responses': {'tab': [{'pk': {'S': 'a'}}]}, 'UnprocessedKeys': {}}");
    wire.gives(
        "BatchGetItem",
        "{'RequestItems': {'tab': {'Keys': [{'pk': {'S': 'old'}}]}}}",
        "{'Responses': {'tab': []}, 'UnprocessedKeys': {}}");
  }

  @Test
  void refusesWholeBatches() {
    wire.invalid(
        "BatchWriteItem",
        "{'RequestItems': {'tab': [{'PutRequest': {'Item': {'x': {'S': 'a'}}}}]}}",
        "The provided key element does not match the schema");
    wire.invalid(
        "BatchWriteItem",
        """
        {'RequestItems': {'tab': [{'PutRequest': {'Item': {'pk': {'S': 'a'}, 'x': {'N': '1'}}}},
          {'DeleteRequest': {'Key': {'pk': {'S': 'a'}}}}]}}
        """,
        "Provided list of item keys contains duplicates");
    wire.invalid(
        "BatchWriteItem",
        "{'RequestItems': {'tab': [{}]}}",
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
            + " supported datatypes");
    wire.invalid(
        "BatchGetItem",
        "{'RequestItems': {'tab': {'Keys': [{'pk': {'S': 'a'}}, {'pk': {'S': 'a'}}]}}}",
        "Provided list of item keys contains duplicates");
    assertThat(wire.get("tab", "a").isMissingNode()).isTrue();
  }

  @Test
  void returnsSixteenMegabytesAtMost() {
    String text = "x".repeat(390_000);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      wire.put("tab", "{'pk': {'S': '%d'}, 'x': {'S': '%s'}}".formatted(i, text));
      keys.add("{'pk': {'S': '%d'}}".formatted(i));
    }
    JsonNode answer =
        wire.ok("BatchGetItem", "{'RequestItems': {'tab': {'Keys': %s}}}".formatted(keys));
    assertThat(answer.path("Responses").path("tab")).hasSize(43);
    assertThat(answer.path("UnprocessedKeys").path("tab").path("Keys")).hasSize(2);
  }
}
