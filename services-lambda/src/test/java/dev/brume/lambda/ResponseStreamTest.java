package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.kit.JsonDocument;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Responses that go out while the function still runs, and what the settings of a URL do. Needs
 * Node.js and Python 3 on the machine.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html">
 *     Response streaming for Lambda functions</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html">Creating and
 *     managing Lambda function URLs</a>
 */
class ResponseStreamTest {
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=123456789012/20300101/eu-west-1/lambda/aws4_request,"
          + " SignedHeaders=host, Signature=00";

  private static final String STREAMED =
      "export const handler = awslambda.streamifyResponse(async (event, out) => {\n"
          + "  if (event.meta || event.version) out = awslambda.HttpResponseStream.from(out,\n"
          + "      {statusCode: 201, headers: {'x-own': 'a'}, cookies: ['c=1']});\n"
          + "  out.write('Hello, ');\n"
          + "  if (event.fail) throw new TypeError('intended');\n"
          + "  out.write('world!');\n"
          + "  out.end();\n"
          + "});\n";

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void end() {
    test.close();
  }

  private void streamed() {
    test.create(
        "f",
        "Runtime",
        "nodejs22.x",
        "Code",
        Map.of("ZipFile", LambdaTestServer.base64(LambdaTestServer.zip("index.mjs", STREAMED))));
  }

  private HttpResponse send(String method, String path, Headers headers, String body) {
    return test.server
        .handle(
            new HttpRequest(
                method,
                path,
                null,
                headers,
                new RequestBody.Whole(body.getBytes(StandardCharsets.UTF_8)),
                ClientConnection.INTERNAL))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private HttpResponse invokeStreamed(String body, String logType) {
    return send(
        "POST",
        "/2021-11-15/functions/f/response-streaming-invocations",
        new Headers()
            .add("Host", "localhost")
            .add("Authorization", SIGNATURE)
            .add("X-Amz-Log-Type", logType),
        body);
  }

  private static String text(HttpResponse response) {
    if (response.bytes() != null) {
      return new String(response.bytes(), StandardCharsets.UTF_8);
    }
    CompletableFuture<String> whole = new CompletableFuture<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    response.stream()
        .subscribe(
            new Flow.Subscriber<ByteBuffer>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(ByteBuffer piece) {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                bytes.writeBytes(copy);
              }

              @Override
              public void onError(Throwable failure) {
                whole.completeExceptionally(failure);
              }

              @Override
              public void onComplete() {
                whole.complete(bytes.toString(StandardCharsets.ISO_8859_1));
              }
            });
    return whole.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private Headers urlHeaders(String authType, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(more);
    input.put("FunctionName", "f");
    input.put("AuthType", authType);
    JsonNode url = test.call("CreateFunctionUrlConfig", input).ok();
    return new Headers().add("Host", URI.create(url.path("FunctionUrl").asText()).getAuthority());
  }

  @Test
  void theResponseComesAsEvents() {
    streamed();
    HttpResponse response = invokeStreamed("{}", "Tail");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Content-Type"))
        .isEqualTo("application/vnd.amazon.eventstream");
    assertThat(response.headers().first("X-Amz-Executed-Version")).isEqualTo("$LATEST");
    assertThat(text(response))
        .contains("PayloadChunk", "Hello, ", "world!", "InvokeComplete", "LogResult");
  }

  /** AWS does not say what ErrorCode is; the name of the failure's kind in Invoke is a guess. */
  @Test
  void aFailureInTheMiddleStandsAtTheEnd() {
    streamed();
    assertThat(text(invokeStreamed("{\"fail\": 1}", "None")))
        .contains("Hello, ", "InvokeComplete", "ErrorCode", "TypeError", "intended")
        .doesNotContain("world!");
  }

  @Test
  void anAnswerThatIsNotStreamedIsOnePiece() {
    test.create("f", "Code", LambdaTestServer.code("def handler(event, context): return event"));
    assertThat(text(invokeStreamed("{\"a\": 1}", "None"))).contains("{\"a\": 1}", "InvokeComplete");
  }

  @Test
  void aUrlStreams() {
    streamed();
    HttpResponse response =
        send("GET", "/", urlHeaders("NONE", Map.of("InvokeMode", "RESPONSE_STREAM")), "");
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.headers().first("x-own")).isEqualTo("a");
    assertThat(response.headers().first("Set-Cookie")).isEqualTo("c=1");
    assertThat(response.bytes()).isNull();
    assertThat(text(response)).isEqualTo("Hello, world!");
  }

  @Test
  void aBufferedUrlAnswersOfAStreamedResponseAsAWhole() {
    streamed();
    HttpResponse response = send("GET", "/", urlHeaders("NONE", Map.of()), "");
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.bytes()).asString().isEqualTo("Hello, world!");
  }

  /** The answer to requests that are not signed: recorded on AWS, Lambda, November 2025. */
  @Test
  void aUrlOfTypeIamWantsASignature() {
    test.create("f", "Code", LambdaTestServer.code("def handler(event, context): return event"));
    Headers headers = urlHeaders("AWS_IAM", Map.of());
    HttpResponse refused = send("GET", "/", headers, "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.headers().first("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
    HttpResponse response = send("GET", "/", headers.add("Authorization", SIGNATURE), "");
    assertThat(response.status()).isEqualTo(200);
    JsonNode caller =
        JsonDocument.COMMON
            .find(text(response))
            .orElseThrow()
            .path("requestContext")
            .path("authorizer")
            .path("iam");
    assertThat(caller.path("accountId").asText()).isEqualTo("123456789012");
    assertThat(caller.path("userArn").asText()).isEqualTo("arn:aws:iam::123456789012:root");
  }

  @Test
  void preflightsAreAnsweredByTheSettings() {
    test.create("f", "Code", LambdaTestServer.code("def handler(event, context): return event"));
    Headers headers =
        urlHeaders(
            "NONE",
            Map.of(
                "Cors",
                Map.of(
                    "AllowOrigins",
                    List.of("https://a.example"),
                    "AllowMethods",
                    List.of("GET", "PUT"),
                    "MaxAge",
                    7)));
    headers.add("Origin", "https://a.example").add("Access-Control-Request-Method", "PUT");
    HttpResponse response = send("OPTIONS", "/", headers, "");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.bytes()).isEmpty();
  }

  /** A process that waits for calls must not hold a thread that others need. */
  @Test
  void manyIdleEnvironmentsHoldNobodyUp() {
    int count = 2 * Runtime.getRuntime().availableProcessors() + 2;
    for (int i = 0; i < count; i++) {
      String name = "f" + i;
      test.create(name, "Code", LambdaTestServer.code("def handler(event, context): return 1"));
      assertThat(test.call("Invoke", Map.of("FunctionName", name)).text()).isEqualTo("1");
    }
  }

  @Test
  void invokeAsyncIsTakenIn() {
    test.create("f", "Code", LambdaTestServer.code("def handler(event, context): return 1"));
    HttpResponse response =
        send(
            "POST",
            "/2014-11-13/functions/f/invoke-async",
            new Headers().add("Host", "localhost").add("Authorization", SIGNATURE),
            "{}");
    assertThat(response.status()).isEqualTo(202);
    test.settle();
  }
}
