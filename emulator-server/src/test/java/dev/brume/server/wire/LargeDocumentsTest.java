package dev.brume.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * Documents of many megabytes are read without keeping an event loop. Source of truth:
 * ARCHITECTURE.md, "What holds"; the answers are those that the quotas of SQS demand.
 */
class LargeDocumentsTest {
  /** CPU time; to read the document takes several times as long. */
  private static final Duration LIMIT = Duration.ofMillis(100);

  private static final int ENTRIES = 400_000;

  @Test
  void aBatchOfManyMegabytesIsRefusedAsOneOfTooManyEntries() throws Exception {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < ENTRIES; i++) {
      entries.append(i == 0 ? "" : ",").append("{\"Id\":\"").append(i).append("\",\"Message");
      entries.append("Body\":\"\"}");
    }
    Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    try (Brume brume =
            Brume.builder()
                .watchLoops(LIMIT)
                .onFailure((requestId, request, failure) -> bugs.add(failure))
                .start();
        HttpClient client = HttpClient.newHttpClient()) {
      String queue =
          client
              .send(request(brume, "CreateQueue", "{\"QueueName\":\"q\"}"), BodyHandlers.ofString())
              .body();
      String url = queue.replaceAll(".*\"QueueUrl\":\"([^\"]*)\".*", "$1");

      bugs.clear(); // The first request loads classes.

      HttpResponse<String> answer =
          client.send(
              request(
                  brume,
                  "SendMessageBatch",
                  "{\"QueueUrl\":\"" + url + "\",\"Entries\":[" + entries + "]}"),
              BodyHandlers.ofString());

      assertThat(answer.body()).contains("TooManyEntriesInBatchRequest");
      assertThat(bugs).isEmpty();
    }
  }

  private static HttpRequest request(Brume brume, String operation, String json) {
    return HttpRequest.newBuilder(brume.endpoint())
        .header("Content-Type", "application/x-amz-json-1.0")
        .header("X-Amz-Target", "AmazonSQS." + operation)
        .POST(BodyPublishers.ofString(json))
        .build();
  }
}
