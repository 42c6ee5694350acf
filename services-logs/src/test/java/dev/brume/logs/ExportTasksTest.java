package dev.brume.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.ObjectTarget;
import dev.brume.logs.api.LogsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Events are written into a bucket. Refusals of buckets and groups recorded on AWS, CloudWatch
 * Logs, February 2026.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateExportTask.html">CreateExportTask</a>
 */
class ExportTasksTest {
  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final ObjectTarget bucket =
      (writer, name, key, content, contentType) -> {
        if (!name.equals("b")) {
          return CompletableFuture.failedFuture(
              AwsError.client(
                  name.equals("closed") ? "AccessDenied" : "NoSuchBucket", 404, "no such bucket"));
        }
        objects.put(key, content);
        return CompletableFuture.completedFuture("tag");
      };
  private final TestServer server =
      TestServer.builder()
          .service(LogsApi.SERVICE, LogsService::new)
          .ports(ports -> ports.offer(ObjectTarget.class, () -> bucket))
          .build();
  private final WireClient logs = server.client();
  private final long now = server.timeline().nowMillis();

  @BeforeEach
  void putEvents() {
    logs.ok("CreateLogGroup", "logGroupName", "g");
    for (String stream : List.of("a/1", "b")) {
      logs.ok("CreateLogStream", "logGroupName", "g", "logStreamName", stream);
      List<Object> events = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        events.add(Map.of("timestamp", now - 3_000 + i * 1_000, "message", stream + " " + i));
      }
      logs.ok("PutLogEvents", "logGroupName", "g", "logStreamName", stream, "logEvents", events);
    }
  }

  private String create(Object... more) {
    List<Object> input = new ArrayList<>();
    input.addAll(List.of("logGroupName", "g", "destination", "b"));
    input.addAll(List.of("from", now - 2_000, "to", now - 1_000));
    input.addAll(List.of(more));
    String id = logs.ok("CreateExportTask", input.toArray()).path("taskId").asText();
    server.environment().surroundings().outbox().settle().toCompletableFuture().join();
    return id;
  }

  private JsonNode task(String id) {
    return logs.ok("DescribeExportTasks", "taskId", id).path("exportTasks").path(0);
  }

  private String unzipped(String key) throws IOException {
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(objects.get(key)))) {
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void writeAnObjectForEachStream() throws IOException {
    String id = create("taskName", "t", "destinationPrefix", "p");
    JsonNode task = task(id);
    assertThat(task.path("status").toString())
        .isEqualTo("{\"code\":\"COMPLETED\",\"message\":\"Completed successfully\"}");
    assertThat(task.path("taskName").asText()).isEqualTo("t");
    assertThat(task.path("destination").asText()).isEqualTo("b");
    assertThat(task.path("destinationPrefix").asText()).isEqualTo("p");
    assertThat(task.path("executionInfo").path("creationTime").asLong()).isEqualTo(now);
    assertThat(task.path("executionInfo").path("completionTime").asLong()).isEqualTo(now);
    assertThat(objects.keySet())
        .containsExactlyInAnyOrder(
            "p/aws-logs-write-test", "p/" + id + "/a-1/000000.gz", "p/" + id + "/b/000000.gz");
    assertThat(unzipped("p/" + id + "/a-1/000000.gz").lines())
        .hasSize(2)
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z a/1 [12]"));
    server.assertKept(() -> logs.ok("DescribeExportTasks"));
  }

  @Test
  void takeTheStreamsOfAPrefix() {
    String id = create("logStreamNamePrefix", "b");
    assertThat(objects.keySet())
        .containsExactlyInAnyOrder(
            "exportedlogs/aws-logs-write-test", "exportedlogs/" + id + "/b/000000.gz");
  }

  @Test
  void areRefusedWithoutBucketOrGroup() {
    refused("b", "missing", "ResourceNotFoundException", "The specified log group does not exist.");
    refused(
        "none",
        "g",
        "InvalidParameterException",
        "The given bucket does not exist. Please make sure the bucket is valid.");
    refused(
        "closed",
        "g",
        "InvalidParameterException",
        "PutObject call on the given bucket failed. Please check if CloudWatch Logs has been"
            + " granted permission to perform this operation.");
    assertThat(logs.ok("DescribeExportTasks", "taskId", "x").path("exportTasks")).isEmpty();
  }

  private void refused(String destination, String group, String code, String message) {
    logs.call(
            "CreateExportTask",
            "logGroupName",
            group,
            "destination",
            destination,
            "from",
            0,
            "to",
            1)
        .isError(400, code, message);
  }

  @Test
  void areListedByStatusAndGivenUp() {
    String first = create();
    String second = create();
    JsonNode page = logs.ok("DescribeExportTasks", "limit", 1);
    JsonNode rest = logs.ok("DescribeExportTasks", "nextToken", page.path("nextToken").asText());
    assertThat(page.path("exportTasks")).hasSize(1);
    assertThat(rest.path("exportTasks")).hasSize(1);
    assertThat(page.toString() + rest).contains(first, second);
    assertThat(logs.ok("DescribeExportTasks", "statusCode", "FAILED").path("exportTasks"))
        .isEmpty();
    logs.call("CancelExportTask", "taskId", first).isError(400, "InvalidOperationException");
    logs.call("CancelExportTask", "taskId", "x").isError(400, "ResourceNotFoundException");
  }
}
