package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.dynamodb.engine.CapacityRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reads that are only eventually consistent are behind by a set time, where that is asked for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">DynamoDB
 *     read consistency</a>: "eventually consistent reads ... might not reflect the results of a
 *     recently completed write"; "reads from a GSI are always eventually consistent"
 */
class EventualConsistencyTest {
  private static final long LAG = 1_000;

  private final DynamoDbWire wire =
      new DynamoDbWire(
          world -> world, new DynamoDbOptions(CapacityRules.DEFAULTS, false, false, LAG));

  @BeforeEach
  void makeTable() {
    wire.indexedTable("tab", "N");
  }

  private static String item(int sk, String rest) {
    return "{'pk': {'S': 'p'}, 'sk': {'N': '%d'}%s}".formatted(sk, rest);
  }

  private JsonNode get(int sk, boolean consistent) {
    return wire.ok(
            "GetItem",
            "{'TableName': 'tab', 'Key': %s, 'ConsistentRead': %s}"
                .formatted(item(sk, ""), consistent))
        .path("Item");
  }

  private List<Integer> query(String more) {
    JsonNode items =
        wire.ok(
                "Query",
                """
                {'TableName': 'tab', 'KeyConditionExpression': 'pk = :p',
                 'ExpressionAttributeValues': {':p': {'S': 'p'}}%s}
                """
                    .formatted(more))
            .path("Items");
    return numbers(items, "sk");
  }

  private static List<Integer> numbers(JsonNode items, String name) {
    List<Integer> numbers = new ArrayList<>();
    items.forEach(item -> numbers.add(item.path(name).path("N").asInt()));
    return numbers;
  }

  private List<Integer> byGenre(String genre) {
    return numbers(
        wire.ok(
                "Query",
                """
                {'TableName': 'tab', 'IndexName': 'all', 'KeyConditionExpression': 'gp = :g',
                 'ExpressionAttributeValues': {':g': {'S': '%s'}}}
                """
                    .formatted(genre))
            .path("Items"),
        "gs");
  }

  @Test
  void aWriteIsSeenAfterTheLag() {
    wire.put("tab", item(1, ", 'v': {'N': '1'}"));
    assertThat(get(1, false).isMissingNode()).isTrue();
    assertThat(get(1, true).path("v").path("N").asInt()).isEqualTo(1);
    assertThat(query("")).isEmpty();
    assertThat(query(", 'ConsistentRead': true")).containsExactly(1);
    wire.server.pass(Duration.ofMillis(LAG - 1));
    assertThat(get(1, false).isMissingNode()).isTrue();
    wire.server.pass(Duration.ofMillis(1));
    assertThat(get(1, false).path("v").path("N").asInt()).isEqualTo(1);
    wire.put("tab", item(1, ", 'v': {'N': '2'}"));
    wire.put("tab", item(1, ", 'v': {'N': '3'}"));
    assertThat(get(1, false).path("v").path("N").asInt()).isEqualTo(1);
    wire.ok("DeleteItem", "{'TableName': 'tab', 'Key': %s}".formatted(item(1, "")));
    assertThat(query("")).containsExactly(1);
    wire.server.pass(Duration.ofMillis(LAG));
    assertThat(query("")).isEmpty();
  }

  @Test
  void globalIndexesAreBehind() {
    wire.put("tab", item(1, ", 'gp': {'S': 'a'}, 'gs': {'N': '1'}"));
    assertThat(byGenre("a")).isEmpty();
    wire.server.pass(Duration.ofMillis(LAG));
    assertThat(byGenre("a")).containsExactly(1);
    wire.put("tab", item(1, ", 'gp': {'S': 'b'}, 'gs': {'N': '2'}"));
    assertThat(byGenre("a")).containsExactly(1);
    assertThat(byGenre("b")).isEmpty();
    wire.server.pass(Duration.ofMillis(LAG));
    assertThat(byGenre("a")).isEmpty();
    assertThat(byGenre("b")).containsExactly(2);
  }

  /** Whatever is written, an eventually consistent scan is a consistent one of a second before. */
  @Test
  void whatIsSeenIsWhatWas() {
    Random random = new Random(5);
    List<List<Integer>> history = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      int sk = random.nextInt(12);
      if (random.nextInt(3) == 0) {
        wire.ok("DeleteItem", "{'TableName': 'tab', 'Key': %s}".formatted(item(sk, "")));
      } else {
        wire.put("tab", item(sk, ", 'v': {'N': '%d'}".formatted(step)));
      }
      history.add(query(", 'ConsistentRead': true"));
      wire.server.pass(Duration.ofMillis(LAG / 4));
      List<Integer> then = step < 3 ? List.of() : history.get(step - 3);
      assertThat(query("")).isEqualTo(then);
      assertThat(query(", 'ScanIndexForward': false")).isEqualTo(then.reversed());
      assertThat(query(", 'Limit': 3")).isEqualTo(then.subList(0, Math.min(3, then.size())));
    }
  }
}
