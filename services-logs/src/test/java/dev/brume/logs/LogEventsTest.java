package dev.brume.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.scope.Scope;
import dev.brume.logs.api.LogsApi;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Events: put, read in both directions, searched, and gone by retention.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
 */
class LogEventsTest {
  private final TestServer server = TestServer.of(LogsApi.SERVICE, LogsService::new);
  private final WireClient logs = server.client();

  @BeforeEach
  void makeStreams() {
    logs.ok("CreateLogGroup", "logGroupName", "g");
    logs.ok("CreateLogStream", "logGroupName", "g", "logStreamName", "s");
    logs.ok("CreateLogStream", "logGroupName", "g", "logStreamName", "t");
  }

  private long now() {
    return server.timeline().nowMillis();
  }

  private static Map<String, Object> event(long timestamp, String message) {
    return Map.of("timestamp", timestamp, "message", message);
  }

  private JsonNode put(String stream, Object... events) {
    return logs.ok(
        "PutLogEvents", "logGroupName", "g", "logStreamName", stream, "logEvents", List.of(events));
  }

  private static List<String> messages(JsonNode answer) {
    List<String> all = new ArrayList<>();
    answer.path("events").forEach(event -> all.add(event.path("message").asText()));
    return all;
  }

  private JsonNode get(Object... more) {
    List<Object> input = new ArrayList<>(List.of("logGroupName", "g", "logStreamName", "s"));
    input.addAll(List.of(more));
    return logs.ok("GetLogEvents", input.toArray());
  }

  private List<String> filter(String pattern) {
    return messages(logs.ok("FilterLogEvents", "logGroupName", "g", "filterPattern", pattern));
  }

  /** See GetLogEvents: the end of the stream "returns the same token you passed in". */
  @Test
  void areReadInBothDirections() {
    put("s", event(now(), "1"), event(now(), "2"), event(now() + 1, "3"), event(now() + 2, "4"));
    put("t", event(now(), "other"));
    assertThat(messages(get())).containsExactly("1", "2", "3", "4");
    JsonNode head = get("startFromHead", true, "limit", 2);
    assertThat(messages(head)).containsExactly("1", "2");
    String forward = head.path("nextForwardToken").asText();
    JsonNode next = get("nextToken", forward);
    assertThat(messages(next)).containsExactly("3", "4");
    String last = next.path("nextForwardToken").asText();
    JsonNode end = get("nextToken", last);
    assertThat(messages(end)).isEmpty();
    assertThat(end.path("nextForwardToken").asText()).isEqualTo(last);
    JsonNode back = get("nextToken", end.path("nextBackwardToken").asText(), "limit", 3);
    assertThat(messages(back)).containsExactly("2", "3", "4");
    JsonNode first = get("nextToken", back.path("nextBackwardToken").asText());
    assertThat(messages(first)).containsExactly("1");
    put("s", event(now() + 3, "5"));
    assertThat(messages(get("nextToken", last))).containsExactly("5");
    assertThat(messages(get("startTime", now() + 1, "endTime", now() + 2))).containsExactly("3");
    logs.call("GetLogEvents", "logGroupName", "g", "logStreamName", "s", "nextToken", "x")
        .isError(400, "InvalidParameterException", "The specified nextToken is invalid.");
    server.assertKept(this::get);
  }

