package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brume.server.Brume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

  private AdminClient.Answer signed(
      String service, String path, String type, String input, String target) {
    return client.send(
        "POST",
        path,
        input,
        "Content-Type",
        type,
        "X-Amz-Target",
        target,
        "X-Amz-Date",
        "20260101T000000Z",
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/"
            + service
            + "/aws4_request, SignedHeaders=host, Signature="
            + "0".repeat(64));
  }

  private void call(String service, String target, String input) {
    AdminClient.Answer answer = signed(service, "/", "application/x-amz-json-1.1", input, target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
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

  /** What is stored by whoever may be anything; nobody's markup becomes the page's. */
  private void storeMarkupInEveryService() {
    String markup = "<img src=x onerror=alert(1)>";
    call("sqs", "AmazonSQS.CreateQueue", "{\"QueueName\": \"orders\"}");
    String url = brume.endpoint() + "/000000000000/orders";
    call(
        "sqs",
        "AmazonSQS.SendMessage",
        "{\"QueueUrl\": \"" + url + "\", \"MessageBody\": \"" + markup + "\"}");
    assertThat(client.send("PUT", "/photos", "").status()).isEqualTo(200);
    assertThat(client.send("PUT", "/photos/%3Cimg%20src=x%3E", "x").status()).isEqualTo(200);
    String topic = client.get("/?Action=CreateTopic&Version=2010-03-31&Name=news").text();
    assertThat(topic).contains("arn:aws:sns:us-east-1:000000000000:news");
    call(
        "dynamodb",
        "DynamoDB_20120810.CreateTable",
        """
        {"TableName": "customers", "BillingMode": "PAY_PER_REQUEST",
         "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
         "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}\
        """);
    call(
        "dynamodb",
        "DynamoDB_20120810.PutItem",
        "{\"TableName\": \"customers\", \"Item\": {\"id\": {\"S\": \"" + markup + "\"}}}");
    call(
        "kinesis",
        "Kinesis_20131202.CreateStream",
        "{\"StreamName\": \"clicks\", \"ShardCount\": 2}");
    call("logs", "Logs_20140328.CreateLogGroup", "{\"logGroupName\": \"/app/shop\"}");
    call(
        "logs",
        "Logs_20140328.CreateLogStream",
        "{\"logGroupName\": \"/app/shop\", \"logStreamName\": \"one\"}");
    call(
        "logs",
        "Logs_20140328.PutLogEvents",
        "{\"logGroupName\": \"/app/shop\", \"logStreamName\": \"one\", \"logEvents\":"
            + " [{\"timestamp\": "
            + brume.timeline().now().toEpochMilli()
            + ", \"message\": \""
            + markup
            + "\"}]}");
    call("kms", "TrentService.CreateKey", "{\"Description\": \"" + markup + "\"}");
    call(
        "secretsmanager",
        "secretsmanager.CreateSecret",
        """
        {"Name": "shop/password", "SecretString": "not-shown-yet",
         "ClientRequestToken": "00000000-0000-0000-0000-000000000001"}\
        """);
    call(
        "ssm",
        "AmazonSSM.PutParameter",
        "{\"Name\": \"/shop/limit\", \"Type\": \"String\", \"Value\": \"not-shown-yet\"}");
    String function =
        """
        {"FunctionName": "resize", "Runtime": "python3.12", "Handler": "index.handler",
         "Role": "arn:aws:iam::000000000000:role/r", "Code": {"ZipFile": "%s"}}\
        """
            .formatted(zip());
    String path = "/2015-03-31/functions";
    assertThat(signed("lambda", path, "application/json", function, "none").status())
        .isEqualTo(201);
  }

  private static String zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("index.py"));
      zip.write("def handler(event, context): return event".getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Test
  void showsWhatEveryServiceHoldsAndTreatsItAsText() throws Exception {
    storeMarkupInEveryService();

    assertThat(rendered("Queues/orders")).contains("All queues", "&lt;img src=x onerror");
    assertThat(rendered("Buckets/photos")).contains("&lt;img src=x&gt;").doesNotContain("<img");
    assertThat(rendered("Topics")).contains("<td>arn:aws:sns:us-east-1:000000000000:news</td>");
    assertThat(rendered("Tables/customers")).contains("&lt;img src=x").doesNotContain("<img");
    assertThat(rendered("Streams")).contains("<td>clicks</td>", "<td class=\"number\">2</td>");
    assertThat(rendered("Functions")).contains("Log of resize", "<td>python3.12</td>");
    assertThat(rendered("Logs")).contains("href=\"#Logs/%2Fapp%2Fshop\"");
    assertThat(rendered("Logs/%2Fapp%2Fshop")).contains("&lt;img src=x").doesNotContain("<img");
    assertThat(rendered("Keys")).contains("<td>SYMMETRIC_DEFAULT</td>").doesNotContain("<img");
    assertThat(rendered("Secrets"))
        .contains("<td>shop/password</td>", "<td>/shop/limit</td>")
        .contains("aria-label=\"Show the value of shop/password\"")
        .doesNotContain("not-shown-yet");
  }

  /** Of names that objects of JavaScript have by themselves, and of malformed ones too. */
  @ParameterizedTest
  @ValueSource(strings = {"constructor", "Queues/%E0%A4%A"})
  void showsAPartWhateverTheAddress(String address) throws Exception {
    assertThat(rendered(address)).contains("aria-current=\"page\"").doesNotContain("[object");
  }
}
