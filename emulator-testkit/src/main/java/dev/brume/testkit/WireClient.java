package dev.brume.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Calls operations of one service by name, in any of its protocols, as any caller. Inputs and
 * outputs are trees with the model's member names, as in boto3: maps, lists, strings, numbers;
 * blobs in base64 and timestamps in seconds since 1970. Methods that change a setting return
 * another client of the same server.
 */
public final class WireClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANONYMOUS = "";

  private final TestServer server;
  private final ServiceSchema service;
  private final Settings settings;

  /** The settings of a client. */
  private record Settings(
      String account,
      String region,
      String host,
      ProtocolId protocol,
      Map<String, String> headers,
      ClientConnection connection) {}

  WireClient(TestServer server, ServiceSchema service) {
    this(
        server,
        service,
        new Settings(
            TestEnvironment.ACCOUNT,
            TestEnvironment.REGION,
            "localhost:4566",
            service.protocols().get(0),
            Map.of(),
            ClientConnection.INTERNAL));
  }

  private WireClient(TestServer server, ServiceSchema service, Settings settings) {
    this.server = server;
    this.service = service;
    this.settings = settings;
  }

  private WireClient with(Settings other) {
    return new WireClient(server, service, other);
  }

  /** Calls as another account, or with another access key. */
  public WireClient as(String accessKey) {
    return with(
        new Settings(
            accessKey,
            settings.region,
            settings.host,
            settings.protocol,
            settings.headers,
            settings.connection));
  }

  /** Calls without a signature. */
  public WireClient anonymous() {
    return as(ANONYMOUS);
  }

  /** Calls in another region. */
  public WireClient in(String region) {
    return with(
        new Settings(
            settings.account,
            region,
            settings.host,
            settings.protocol,
            settings.headers,
            settings.connection));
  }

  /** Calls with another host name. */
  public WireClient at(String host) {
    return with(
        new Settings(
            settings.account,
            settings.region,
            host,
            settings.protocol,
            settings.headers,
            settings.connection));
  }

  /** Uses another protocol than the service's main one. */
  public WireClient speaking(ProtocolId protocol) {
    return with(
        new Settings(
            settings.account,
            settings.region,
            settings.host,
            protocol,
            settings.headers,
            settings.connection));
  }

  /** Sends a further header with each request. */
  public WireClient header(String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>(settings.headers);
    headers.put(name, value);
    return with(
        new Settings(
            settings.account,
            settings.region,
            settings.host,
            settings.protocol,
            headers,
            settings.connection));
  }

  /** Calls over a connection that the test can close. */
  public WireClient over(ClientConnection connection) {
    return with(
        new Settings(
            settings.account,
            settings.region,
            settings.host,
            settings.protocol,
            settings.headers,
            connection));
  }

  /** The server that it calls. */
  public TestServer server() {
    return server;
  }

  // -------------------------------------------------------------------------------- calls

  /** The output of an operation that must succeed. */
  public JsonNode ok(String operation, Map<String, ?> input) {
    return call(operation, input).ok();
  }

  /** The output of an operation that must succeed; member names and values alternate. */
  public JsonNode ok(String operation, Object... namesAndValues) {
    return call(operation, namesAndValues).ok();
  }

  /** The response to an operation; member names and values alternate. */
  public WireAnswer call(String operation, Object... namesAndValues) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      input.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return call(operation, input);
  }

  /** The response to an operation, which must be available at once. */
  public WireAnswer call(String operation, Map<String, ?> input) {
    CompletableFuture<WireAnswer> answer = start(operation, input);
    assertThat(answer).as("an answer to %s at once", operation).isDone();
    return answer.join();
  }

  /** The output of an operation that must succeed, in generated records. */
  public <I extends Struct, O extends Struct> O call(Operation<I, O> operation, I input) {
    JsonNode output = call(operation.name(), tree(JsonCodec.AWS_JSON.encode(input))).ok();
    byte[] bytes = output.toString().getBytes(StandardCharsets.UTF_8);
    @SuppressWarnings("unchecked") // The operation's output creates values of its own type.
    O struct = (O) JsonCodec.AWS_JSON.decode(operation.output(), bytes);
    return struct;
  }

  @SuppressWarnings("unchecked") // A JSON object is a map of names.
  private static Map<String, ?> tree(byte[] json) {
    try {
      return JSON.readValue(json, Map.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Sends a request for an operation whose response may come later. */
  public CompletableFuture<WireAnswer> start(String operation, Map<String, ?> input) {
    Operation<?, ?> known = service.operation(operation);
    assertThat(known).as("the operation %s of %s", operation, service.id()).isNotNull();
    WireFormat format = WireFormat.of(settings.protocol, service);
    WireRequest request = format.write(known, JSON.valueToTree(input));
    return send(request).thenApply(response -> format.read(known, Answers.of(known, response)));
  }

  /**
   * Sends a request for no operation, or in an unusual form, signed like the others.
   *
   * @param target path and query, encoded
   * @param headers alternating names and values
   */
  public WireAnswer send(String method, String target, String body, String... headers) {
    WireRequest request = new WireRequest(method, target);
    request.body(body.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    CompletableFuture<HttpResponse> response = send(request);
    assertThat(response).as("an answer to %s %s at once", method, target).isDone();
    return Answers.of(null, response.join());
  }

  /** The same with an input of an awsJson operation that is not valid JSON, or not an object. */
  public WireAnswer callWithText(String operation, String json) {
    Operation<?, ?> known = service.operation(operation);
    WireFormat format = WireFormat.of(settings.protocol, service);
    WireRequest request = format.write(known, JSON.createObjectNode());
    request.body(json.getBytes(StandardCharsets.UTF_8));
    CompletableFuture<HttpResponse> response = send(request);
    assertThat(response).as("an answer to %s at once", operation).isDone();
    return format.read(known, Answers.of(known, response.join()));
  }

  private CompletableFuture<HttpResponse> send(WireRequest request) {
    Headers headers = new Headers().add("Host", settings.host);
    request.headers().forEach(headers::add);
    settings.headers.forEach(headers::add);
    if (!settings.account.equals(ANONYMOUS)) {
      headers.add("Authorization", authorization());
      headers.add("X-Amz-Date", "20250101T000000Z");
    }
    if (request.body().length > 0 || !request.method().equals("GET")) {
      headers.add("Content-Length", Integer.toString(request.body().length));
    }
    return server.handle(
        new HttpRequest(
            request.method(),
            request.path(),
            request.query(),
            headers,
            new RequestBody.Whole(request.body()),
            settings.connection));
  }

  private String authorization() {
    return "AWS4-HMAC-SHA256 Credential="
        + settings.account
        + "/20250101/"
        + settings.region
        + "/"
        + service.signingName()
        + "/aws4_request, SignedHeaders=host, Signature=0";
  }

  /** Parses valid JSON. */
  static ObjectNode object(byte[] json) {
    try {
      return json.length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError("No JSON object: " + new String(json, StandardCharsets.UTF_8), e);
    }
  }

  /** Writes JSON. */
  static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
