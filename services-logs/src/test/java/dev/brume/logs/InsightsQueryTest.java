package dev.brume.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.logs.api.LogsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Queries of Logs Insights.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">CloudWatch
 *     Logs Insights language query syntax</a>
 */
class InsightsQueryTest {
  private final TestServer server = TestServer.of(LogsApi.SERVICE, LogsService::new);
  private final WireClient logs = server.client();
  private final long now = server.timeline().nowMillis();

  @BeforeEach
  void putEvents() {
    logs.ok("CreateLogGroup", "logGroupName", "g");
    logs.ok("CreateLogStream", "logGroupName", "g", "logStreamName", "s");
    List<Object> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String level = i % 3 == 0 ? "ERROR" : "INFO";
      String message =
          "{\"level\":\"" + level + "\",\"n\":" + i + ",\"user\":{\"id\":\"u" + i % 2 + "\"}}";
      events.add(Map.of("timestamp", now + i, "message", message));
    }
    events.add(Map.of("timestamp", now + 10, "message", "took: 12 ms, retries: 3"));
    logs.ok("PutLogEvents", "logGroupName", "g", "logStreamName", "s", "logEvents", events);
  }

  private JsonNode start(String query) {
    return logs.start(
            "StartQuery",
            Map.of(
                "logGroupName",
                "g",
                "startTime",
                now / 1000 - 10,
                "endTime",
                now / 1000 + 10,
                "queryString",
                query))
        .join()
        .ok();
  }

  private List<Map<String, String>> run(String query) {
    JsonNode results = logs.ok("GetQueryResults", "queryId", start(query).path("queryId").asText());
    assertThat(results.path("status").asText()).isEqualTo("Complete");
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode row : results.path("results")) {
      Map<String, String> fields = new TreeMap<>();
      row.forEach(field -> fields.put(field.path("field").asText(), field.path("value").asText()));
      fields.remove("@ptr");
      rows.add(fields);
    }
    return rows;
  }

  @Test
  void fieldsSortAndLimit() {
    assertThat(run("fields n, level as l | sort n desc | limit 2"))
        .containsExactly(Map.of("n", "9", "l", "ERROR"), Map.of("n", "8", "l", "INFO"));
    assertThat(run("filter n in [1, 2] and not (level = \"ERROR\") | fields n | sort n"))
        .containsExactly(Map.of("n", "1"), Map.of("n", "2"));
    assertThat(run("fields @timestamp | limit 1").getFirst().get("@timestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
  }

  @Test
  void stats() {
    assertThat(run("filter ispresent(n) | stats avg(n) as a, count(*) as c by level | sort level"))
        .containsExactly(
            Map.of("level", "ERROR", "a", "4.5", "c", "4"),
            Map.of("level", "INFO", "a", "4.5", "c", "6"));
    assertThat(run("stats max(n), min(n), sum(n), pct(n, 90), count_distinct(user.id)"))
        .containsExactly(
            Map.of(
                "max(n)", "9",
                "min(n)", "0",
                "sum(n)", "45",
                "pct(n, 90)", "8",
                "count_distinct(user.id)", "2"));
    assertThat(run("stats count(*) by bin(1h)").getFirst()).containsEntry("count(*)", "11");
  }

  @Test
  void timesHavePeriods() {
    // 2026-02-05T10:11:12.013Z
    String time = "1770286272013";
    String floors = "display datefloor(%1$s, 1h) as h, datefloor(%1$s, 2d) as d,";
    String longer = " datefloor(%1$s, 1mo) as mo, dateceil(%1$s, 1q) as q, dateceil(%1$s, 1y) as y";
    assertThat(run((floors + longer + " | limit 1").formatted(time)))
        .containsExactly(
            Map.of(
                "h", "1770285600000",
                "d", "1770163200000",
                "mo", "1769904000000",
                "q", "1775001600000",
                "y", "1798761600000"));
    assertThat(run("display datefloor('x', 1h) as h, datefloor(2.5, 1s) as s | limit 1"))
        .containsExactly(Map.of("s", "0"));
    assertThat(run("stats count(*) by bin(1y)").getFirst()).containsEntry("count(*)", "11");
  }

  /** Whether a query is malformed is seen before it meets an event. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "datefloor(@timestamp)",
        "datefloor(@timestamp, n)",
        "datefloor(@timestamp, 1x)",
        "dateceil(1h)",
        "bin()",
        "bin(5)",
        "bin(9999999999h)",
        "bin(999999y)"
      })
  void aPeriodHasANumberAndAUnit(String call) {
    logs.call(
            "StartQuery",
            "logGroupName",
            "g",
            "startTime",
            0,
            "endTime",
            10,
            "queryString",
            "fields " + call)
        .isError(400, "MalformedQueryException");
  }

  @Test
  void parse() {
    assertThat(run("parse \"took: * ms, retries: *\" as t, r | filter t > 10 | display t, r"))
        .containsExactly(Map.of("t", "12", "r", "3"));
    assertThat(run("parse @message /\"n\":(?<num>\\d+)/ | filter num > 8 | fields num * 2 as d"))
        .containsExactly(Map.of("d", "18"));
    assertThat(run("filter @message like /retries/ | display strlen(@message) as l"))
        .containsExactly(Map.of("l", "23"));
    assertThat(run("filter @message like 'took' | display concat('a', 'b') as l"))
        .containsExactly(Map.of("l", "ab"));
  }

  @Test
  void dedup() {
    assertThat(run("filter ispresent(level) | fields level | dedup level")).hasSize(2);
  }

  @Test
  void whatIsNoQueryIsRefused() {
    for (String query :
        new String[] {"foo", "filter (", "stats n", "fields nosuch(n)", "limit x"}) {
      logs.start(
              "StartQuery",
              Map.of("logGroupName", "g", "startTime", 0, "endTime", 1, "queryString", query))
          .join()
          .isError(400, "MalformedQueryException");
    }
    logs.start(
            "StartQuery",
            Map.of("logGroupName", "none", "startTime", 0, "endTime", 1, "queryString", "limit 1"))
        .join()
        .isError(400, "ResourceNotFoundException", "The specified log group does not exist.");
  }

  /** Answers recorded on AWS, CloudWatch Logs, 06-02-2026. */
  @Test
  void queriesAreShown() {
    String id = start("fields @message").path("queryId").asText();
    JsonNode shown = logs.ok("DescribeQueries", "logGroupName", "g").path("queries").get(0);
    long from = now / 1000 - 10;
    assertThat(shown.path("queryString").asText())
        .isEqualTo(
            "SOURCE \"g\" START=" + from + "000 END=" + (from + 20) + "999 | fields @message");
    assertThat(shown.path("queryLanguage").asText()).isEqualTo("CWLI");
    assertThat(shown.path("queryId").asText()).isEqualTo(id);
    assertThat(logs.ok("DescribeQueries", "status", "Scheduled").path("queries")).isEmpty();
    logs.call("StopQuery", "queryId", id).isError(400, "InvalidParameterException");
  }

  /** See PutQueryDefinition. */
  @Test
  void areKept() {
    String id =
        logs.ok(
                "PutQueryDefinition",
                "name",
                "errors/all",
                "queryString",
                "fields @message",
                "logGroupNames",
                List.of("g"))
            .path("queryDefinitionId")
            .asText();
    logs.ok(
        "PutQueryDefinition",
        "name",
        "errors/some",
        "queryString",
        "limit 3",
        "queryDefinitionId",
        id);
    logs.ok("PutQueryDefinition", "name", "other", "queryString", "limit 1");
    JsonNode found =
        logs.ok("DescribeQueryDefinitions", "queryDefinitionNamePrefix", "errors/")
            .path("queryDefinitions");
    assertThat(found).hasSize(1);
    assertThat(found.path(0).path("name").asText()).isEqualTo("errors/some");
    assertThat(found.path(0).path("queryString").asText()).isEqualTo("limit 3");
    assertThat(found.path(0).path("queryLanguage").asText()).isEqualTo("CWLI");
    assertThat(found.path(0).path("lastModified").asLong()).isEqualTo(now);
    JsonNode page = logs.ok("DescribeQueryDefinitions", "maxResults", 1);
    assertThat(
            logs.ok("DescribeQueryDefinitions", "nextToken", page.path("nextToken").asText())
                .path("queryDefinitions"))
        .hasSize(1);
    server.assertKept(() -> logs.ok("DescribeQueryDefinitions"));
    assertThat(
            logs.ok("DeleteQueryDefinition", "queryDefinitionId", id).path("success").asBoolean())
        .isTrue();
    logs.call("DeleteQueryDefinition", "queryDefinitionId", id)
        .isError(400, "ResourceNotFoundException");
    logs.call("PutQueryDefinition", "name", "n", "queryString", "limit 1", "queryDefinitionId", id)
        .isError(400, "ResourceNotFoundException");
  }

  /** See GetLogRecord: {@code @ptr} of a result leads to all fields of its event. */
  @Test
  void leadToWholeRecords() {
    String query = start("filter n = 4").path("queryId").asText();
    JsonNode row = logs.ok("GetQueryResults", "queryId", query).path("results").path(0);
    String pointer = row.path(row.size() - 1).path("value").asText();
    JsonNode record = logs.ok("GetLogRecord", "logRecordPointer", pointer).path("logRecord");
    assertThat(record.path("n").asText()).isEqualTo("4");
    assertThat(record.path("user.id").asText()).isEqualTo("u0");
    assertThat(record.path("@message").asText()).startsWith("{\"level\"");
    assertThat(record.path("@logStream").asText()).isEqualTo("s");
    logs.call("GetLogRecord", "logRecordPointer", "x").isError(400, "InvalidParameterException");
    assertThat(logs.ok("ListLogGroupsForQuery", "queryId", query).toString())
        .isEqualTo("{\"logGroupIdentifiers\":[\"g\"]}");
  }

  /** See GetLogGroupFields: the fields of what came within 15 minutes, by how many have them. */
  @Test
  void knowTheFieldsOfGroups() {
    server.passSeconds(1);
    JsonNode fields = logs.ok("GetLogGroupFields", "logGroupName", "g").path("logGroupFields");
    Map<String, Integer> percents = new TreeMap<>();
    fields.forEach(each -> percents.put(each.path("name").asText(), each.path("percent").asInt()));
    assertThat(percents).containsEntry("@message", 100).containsEntry("level", 90);
    assertThat(fields.path(0).path("percent").asInt()).isEqualTo(100);
    server.pass(Duration.ofDays(1));
    assertThat(logs.ok("GetLogGroupFields", "logGroupName", "g").path("logGroupFields")).isEmpty();
  }
}