  /** Answers recorded on AWS, CloudWatch Logs, 03-02-2026 and 11-02-2026. */
  @Test
  void areRefused() {
    logs.call("GetLogEvents", "logGroupName", "g", "logStreamName", "s", "limit", 10001)
        .isError(
            400,
            "InvalidParameterException",
            "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint:"
                + " Member must have value less than or equal to 10000");
    List<Object> some = List.of(event(now(), "x"));
    logs.call("PutLogEvents", "logGroupName", "g", "logStreamName", "x", "logEvents", some)
        .isError(400, "ResourceNotFoundException", "The specified log stream does not exist.");
    logs.call("PutLogEvents", "logGroupName", "x", "logStreamName", "x", "logEvents", some)
        .isError(400, "ResourceNotFoundException", "The specified log group does not exist.");
    List<Object> unordered = List.of(event(now(), "x"), event(now() - 1, "y"));
    logs.call("PutLogEvents", "logGroupName", "g", "logStreamName", "s", "logEvents", unordered)
        .isError(
            400,
            "InvalidParameterException",
            "Log events in a single PutLogEvents request must be in chronological order.");
    List<Object> big = List.of(event(now(), "x".repeat(1_048_551)));
    logs.call("PutLogEvents", "logGroupName", "g", "logStreamName", "s", "logEvents", big)
        .isError(400, "InvalidParameterException");
    JsonNode answer = put("s", event(now(), "x"), event(now() + 7_200_001, "y"));
    assertThat(answer.path("rejectedLogEventsInfo").toString())
        .isEqualTo("{\"tooNewLogEventStartIndex\":1}");
    assertThat(answer.has("nextSequenceToken")).isTrue();
    JsonNode old = put("s", event(now() - Duration.ofDays(15).toMillis(), "z"));
    assertThat(old.path("rejectedLogEventsInfo").toString())
        .isEqualTo("{\"tooOldLogEventEndIndex\":1}");
    assertThat(messages(get())).containsExactly("x");
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
   * pattern syntax</a>.
   */
  @Test
  void areSearchedByTerms() {
    put("s", event(now(), "ERROR one"), event(now() + 2, "WARN two \"x\""));
    put("t", event(now() + 1, "ERROR two - three"));
    assertThat(filter("")).containsExactly("ERROR one", "ERROR two - three", "WARN two \"x\"");
    assertThat(filter("ERROR two")).containsExactly("ERROR two - three");
    assertThat(filter("error")).isEmpty();
    assertThat(filter("\"two - three\"")).containsExactly("ERROR two - three");
    assertThat(filter("\"\\\"x\\\"\"")).containsExactly("WARN two \"x\"");
    assertThat(filter("?one ?WARN")).containsExactly("ERROR one", "WARN two \"x\"");
    assertThat(filter("ERROR -one")).containsExactly("ERROR two - three");
    assertThat(filter("{ $.a = 1 }")).isEmpty();
    logs.call("FilterLogEvents", "logGroupName", "g", "filterPattern", "a/b")
        .isError(400, "InvalidParameterException");
    logs.call("FilterLogEvents", "logGroupName", "g", "nextToken", "x")
        .isError(400, "InvalidParameterException", "The specified nextToken is invalid.");
    JsonNode page = logs.ok("FilterLogEvents", "logGroupName", "g", "limit", 2);
    assertThat(page.path("events").path(1).path("logStreamName").asText()).isEqualTo("t");
    assertThat(page.path("events").path(1).path("eventId").asText()).hasSize(56);
    JsonNode rest =
        logs.ok(
            "FilterLogEvents", "logGroupName", "g", "nextToken", page.path("nextToken").asText());
    assertThat(messages(rest)).containsExactly("WARN two \"x\"");
    assertThat(
            messages(
                logs.ok("FilterLogEvents", "logGroupName", "g", "logStreamNames", List.of("t"))))
        .containsExactly("ERROR two - three");
  }

  /** See PutRetentionPolicy. How AWS words a number of days that cannot be is not known. */
  @Test
  void goByRetention() {
    put("s", event(now(), "old"));
    put("t", event(now(), "removed"));
    logs.ok("DeleteLogStream", "logGroupName", "g", "logStreamName", "t");
    logs.call("PutRetentionPolicy", "logGroupName", "g", "retentionInDays", 2)
        .isError(400, "InvalidParameterException");
    logs.ok("PutRetentionPolicy", "logGroupName", "g", "retentionInDays", 1);
    server.pass(Duration.ofHours(23));
    JsonNode group = logs.ok("DescribeLogGroups").path("logGroups").path(0);
    assertThat(group.path("storedBytes").asInt()).isEqualTo(29);
    assertThat(group.path("retentionInDays").asInt()).isEqualTo(1);
    put("s", event(now(), "new"));
    server.pass(Duration.ofHours(2));
    assertThat(messages(get())).containsExactly("new");
    JsonNode expired = put("s", event(now() - Duration.ofHours(25).toMillis(), "z"));
    assertThat(expired.path("rejectedLogEventsInfo").toString())
        .isEqualTo("{\"expiredLogEventEndIndex\":1}");
    logs.ok("DeleteRetentionPolicy", "logGroupName", "g");
    server.pass(Duration.ofDays(30));
    assertThat(messages(get())).containsExactly("new");
  }

  /** See DescribeLogStreams: ordered by the time of the last event, never with a prefix. */
  @Test
  void orderStreams() {
    put("s", event(now(), "x"));
    JsonNode found =
        logs.ok(
            "DescribeLogStreams",
            "logGroupName",
            "g",
            "orderBy",
            "LastEventTime",
            "descending",
            true);
    JsonNode first = found.path("logStreams").path(0);
    assertThat(first.path("logStreamName").asText()).isEqualTo("s");
    assertThat(first.path("firstEventTimestamp").asLong()).isEqualTo(now());
    assertThat(first.path("lastEventTimestamp").asLong()).isEqualTo(now());
    logs.call(
            "DescribeLogStreams",
            "logGroupName",
            "g",
            "orderBy",
            "LastEventTime",
            "logStreamNamePrefix",
            "s")
        .isError(
            400,
            "InvalidParameterException",
            "Cannot order by LastEventTime with a logStreamNamePrefix.");
  }

  /** The port that Lambda writes to: it makes the group and the stream. */
  @Test
  void comeFromFunctions() {
    server
        .service("logs", LogsService.class)
        .logTarget()
        .write(
            new Scope("123456789012", "eu-west-1"), "/aws/lambda/f", "1", List.of("START", "END"));
    assertThat(messages(logs.ok("FilterLogEvents", "logGroupName", "/aws/lambda/f")))
        .containsExactly("START", "END");
  }

  /**
   * "This operation can return empty results while there are more log events available through the
   * token."
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
   */
  @Test
  void areSearchedSoManyAtATime() {
    int searched = LogsQuotas.SEARCHED_SLICES * LogsQuotas.SLICE_EVENTS;
    for (int batch = 0; batch < searched; batch += 10_000) {
      Object[] events = new Object[10_000];
      Arrays.fill(events, event(now(), "a"));
      put("s", events);
    }
    put("s", event(now() + 1, "b"));
    JsonNode first = logs.ok("FilterLogEvents", "logGroupName", "g", "filterPattern", "b");
    assertThat(messages(first)).isEmpty();
    JsonNode second =
        logs.ok(
            "FilterLogEvents",
            "logGroupName",
            "g",
            "filterPattern",
            "b",
            "nextToken",
            first.path("nextToken").asText());
    assertThat(messages(second)).containsExactly("b");
    assertThat(second.has("nextToken")).isFalse();
  }
}
