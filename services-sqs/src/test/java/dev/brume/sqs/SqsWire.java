package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.time.VirtualTimeline;
import dev.brume.sqs.api.SqsApi;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * SQS behind a whole gateway, without sockets: bytes in, bytes out, in virtual time. A bug fails
 * the test that meets it.
 */
final class SqsWire {
  static final String HOST = "localhost:4566";
  static final String ACCOUNT = "123456789012";
  static final String REGION = "eu-west-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  final VirtualTimeline timeline;
  final InMemoryStore store;
  final SqsService service;
  private final TestServer server;
  private String host = HOST;
  private String region = REGION;
  private String accessKeyId = ACCOUNT;
  private final TestCallers callers = new TestCallers();
  private final Headers further = new Headers();

  SqsWire() {
    this(SqsOptions.DEFAULTS);
  }

  SqsWire(SqsOptions options) {
    this(options, Authorizer.Mode.OFF);
  }

  /** One where decisions of policies are worth as much as {@code access} says. */
  SqsWire(SqsOptions options, Authorizer.Mode access) {
    server =
        TestServer.builder()
            .service(SqsApi.SERVICE, surroundings -> new SqsService(surroundings, options))
            .alias("queue", "sqs")
            .endpoint("sqs", SqsService.class, SqsService::messageBrowser, SqsService.MESSAGES_PATH)
            .surroundings(usual -> usual.with(new Authorizer(access, callers, usual.timeline())))
            .build();
    timeline = server.timeline();
    store = server.environment().store();
    service = server.service("sqs", SqsService.class);
  }

  /** Gives a key to somebody who is not the root user of the account that it names. */
  SqsWire give(String accessKeyId, CallerIdentity identity) {
    callers.give(accessKeyId, identity);
    return this;
  }

  /** Signs later requests by that key; null for not at all. */
  SqsWire by(String newAccessKeyId) {
    accessKeyId = newAccessKeyId;
    return this;
  }

  /** Sends later requests to that host. */
  SqsWire at(String newHost) {
    host = newHost;
    return this;
  }

  /** Signs later requests for that region. */
  SqsWire in(String newRegion) {
    region = newRegion;
    return this;
  }

  /** Gives later requests a further header. */
  SqsWire with(String name, String value) {
    further.add(name, value);
    return this;
  }

  void pass(long seconds) {
    timeline.advance(Duration.ofSeconds(seconds));
  }

  // -------------------------------------------------------------------------------- JSON

  /** An answer, read as JSON. */
  record Answer(int status, Headers headers, JsonNode body) {}

  CompletableFuture<HttpResponse> start(
      String operation, Object input, ClientConnection connection) {
    Headers headers =
        signed()
            .add("Content-Type", "application/x-amz-json-1.0")
            .add("X-Amz-Target", "AmazonSQS." + operation);
    RequestBody body = new RequestBody.Whole(bytes(input));
    return server
        .handle(new HttpRequest("POST", "/", null, headers, body, connection))
        .toCompletableFuture();
  }

  private Headers signed() {
    Headers headers = new Headers().add("Host", host);
    for (int i = 0; i < further.size(); i++) {
      headers.add(further.name(i), further.value(i));
    }
    if (accessKeyId == null) {
      return headers;
    }
    return headers
        .add(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + accessKeyId
                + "/20250101/"
                + region
                + "/sqs/aws4_request, SignedHeaders=host, Signature=0")
        .add("X-Amz-Date", "20250101T000000Z");
  }

