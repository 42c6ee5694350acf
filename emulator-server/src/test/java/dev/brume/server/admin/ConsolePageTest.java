package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brume.server.Brume;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page for people, in a headless browser where there is one. Source of truth: docs/admin.md of
 * this project; <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>.
 */
class ConsolePageTest {
  private static final int SECONDS = 60;

  @TempDir private Path folder;
  private Brume brume;
  private AdminClient client;

  @BeforeEach
  void start() {
    brume = Brume.builder().start();
    client = new AdminClient(brume.endpoint());
  }

  @AfterEach
  void stop() {
    brume.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/_brume, text/html",
    "/_brume/, text/html",
    "/_brume/console.css, text/css",
    "/_brume/console.js, text/javascript"
  })
  void comesOutOfTheJarAndLoadsNothingFromElsewhere(String path, String type) {
    AdminClient.Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(type + "; charset=utf-8");
    assertThat(answer.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self';");
    assertThat(answer.text()).doesNotContain("http://", "https://", "innerHTML");
  }

  /** The head of the answer to a GET of the root. */
  private String root(String host, String more) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", brume.port())) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more;
      socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:4566", "127.0.0.1", "localhost.localstack.cloud"})
  void aBrowserAtTheRootIsSentThere(String host) throws IOException {
    assertThat(root(host, "Accept: text/html,application/xhtml+xml\r\n"))
        .startsWith("HTTP/1.1 302 ")
        .containsIgnoringCase("\r\nlocation: /_brume/\r\n");
  }

  @Test
  void programsAndBucketsAtTheRootAreNot() throws IOException {
    assertThat(root("localhost", "")).startsWith("HTTP/1.1 200 ").contains("ListAllMyBuckets");
    assertThat(root("localhost", "Accept: */*\r\n")).contains("ListAllMyBuckets");
    assertThat(root("photos.s3.localhost", "Accept: text/html\r\n")).contains("NoSuchBucket");
    assertThat(root("photos.example.com", "Accept: text/html\r\n")).doesNotContain("302");
    assertThat(
            root(
                "localhost",
                "Accept: text/html\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
                    + "test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature="
                    + "0".repeat(64)
                    + "\r\n"))
        .contains("ListAllMyBuckets");
  }

  private static Path browser() {
    for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
      Path file = Path.of("/usr/bin", name);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /** The document as it stands once its script has run. */
  private String rendered(String part) throws IOException, InterruptedException {
    Path browser = browser();
    assumeTrue(browser != null, "Chromium is not installed");
    List<String> command = new ArrayList<>(List.of(browser.toString(), "--headless"));
    command.addAll(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"));
    command.addAll(List.of("--disable-background-networking", "--disable-component-update"));
    command.addAll(List.of("--disable-sync", "--disable-dev-shm-usage"));
    command.add("--user-data-dir=" + folder.resolve("browser"));
    command.addAll(List.of("--virtual-time-budget=8000", "--dump-dom"));
    command.add(brume.endpoint() + "/_brume/#" + part);
    Path page = folder.resolve("page.html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(page.toFile())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    return Files.readString(page);
  }

  private int sqs(String operation, String input) {
    return client
        .send(
            "POST",
            "/",
            input,
            "Content-Type",
            "application/x-amz-json-1.0",
            "X-Amz-Target",
            "AmazonSQS." + operation)
        .status();
  }

  @Test
  void showsQueuesWithTheirDepths() throws Exception {
    assertThat(sqs("CreateQueue", "{\"QueueName\": \"orders\"}")).isEqualTo(200);
    String url = brume.endpoint() + "/000000000000/orders";
    assertThat(sqs("SendMessage", "{\"QueueUrl\": \"" + url + "\", \"MessageBody\": \"m\"}"))
        .isEqualTo(200);

    assertThat(rendered("Queues"))
        .contains("Messages of orders")
        .contains("<td class=\"number\">1</td>")
        .contains("aria-current=\"page\">Queues<");
  }

  @Test
  void showsRequestsAndTreatsWhatIsStoredAsText() throws Exception {
    String markup = "<img src=x onerror=document.title='broken'>";
    assertThat(sqs("GetQueueUrl", "{\"QueueName\": \"" + markup + "\"}")).isEqualTo(400);

    assertThat(rendered("Requests"))
        .contains("sqs.GetQueueUrl")
        .contains("&lt;img src=x onerror")
        .contains("<title>Brume</title>")
        .doesNotContain("<img");
  }

  @Test
  void showsWhatIsSupported() throws Exception {
    assertThat(rendered("Overview"))
        .contains("<td>sqs</td>")
        .contains("<td>dynamodb</td>")
        .contains("lang=\"en\"");
  }
}
