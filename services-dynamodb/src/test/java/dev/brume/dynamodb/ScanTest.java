package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Scan: all items, in a stable order, in pages and segments.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, "Scan"; Developer Guide, "Scanning tables in
 * DynamoDB"; for texts what dynalite's authors observed on AWS.
 */
final class ScanTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.indexedTable("tab", "S");
    for (int i = 0; i < 40; i++) {
      wire.put(
          "tab", "{'pk': {'S': 'p%d'}, 'sk': {'S': 's'}, 'gp': {'S': 'g%d'}}".formatted(i, i % 2));
    }
    wire.put("tab", "{'pk': {'S': 'plain'}, 'sk': {'S': 's'}, 'y': {'N': '3'}}");
  }

  private List<String> pages(String more) {
    List<String> found = new ArrayList<>();
    String start = "";
    do {
      JsonNode page = wire.ok("Scan", "{'TableName': 'tab'%s%s}".formatted(more, start));
      page.path("Items").forEach(item -> found.add(item.path("pk").path("S").asText()));
      JsonNode last = page.path("LastEvaluatedKey");
      start = last.isMissingNode() ? null : ", 'ExclusiveStartKey': " + last;
    } while (start != null);
    return found;
  }

  @Test
  void findsAllInAStableOrder() {
    List<String> whole = pages("");
    assertThat(whole).hasSize(41).doesNotHaveDuplicates();
    assertThat(pages(", 'Limit': 7")).isEqualTo(whole);
  }

  @Test
  void isDividedBySegments() {
    List<String> all = new ArrayList<>();
    for (int segment = 0; segment < 7; segment++) {
      all.addAll(pages(", 'Limit': 3, 'TotalSegments': 7, 'Segment': " + segment));
    }
    assertThat(all).isEqualTo(pages(""));
  }

  @Test
  void findsInAnIndexWhatHasItsKey() {
    assertThat(pages(", 'IndexName': 'keys', 'Limit': 9")).hasSize(40).doesNotHaveDuplicates();
    assertThat(pages(", 'IndexName': 'all'")).isEmpty();
  }

  @Test
  void filters() {
    assertThat(
            pages(
                ", 'FilterExpression': 'y > :n', 'ExpressionAttributeValues': {':n': {'N': '2'}}"))
        .containsExactly("plain");
    assertThat(pages(", 'ScanFilter': {'y': {'ComparisonOperator': 'NOT_NULL'}}"))
        .containsExactly("plain");
  }

  @Test
  void checksSegments() {
    wire.invalid(
        "Scan",
        "{'TableName': 'tab', 'Segment': 1}",
        "The TotalSegments parameter is required but was not present in the request when Segment"
            + " parameter is present");
    wire.invalid(
        "Scan",
        "{'TableName': 'tab', 'TotalSegments': 1}",
        "The Segment parameter is required but was not present in the request when parameter"
            + " TotalSegments is present");
    wire.invalid(
        "Scan",
        "{'TableName': 'tab', 'TotalSegments': 2, 'Segment': 2}",
        "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
            + " Segment: 2 is not less than TotalSegments: 2");
    wire.invalid(
        "Scan",
        "{'TableName': 'tab', 'ExclusiveStartKey': {'pk': {'S': 'a'}}}",
        "The provided starting key is invalid: The provided key element does not match the schema");
  }

  @Test
  void checksSelect() {
    wire.invalid(
        "Scan",
        "{'TableName': 'tab', 'Select': 'ALL_PROJECTED_ATTRIBUTES'}",
        "One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when"
            + " Querying using an IndexName");
  }
}
