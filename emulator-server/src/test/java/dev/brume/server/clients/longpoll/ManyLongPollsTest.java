package dev.brume.server.clients.longpoll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.VirtualBrume;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand consumers that wait at once cost no thread each and slow nobody down.
 *
 * <p>They wait in a process of their own: both ends of ten thousand connections are more files than
 * one process may have open on many systems. Where even one end is too many, as many as possible
 * wait and the test says how many.
 *
 * <p>Source of truth: docs of this project, ARCHITECTURE.md ("Nobody's thread waits"); for the long
 * poll itself
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
 */
class ManyLongPollsTest {
  private static final int WANTED = 10_000;
  private static final int THREADS_AT_MOST = 500;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void tenThousandReceivesWaitWithoutAThreadEach() throws Exception {
    int number = (int) Math.min(WANTED, OpenFiles.limit() - 1_000);
    if (number < WANTED) {
      System.err.printf(
          "%n*** Only %d long polls instead of %d: this system allows %d open files%n%n",
          number, WANTED, OpenFiles.limit());
    }
    try (VirtualBrume brume = new VirtualBrume();
        Consumers consumers = Consumers.start(brume.endpoint(), number)) {
      call(brume.endpoint(), "CreateQueue", "{\"QueueName\":\"patient\"}");
      call(brume.endpoint(), "CreateQueue", "{\"QueueName\":\"other\"}");
      consumers.begin();
      assertThat(consumers.read()).isEqualTo("waiting " + number);

      assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(THREADS_AT_MOST);
      othersAreServed(brume.endpoint());

      for (int i = 0; i < number; i += 10) {
        sendBatch(brume.endpoint(), Math.min(10, number - i));
      }
      assertThat(consumers.read()).isEqualTo("messages " + number);
      assertThat(inFlight(brume.endpoint())).contains("\"" + number + "\"");
    }
  }

  private void othersAreServed(URI endpoint) throws Exception {
    String url = "\"QueueUrl\":\"" + endpoint + "/000000000000/other\"";
    for (int i = 0; i < 100; i++) {
      call(endpoint, "SendMessage", "{" + url + ",\"MessageBody\":\"message\"}");
      assertThat(call(endpoint, "ReceiveMessage", "{" + url + "}")).contains("\"message\"");
    }
  }

  private void sendBatch(URI endpoint, int size) throws Exception {
    String entries =
        IntStream.range(0, size)
            .mapToObj(i -> "{\"Id\":\"" + i + "\",\"MessageBody\":\"wake up\"}")
            .collect(Collectors.joining(",", "[", "]"));
    String answer =
        call(
            endpoint,
            "SendMessageBatch",
            "{\"QueueUrl\":\"" + endpoint + "/000000000000/patient\",\"Entries\":" + entries + "}");
    assertThat(answer).doesNotContain("SenderFault");
  }

  private String inFlight(URI endpoint) throws Exception {
    return call(
        endpoint,
        "GetQueueAttributes",
        "{\"QueueUrl\":\""
            + endpoint
            + "/000000000000/patient\",\"AttributeNames\":"
            + "[\"ApproximateNumberOfMessagesNotVisible\"]}");
  }

  private String call(URI endpoint, String operation, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** The process in which the consumers wait. */
  private record Consumers(Process process, BufferedReader output) implements AutoCloseable {
    static Consumers start(URI endpoint, int number) throws IOException {
      String java = String.join(File.separator, System.getProperty("java.home"), "bin", "java");
      Process process =
          new ProcessBuilder(
                  List.of(
                      java,
                      "-Xmx256m",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "-cp",
                      System.getProperty("java.class.path"),
                      WaitingConsumers.class.getName(),
                      Integer.toString(endpoint.getPort()),
                      Integer.toString(number)))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Consumers(process, process.inputReader());
    }

    void begin() throws IOException {
      process.outputWriter().append("begin\n").flush();
    }

    String read() throws IOException {
      return output.readLine();
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }
}
