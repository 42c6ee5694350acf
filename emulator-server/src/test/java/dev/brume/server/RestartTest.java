package dev.brume.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a server acknowledged is there when the next one starts with the same folder.
 *
 * <p>Source of truth: docs/configuration.md of this project.
 */
class RestartTest {
  @TempDir private Path folder;

  private Brume start() {
    return Brume.builder().data(folder).start();
  }

  private static String call(Brume brume, String operation, String input) {
    HttpResponse response =
        brume
            .handle(
                new HttpRequest(
                    "POST",
                    "/",
                    null,
                    new Headers()
                        .add("Host", "localhost:4566")
                        .add("Content-Type", "application/x-amz-json-1.0")
                        .add("X-Amz-Target", "AmazonSQS." + operation),
                    new RequestBody.Whole(input.getBytes(UTF_8)),
                    ClientConnection.INTERNAL))
            .toCompletableFuture()
            .join();
    String body = new String(response.bytes(), UTF_8);
    assertThat(response.status()).as(body).isEqualTo(200);
    return body;
  }

  /** Source: docs/configuration.md, "Stopping"; the receive would wait for 20 seconds. */
  @Test
  void whoWaitsForMessagesIsAnsweredWhenTheServerStops() throws Exception {
    try (Brume brume = start();
        HttpClient client = HttpClient.newHttpClient()) {
      call(brume, "CreateQueue", "{\"QueueName\": \"orders\"}");
      String input =
          "{\"QueueUrl\": \"http://localhost/000000000000/orders\", \"WaitTimeSeconds\": 20}";
      assertThat(brume.timeline().scheduled()).isZero();
      var receive =
          client.sendAsync(
              java.net.http.HttpRequest.newBuilder(brume.endpoint())
                  .header("Content-Type", "application/x-amz-json-1.0")
                  .header("X-Amz-Target", "AmazonSQS.ReceiveMessage")
                  .POST(BodyPublishers.ofString(input))
                  .build(),
              BodyHandlers.ofString());
      while (brume.timeline().scheduled() == 0) {
        Thread.onSpinWait();
      }
      brume.stop(Duration.ofHours(1));

      assertThat(receive.get(10, TimeUnit.SECONDS).body()).isEqualTo("{}");
    }
  }

  @Test
  void messagesOutliveTheServer() {
    String queue = "\"QueueUrl\": \"http://localhost:4566/000000000000/orders\"";
    try (Brume brume = start()) {
      call(brume, "CreateQueue", "{\"QueueName\": \"orders\"}");
      call(brume, "SendMessage", "{" + queue + ", \"MessageBody\": \"one coffee\"}");
    }
    try (Brume brume = start()) {
      assertThat(call(brume, "ReceiveMessage", "{" + queue + "}")).contains("one coffee");
    }
  }

  @Test
  void aResetOutlivesTheServer() {
    try (Brume brume = start()) {
      call(brume, "CreateQueue", "{\"QueueName\": \"orders\"}");
      brume.reset();
    }
    try (Brume brume = start()) {
      assertThat(call(brume, "ListQueues", "{}")).doesNotContain("orders");
    }
  }

  @Test
  void aFolderBelongsToOneServerAtATime() {
    Brume first = start();
    assertThatThrownBy(this::start)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("in use");
    first.close();
    start().close();
  }
}
