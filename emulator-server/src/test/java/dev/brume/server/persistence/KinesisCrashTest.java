package dev.brume.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.server.clients.Accounts;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed while records are put and shards are split and merged: every record that it
 * has acknowledged is in one shard, once, under the number that was answered, and those of a key
 * are in the order in which they were put; no number is given twice. Source of truth: the promise
 * of {@code --data}. {@code -Dbrume.crashes=100} kills it that often.
 */
class KinesisCrashTest {
  private static final int CRASHES = Integer.getInteger("brume.crashes", 3);
  private static final int WRITERS = 3;
  private static final int KEYS = 4;
  private static final int MOST_RECORDS = 300;
  private static final int MOST_SHARDS = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private final Random random = new Random(7);

  /** What was put, with shard and sequence number as they were answered. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  private final int[] next = new int[WRITERS];

  /** Calls Kinesis of one server. */
  private record Calls(HttpClient client, URI endpoint) {
    JsonNode call(String operation, ObjectNode input) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint)
              .header("Content-Type", "application/x-amz-json-1.1")
              .header("Authorization", Accounts.authorization("000000000000", "kinesis"))
              .header("X-Amz-Target", "Kinesis_20131202." + operation)
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(input)))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(
            answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body().length == 0 ? object() : JSON.readTree(answer.body());
    }
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private static ObjectNode ofStream() {
    return object().put("StreamName", "s");
  }

  @Test
  void acknowledgedRecordsAreThereOnceAndInOrder() throws Exception {
    for (int crash = 0; crash < CRASHES; crash++) {
      workUntilKilled(crash == 0, 1 + random.nextInt(MOST_RECORDS));
    }
    try (RealServer server = start()) {
      check(calls(server));
    }
    assertThat(acknowledged).hasSizeGreaterThan(CRASHES);
    System.out.printf(
        "%d kills: %d records were acknowledged; none was lost, doubled or out of order%n",
        CRASHES, acknowledged.size());
  }

  private RealServer start() throws IOException {
    return RealServer.start(List.of(), "--data", directory.toString());
  }

  private static Calls calls(RealServer server) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new Calls(client, server.endpoint());
  }

  private void workUntilKilled(boolean first, int records) throws Exception {
    try (RealServer server = start()) {
      Calls calls = calls(server);
      if (first) {
        calls.call("CreateStream", ofStream().put("ShardCount", 2));
      } else {
        check(calls);
      }
      CountDownLatch enough = new CountDownLatch(records);
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(startWriter(calls, writer, random.nextLong(), enough));
      }
      enough.await();
      server.kill();
      for (Thread writer : writers) {
        writer.join();
      }
    }
  }

  private Thread startWriter(Calls calls, int writer, long seed, CountDownLatch enough) {
    Thread thread =
        new Thread(
            () -> {
              Random choices = new Random(seed);
              try {
                while (true) {
                  put(calls, writer, next[writer]++);
                  enough.countDown();
                  if (writer == 0 && choices.nextInt(10) == 0) {
                    reshard(calls, choices);
                  }
                }
              } catch (IOException | InterruptedException e) {
                // The server was killed; what it was asked may have been done or not.
              }
            });
    thread.start();
    return thread;
  }

  private void put(Calls calls, int writer, int number) throws IOException, InterruptedException {
    String data = writer + "/" + number;
    String encoded = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
    String key = writer + "-" + number % KEYS;
    JsonNode put =
        calls.call("PutRecord", ofStream().put("PartitionKey", key).put("Data", encoded));
    acknowledged.put(data, place(put.path("ShardId"), put));
  }

  private static String place(JsonNode shardId, JsonNode record) {
    return shardId.asText() + " " + record.path("SequenceNumber").asText();
  }

  /** Splits a shard in the middle, or merges two neighbours. */
  private static void reshard(Calls calls, Random choices)
      throws IOException, InterruptedException {
    ObjectNode input = ofStream();
    input.putObject("ShardFilter").put("Type", "AT_LATEST");
    List<JsonNode> open = new ArrayList<>();
    calls.call("ListShards", input).path("Shards").forEach(open::add);
    open.sort((one, other) -> bound(one, "Starting").compareTo(bound(other, "Starting")));
    if (open.size() < MOST_SHARDS && (open.size() == 1 || choices.nextBoolean())) {
      JsonNode shard = open.get(choices.nextInt(open.size()));
      BigInteger middle = bound(shard, "Starting").add(bound(shard, "Ending")).shiftRight(1);
      calls.call(
          "SplitShard",
          ofStream()
              .put("ShardToSplit", shard.path("ShardId").asText())
              .put("NewStartingHashKey", middle.toString()));
    } else {
      int at = choices.nextInt(open.size() - 1);
      calls.call(
          "MergeShards",
          ofStream()
              .put("ShardToMerge", open.get(at).path("ShardId").asText())
              .put("AdjacentShardToMerge", open.get(at + 1).path("ShardId").asText()));
    }
  }

  private static BigInteger bound(JsonNode shard, String which) {
    return new BigInteger(shard.path("HashKeyRange").path(which + "HashKey").asText());
  }

  /** Parents have lower numbers than their children, so the order of shards is that of time. */
  private void check(Calls calls) throws IOException, InterruptedException {
    Set<String> there = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    Map<String, Integer> lastOfKey = new HashMap<>();
    for (JsonNode shard : calls.call("ListShards", ofStream()).path("Shards")) {
      for (JsonNode record : records(calls, shard.path("ShardId").asText())) {
        String data = new String(record.path("Data").binaryValue(), StandardCharsets.UTF_8);
        assertThat(there.add(data)).as("%s is there once", data).isTrue();
        String place = place(shard.path("ShardId"), record);
        assertThat(acknowledged.getOrDefault(data, place)).as("place of %s", data).isEqualTo(place);
        assertThat(numbers.add(record.path("SequenceNumber").asText())).isTrue();
        int number = Integer.parseInt(data.substring(data.indexOf('/') + 1));
        Integer before = lastOfKey.put(record.path("PartitionKey").asText(), number);
        assertThat(before == null || before < number).as("%s is in order", data).isTrue();
      }
    }
    assertThat(there).containsAll(acknowledged.keySet());
  }

  private static List<JsonNode> records(Calls calls, String shardId)
      throws IOException, InterruptedException {
    List<JsonNode> records = new ArrayList<>();
    ObjectNode from = ofStream().put("ShardId", shardId).put("ShardIteratorType", "TRIM_HORIZON");
    JsonNode iterator = calls.call("GetShardIterator", from).path("ShardIterator");
    while (iterator.isTextual()) {
      JsonNode answer =
          calls.call(
              "GetRecords", object().put("ShardIterator", iterator.asText()).put("Limit", 50));
      answer.path("Records").forEach(records::add);
      iterator = answer.path("Records").isEmpty() ? object() : answer.path("NextShardIterator");
    }
    return records;
  }
}
