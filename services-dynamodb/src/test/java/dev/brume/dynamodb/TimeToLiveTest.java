package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.Transitions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Items expire by a number of theirs.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">Using
 *     time to live (TTL) in DynamoDB</a>, and the API's pages of UpdateTimeToLive and
 *     DescribeTimeToLive
 */
class TimeToLiveTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.hashTable("sessions");
  }

  private void update(String attribute, boolean enabled) {
    wire.gives(
        "UpdateTimeToLive",
        "{'TableName': 'sessions', 'TimeToLiveSpecification': {'AttributeName': '%s', 'Enabled':"
                .formatted(attribute)
            + " %s}}".formatted(enabled),
        "{'TimeToLiveSpecification': {'AttributeName': '%s', 'Enabled': %s}}"
            .formatted(attribute, enabled));
  }

  private void refused(String attribute, boolean enabled, String message) {
    wire.invalid(
        "UpdateTimeToLive",
        "{'TableName': 'sessions', 'TimeToLiveSpecification': {'AttributeName': '%s', 'Enabled':"
                .formatted(attribute)
            + " %s}}".formatted(enabled),
        message);
  }

  private void describes(String description) {
    wire.gives(
        "DescribeTimeToLive",
        "{'TableName': 'sessions'}",
        "{'TimeToLiveDescription': %s}".formatted(description));
  }

  private long secondsIn(Duration fromNow) {
    return wire.server.timeline().nowMillis() / 1000 + fromNow.toSeconds();
  }

  private void put(String key, String type, Object value) {
    wire.put("sessions", "{'pk': {'S': '%s'}, 'ttl': {'%s': '%s'}}".formatted(key, type, value));
  }

  private boolean has(String key) {
    return !wire.get("sessions", key).isMissingNode();
  }

  @Test
  void isOffUntilItIsEnabled() {
    describes("{'TimeToLiveStatus': 'DISABLED'}");
    update("ttl", true);
    describes("{'TimeToLiveStatus': 'ENABLED', 'AttributeName': 'ttl'}");
    wire.server.assertKept(() -> wire.ok("DescribeTimeToLive", "{'TableName': 'sessions'}"));
    update("ttl", false);
    describes("{'TimeToLiveStatus': 'DISABLED'}");
  }

  /** That these are refused is documented; AWS's words are not known. */
  @Test
  void isOfOneAttributeAndNotSwitchedTwice() {
    refused("ttl", false, "TimeToLive is already disabled");
    update("ttl", true);
    refused("ttl", true, "TimeToLive is already enabled");
    String active =
        "TimeToLive is active on a different AttributeName: current AttributeName is ttl";
    refused("other", true, active);
    refused("other", false, active);
  }

  @Test
  void namesTableAndSpecification() {
    String missing = "Requested resource not found: Table: nothing not found";
    wire.fails(
        "DescribeTimeToLive", "{'TableName': 'nothing'}", "ResourceNotFoundException", missing);
    wire.fails(
        "UpdateTimeToLive",
        "{'TableName': 'nothing', 'TimeToLiveSpecification': {'AttributeName': 'a', 'Enabled':"
            + " true}}",
        "ResourceNotFoundException",
        missing);
    wire.invalid(
        "UpdateTimeToLive",
        "{'TableName': 'sessions', 'TimeToLiveSpecification': {'AttributeName': '', 'Enabled':"
            + " true}}",
        "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed"
            + " to satisfy constraint: Member must have length greater than or equal to 1");
  }

  /** "Depending on the size and activity level of a table", it takes a while; see ExpirySweep. */
  @Test
  void deletesWhatHasExpired() {
    update("ttl", true);
    put("soon", "N", secondsIn(Duration.ofMinutes(30)));
    put("later", "N", secondsIn(DAY.multipliedBy(3)));
    put("old", "N", secondsIn(DAY.negated()));
    put("ancient", "N", secondsIn(DAY.multipliedBy(-5 * 366)));
    put("text", "S", secondsIn(Duration.ZERO));
    put("negative", "N", -5);
    put("huge", "N", "9E125");
    assertThat(has("old")).as("readable until it is deleted").isTrue();
    wire.server.pass(Duration.ofMinutes(10));
    assertThat(has("old")).isFalse();
    assertThat(has("soon")).isTrue();
    wire.server.restart();
    wire.server.pass(Duration.ofMinutes(30));
    assertThat(has("soon")).isFalse();
    assertThat(has("later")).isTrue();
    put("later", "N", secondsIn(DAY.multipliedBy(9)));
    wire.server.pass(DAY.multipliedBy(4));
    for (String kept : new String[] {"later", "ancient", "text", "negative", "huge"}) {
      assertThat(has(kept)).as(kept).isTrue();
    }
  }

  @Test
  void deletesWhatWasThereBeforeItWasEnabledAndManyItems() {
    for (int i = 0; i < 1_200; i++) {
      put("item" + i, "N", secondsIn(Duration.ofSeconds(-i)));
    }
    wire.server.pass(DAY);
    assertThat(has("item7")).isTrue();
    update("ttl", true);
    wire.server.pass(Duration.ofMinutes(11));
    JsonNode left = wire.ok("Scan", "{'TableName': 'sessions', 'Select': 'COUNT'}");
    assertThat(left.path("Count").asInt()).isZero();
  }

  @Test
  void endsWithTheTableAndWhenDisabled() {
    update("ttl", true);
    put("a", "N", secondsIn(Duration.ofHours(1)));
    update("ttl", false);
    wire.server.pass(DAY);
    assertThat(has("a")).isTrue();
    update("ttl", true);
    wire.ok("DeleteTable", "{'TableName': 'sessions'}");
    wire.server.pass(DAY);
    wire.hashTable("sessions");
    describes("{'TimeToLiveStatus': 'DISABLED'}");
  }

  @Test
  void canBeHurried() {
    DynamoDbService service = wire.service();
    update("ttl", true);
    put("old", "N", secondsIn(DAY.negated()));
    put("new", "N", secondsIn(DAY));
    assertThat(service.deleteExpiredItems()).isEqualTo(1);
    assertThat(service.deleteExpiredItems()).isZero();
    assertThat(has("old")).isFalse();
    assertThat(has("new")).isTrue();
  }

  /**
   * "Any additional UpdateTimeToLive calls during this one hour result in a ValidationException."
   */
  @Test
  void takesAnHourWhereStatesPassAsOnAws() {
    DynamoDbWire slow = new DynamoDbWire(world -> world.with(Transitions.AS_AWS));
    slow.hashTable("slow");
    String change =
        "{'TableName': 'slow', 'TimeToLiveSpecification': {'AttributeName': 'a', 'Enabled': %s}}";
    slow.ok("UpdateTimeToLive", change.formatted(true));
    String look = "{'TableName': 'slow'}";
    slow.gives(
        "DescribeTimeToLive",
        look,
        "{'TimeToLiveDescription': {'TimeToLiveStatus': 'ENABLING', 'AttributeName': 'a'}}");
    slow.invalid(
        "UpdateTimeToLive",
        change.formatted(false),
        "Time to live has been modified multiple times within a fixed interval");
    slow.server.pass(Duration.ofHours(1));
    slow.ok("UpdateTimeToLive", change.formatted(false));
    slow.gives(
        "DescribeTimeToLive",
        look,
        "{'TimeToLiveDescription': {'TimeToLiveStatus': 'DISABLING', 'AttributeName': 'a'}}");
  }
}
