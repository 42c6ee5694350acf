package dev.brume.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The extension as its users have it. Source of truth: the Javadoc of {@link BrumeTest}, docs of
 * this project.
 */
@BrumeTest(virtualTime = true)
@TestMethodOrder(MethodOrderer.MethodName.class)
class BrumeExtensionTest {
  private final Brume brume;

  BrumeExtensionTest(Brume brume) {
    this.brume = brume;
  }

  private static String call(Brume brume, String operation, String input)
      throws IOException, InterruptedException {
    URI endpoint = brume.endpoint();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "AmazonSQS." + operation)
                    .POST(BodyPublishers.ofString(input))
                    .build(),
                BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return new String(response.body(), UTF_8);
  }

  /** Both create what the other must not see: whichever runs second would. */
  @Test
  void eachTestBeginsEmptyA() throws IOException, InterruptedException {
    assertThat(call(brume, "ListQueues", "{}")).doesNotContain("orders");
    call(brume, "CreateQueue", "{\"QueueName\": \"orders\"}");
    assertThat(call(brume, "ListQueues", "{}")).contains("orders");
  }

  @Test
  void eachTestBeginsEmptyB() throws IOException, InterruptedException {
    eachTestBeginsEmptyA();
  }

  @Test
  void timeStandsStillUntilItIsMoved(Brume same) {
    assertThat(same).isSameAs(brume);
    Instant before = brume.timeline().now();
    brume.timeline().advance(Duration.ofHours(1));
    assertThat(brume.timeline().now()).isEqualTo(before.plus(Duration.ofHours(1)));
  }

  /** Not at the same time as the others, whose state its start would take away. */
  @Nested
  @Execution(ExecutionMode.SAME_THREAD)
  class Inside {
    @Test
    void nestedClassesShareTheEmulator(Brume same) {
      assertThat(same).isSameAs(brume);
    }
  }
}
