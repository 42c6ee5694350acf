package dev.brume.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.server.clients.Accounts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed while items are put, counted, deleted and written in transactions. Afterwards
 * every acknowledged write is there, counters have lost nothing, the two items of a transaction are
 * the same, the index has what the table has, and the stream, read from its beginning, tells how
 * the table came to be. Source of truth: the promise of {@code --data}. {@code -Dbrume.crashes=100}
 * kills it that often.
 */
class TableCrashTest {
  private static final int CRASHES = Integer.getInteger("brume.crashes", 3);
  private static final int WRITERS = 3;
  private static final int KEYS = 5;
  private static final int MOST_CALLS = 250;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TABLE =
      """
      {"TableName": "table", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                {"AttributeName": "g", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
       "GlobalSecondaryIndexes": [
         {"IndexName": "index", "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}],
          "Projection": {"ProjectionType": "ALL"}}],
       "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}}
      """;

  @TempDir private Path directory;

  private final Random random = new Random(29);

  /** What a writer has done: its puts that may be there by key, and its counts. */
  private static final class Writer {
    final Map<String, List<String>> possible = new TreeMap<>();
    int number;
    int counted;
    int maybeCounted;
  }

  private final List<Writer> writers = new ArrayList<>();

  /** Calls DynamoDB of one server. */
  private record Calls(HttpClient client, URI endpoint) {
    JsonNode call(String target, String input) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint)
              .header("Content-Type", "application/x-amz-json-1.0")
              .header("Authorization", Accounts.authorization("000000000000", "dynamodb"))
              .header("X-Amz-Target", target)
              .POST(HttpRequest.BodyPublishers.ofString(input))
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return JSON.readTree(response.body());
    }

    JsonNode table(String operation, String input) throws IOException, InterruptedException {
      return call("DynamoDB_20120810." + operation, input);
    }

    JsonNode stream(String operation, ObjectNode input) throws IOException, InterruptedException {
      return call("DynamoDBStreams_20120810." + operation, input.toString());
    }
  }

  @Test
  void tablesIndexesAndStreamsAgree() throws Exception {
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new Writer());
    }
    for (int crash = 0; crash < CRASHES; crash++) {
      workUntilKilled(crash == 0, 1 + random.nextInt(MOST_CALLS));
    }
    try (RealServer server = start()) {
      check(calls(server));
    }
    assertThat(directory.resolve("state.db.damaged-1")).doesNotExist();
    System.out.printf(
        "%d kills: %d writes; table, index and stream agree%n",
        CRASHES, writers.stream().mapToInt(writer -> writer.number).sum());
  }

  private RealServer start() throws IOException {
    return RealServer.start(List.of(), "--data", directory.toString());
  }

  private static Calls calls(RealServer server) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new Calls(client, server.endpoint());
  }

  private void workUntilKilled(boolean first, int writes) throws Exception {
    try (RealServer server = start()) {
      Calls calls = calls(server);
      if (first) {
        calls.table("CreateTable", TABLE);
      } else {
        check(calls);
      }
      CountDownLatch enough = new CountDownLatch(writes);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        threads.add(startWriter(calls, i, enough));
      }
      enough.await();
      server.kill();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private Thread startWriter(Calls calls, int index, CountDownLatch enough) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  write(calls, index, writers.get(index));
                  enough.countDown();
                }
              } catch (IOException | InterruptedException e) {
                // The server was killed; what it was asked may have been done or not.
              }
            });
    thread.start();
    return thread;
  }

  private static void write(Calls calls, int index, Writer writer)
      throws IOException, InterruptedException {
    int number = writer.number++;
    String key = index + "-" + number % KEYS;
    switch (number % 4) {
      case 0 -> {
        writer.maybeCounted++;
        calls.table(
            "UpdateItem",
            """
            {"TableName": "table", "Key": {"pk": {"S": "count-%d"}},
             "UpdateExpression": "ADD n :one SET g = :g",
             "ExpressionAttributeValues": {":one": {"N": "1"}, ":g": {"S": "g%d"}}}
            """
                .formatted(index, number % 3));
        writer.counted++;
      }
      case 1 ->
          done(
              writer,
              key,
              null,
              () ->
                  calls.table(
                      "DeleteItem",
                      "{\"TableName\": \"table\", \"Key\": {\"pk\": {\"S\": \"%s\"}}}"
                          .formatted(key)));
      case 2 ->
          calls.table(
              "TransactWriteItems",
              "{\"TransactItems\": [%s, %s]}"
                  .formatted(
                      "{\"Put\": " + put("left-" + index, "t" + number, number) + "}",
                      "{\"Put\": " + put("right-" + index, "t" + number, number) + "}"));
      default ->
          done(
              writer,
              key,
              "v" + number,
              () -> calls.table("PutItem", put(key, "v" + number, number)));
    }
  }

  @FunctionalInterface
  private interface Call {
    void run() throws IOException, InterruptedException;
  }

  /** Until it is acknowledged, either value may be there. */
  private static void done(Writer writer, String key, String value, Call call)
      throws IOException, InterruptedException {
    List<String> possible = writer.possible.computeIfAbsent(key, unknown -> new ArrayList<>());
    if (possible.isEmpty()) {
      possible.add(null);
    }
    possible.add(value);
    call.run();
    possible.subList(0, possible.size() - 1).clear();
  }

  private static String put(String key, String value, int number) {
    return """
    {"TableName": "table", "Item": {"pk": {"S": "%s"}, "v": {"S": "%s"}, "g": {"S": "g%d"}}}
    """
        .formatted(key, value, number % 3);
  }

  private void check(Calls calls) throws IOException, InterruptedException {
    Map<String, JsonNode> items = scan(calls, "{\"TableName\": \"table\"}");
    for (int i = 0; i < WRITERS; i++) {
      Writer writer = writers.get(i);
      writer.possible.forEach(
          (key, possible) -> {
            JsonNode item = items.get(key);
            String found = item == null ? null : item.path("v").path("S").asText();
            assertThat(possible).as(key).contains(found);
            possible.clear();
            possible.add(found);
          });
      JsonNode counter = items.get("count-" + i);
      int counted = counter == null ? 0 : counter.path("n").path("N").asInt();
      assertThat(counted).isBetween(writer.counted, writer.maybeCounted);
      writer.counted = counted;
      writer.maybeCounted = counted;
      assertThat(value(items.get("left-" + i))).isEqualTo(value(items.get("right-" + i)));
    }
    assertThat(scan(calls, "{\"TableName\": \"table\", \"IndexName\": \"index\"}"))
        .isEqualTo(items);
    assertThat(replayed(calls)).isEqualTo(items);
  }

  private static JsonNode value(JsonNode item) {
    return item == null ? null : item.path("v");
  }

  private static Map<String, JsonNode> scan(Calls calls, String input)
      throws IOException, InterruptedException {
    Map<String, JsonNode> items = new TreeMap<>();
    for (JsonNode item : calls.table("Scan", input).path("Items")) {
      items.put(item.path("pk").path("S").asText(), item);
    }
    return items;
  }

  /** What the stream's records make, one after the other. */
  private static Map<String, JsonNode> replayed(Calls calls)
      throws IOException, InterruptedException {
    String arn =
        calls
            .table("DescribeTable", "{\"TableName\": \"table\"}")
            .path("Table")
            .path("LatestStreamArn")
            .asText();
    ObjectNode stream = JSON.createObjectNode().put("StreamArn", arn);
    Map<String, JsonNode> items = new TreeMap<>();
    for (JsonNode shard :
        calls.stream("DescribeStream", stream).path("StreamDescription").path("Shards")) {
      ObjectNode from =
          stream
              .deepCopy()
              .put("ShardId", shard.path("ShardId").asText())
              .put("ShardIteratorType", "TRIM_HORIZON");
      JsonNode iterator = calls.stream("GetShardIterator", from).path("ShardIterator");
      JsonNode records;
      do {
        ObjectNode next = JSON.createObjectNode().put("ShardIterator", iterator.asText());
        JsonNode answer = calls.stream("GetRecords", next);
        records = answer.path("Records");
        records.forEach(record -> apply(record.path("dynamodb"), items));
        iterator = answer.path("NextShardIterator");
      } while (!records.isEmpty() && iterator.isTextual());
    }
    return items;
  }

  private static void apply(JsonNode change, Map<String, JsonNode> items) {
    String key = change.path("Keys").path("pk").path("S").asText();
    JsonNode before = change.has("OldImage") ? change.path("OldImage") : null;
    assertThat(items.get(key)).as("%s before a change", key).isEqualTo(before);
    if (change.has("NewImage")) {
      items.put(key, change.path("NewImage"));
    } else {
      items.remove(key);
    }
  }
}