  private static byte[] bytes(Object input) {
    try {
      return input instanceof String text
          ? text.getBytes(StandardCharsets.UTF_8)
          : JSON.writeValueAsBytes(input);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Answer call(String operation, Object input) {
    CompletableFuture<HttpResponse> response = start(operation, input, ClientConnection.INTERNAL);
    assertThat(response).as("an answer to %s at once", operation).isDone();
    return read(response.join());
  }

  static Answer read(HttpResponse response) {
    try {
      JsonNode body = response.bytes().length == 0 ? null : JSON.readTree(response.bytes());
      return new Answer(response.status(), response.headers(), body);
    } catch (java.io.IOException e) {
      throw new AssertionError("No JSON: " + text(response), e);
    }
  }

  /** The output of an operation that succeeds. */
  JsonNode ok(String operation, Map<String, ?> input) {
    Answer answer = call(operation, input);
    assertThat(answer.status()).as("%s: %s", operation, answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** The operation is refused, with that code in its old form, in these words. */
  void refused(String operation, Map<String, ?> input, int status, String code, String message) {
    Answer answer = call(operation, input);
    assertThat(answer.body().path("message").asText()).isEqualTo(message);
    assertThat(answer.headers().first("x-amzn-query-error")).isEqualTo(code + ";Sender");
    assertThat(answer.status()).isEqualTo(status);
  }

  // -------------------------------------------------------------------------------- query

  /** An answer, as text. */
  record TextAnswer(int status, Headers headers, String body) {}

  /** Posts a form, of names and values by turns, unsigned unless told otherwise. */
  TextAnswer post(String path, String... parameters) {
    Headers headers =
        signed().add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    RequestBody body = new RequestBody.Whole(form(parameters).getBytes(StandardCharsets.UTF_8));
    return text(new HttpRequest("POST", path, null, headers, body, ClientConnection.INTERNAL));
  }

  /** Gets without a signature. */
  TextAnswer get(String path, Headers more, String... parameters) {
    Headers headers = new Headers().add("Host", host);
    for (int i = 0; i < more.size(); i++) {
      headers.add(more.name(i), more.value(i));
    }
    String query = parameters.length == 0 ? null : form(parameters);
    return text(
        new HttpRequest("GET", path, query, headers, RequestBody.EMPTY, ClientConnection.INTERNAL));
  }

  private static String form(String... parameters) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < parameters.length; i += 2) {
      pairs.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return String.join("&", pairs);
  }

  private TextAnswer text(HttpRequest request) {
    HttpResponse response = server.handle(request).toCompletableFuture().join();
    return new TextAnswer(response.status(), response.headers(), text(response));
  }

  private static String text(HttpResponse response) {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }

  // -------------------------------------------------------------------------------- short cuts

  /** Makes a queue with attributes, of names and values by turns, and returns its URL. */
  String create(String name, String... attributes) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("QueueName", name);
    input.put("Attributes", given(name, attributes));
    return ok("CreateQueue", input).path("QueueUrl").asText();
  }

  private static Map<String, String> given(String name, String... attributes) {
    Map<String, String> map = new LinkedHashMap<>();
    if (name.endsWith(".fifo")) {
      map.put("FifoQueue", "true");
    }
    for (int i = 0; i < attributes.length; i += 2) {
      map.put(attributes[i], attributes[i + 1]);
    }
    return map;
  }

  JsonNode send(String url, String body) {
    return ok("SendMessage", Map.of("QueueUrl", url, "MessageBody", body));
  }

  /** The one message that there is. */
  JsonNode receive(String url) {
    return receive(Map.of("QueueUrl", url, "MessageSystemAttributeNames", List.of("All")));
  }

  JsonNode receive(Map<String, ?> input) {
    JsonNode messages = ok("ReceiveMessage", input).path("Messages");
    assertThat(messages).as("received messages").hasSize(1);
    return messages.get(0);
  }

  JsonNode attributes(String url, String... names) {
    return ok("GetQueueAttributes", Map.of("QueueUrl", url, "AttributeNames", List.of(names)))
        .path("Attributes");
  }

  static String arn(String name) {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name;
  }

  static String redrivePolicy(String deadLetterQueue, int maxReceiveCount) {
    return "{\"deadLetterTargetArn\":\""
        + arn(deadLetterQueue)
        + "\",\"maxReceiveCount\":"
        + maxReceiveCount
        + "}";
  }
}
