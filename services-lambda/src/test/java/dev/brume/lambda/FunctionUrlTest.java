package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.kit.JsonDocument;
import dev.brume.lambda.url.FunctionUrlHosts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions answer at their URLs. Needs Python 3 on the machine.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking Lambda
 *     function URLs</a>
 */
class FunctionUrlTest {
  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void end() {
    test.close();
  }

  private String host(String code) {
    test.create("f", "Code", LambdaTestServer.code(code));
    String url =
        test.lambda
            .ok("CreateFunctionUrlConfig", "FunctionName", "f", "AuthType", "NONE")
            .path("FunctionUrl")
            .asText();
    return URI.create(url).getAuthority();
  }

  private HttpResponse post(String host, String type, String body) {
    Headers headers =
        new Headers()
            .add("Host", host)
            .add("Content-Type", type)
            .add("Cookie", "a=1; b=2")
            .add("X-Twice", "1")
            .add("X-Twice", "2");
    return test.server
        .handle(
            new HttpRequest(
                "POST",
                "/a%20b",
                "x=1&x=2&y=%C3%BC",
                headers,
                new RequestBody.Whole(body.getBytes(StandardCharsets.UTF_8)),
                ClientConnection.INTERNAL))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private static JsonNode json(HttpResponse response) {
    return JsonDocument.COMMON
        .find(new String(response.bytes(), StandardCharsets.UTF_8))
        .orElseThrow();
  }

  @Test
  void aRequestBecomesAnEvent() {
    String host = host("def handler(event, context):\n    return event\n");
    HttpResponse response = post(host, "application/json", "{\"foo\":\"bar\"}");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Content-Type")).isEqualTo("application/json");
    JsonNode event = json(response);
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("rawPath").asText()).isEqualTo("/a b");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%C3%BC");
    assertThat(event.path("queryStringParameters").path("x").asText()).isEqualTo("1,2");
    assertThat(event.path("queryStringParameters").path("y").asText()).isEqualTo("ü");
    assertThat(event.path("headers").path("x-twice").asText()).isEqualTo("1,2");
    assertThat(event.path("cookies").get(1).asText()).isEqualTo("b=2");
    assertThat(event.path("requestContext").path("http").path("method").asText()).isEqualTo("POST");
    assertThat(event.path("body").asText()).isEqualTo("{\"foo\":\"bar\"}");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    JsonNode binary = json(post(host, "application/octet-stream", "abc"));
    assertThat(binary.path("body").asText()).isEqualTo("YWJj");
    assertThat(binary.path("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  void theFunctionShapesTheResponse() {
    String host =
        host(
            """
            def handler(event, context):
                if event.get("body") == "fail":
                    raise Exception("intended")
                return {"statusCode": 201, "headers": {"X-Own": "1", "Content-Type": "text/plain"},
                        "cookies": ["c=1"], "body": "aGk=", "isBase64Encoded": True}
            """);
    HttpResponse response = post(host, "text/plain", "");
    assertThat(response.status()).isEqualTo(201);
    assertThat(new String(response.bytes(), StandardCharsets.UTF_8)).isEqualTo("hi");
    assertThat(response.headers().first("X-Own")).isEqualTo("1");
    assertThat(response.headers().first("Set-Cookie")).isEqualTo("c=1");
    HttpResponse failed = post(host, "text/plain", "fail");
    assertThat(failed.status()).isEqualTo(502);
    assertThat(new String(failed.bytes(), StandardCharsets.UTF_8))
        .isEqualTo("Internal Server Error");
  }

  private String urlOf(String function, String customId) {
    test.create(function, "Tags", Map.of("_custom_id_", customId));
    return test.lambda
        .ok("CreateFunctionUrlConfig", "FunctionName", function, "AuthType", "NONE")
        .path("FunctionUrl")
        .asText();
  }

  /** LocalStack's tag; see docs/migration.md. An id that is taken, or no label, is passed over. */
  @Test
  void haveChosenIds() {
    String url = urlOf("f", "My-Orders");
    assertThat(url).startsWith("http://my-orders.lambda-url.eu-west-1.");
    assertThat(post(URI.create(url).getAuthority(), "text/plain", "").status()).isEqualTo(200);
    assertThat(urlOf("g", "my-orders")).matches("http://[a-z0-9]{32}\\.lambda-url\\..*");
    assertThat(urlOf("h", "my.orders")).matches("http://[a-z0-9]{32}\\.lambda-url\\..*");
    assertThat(urlOf("i", "-/orders")).matches("http://[a-z0-9]{32}\\.lambda-url\\..*");
  }

  /** A mapped port is the client's; below an address there are no names. */
  @ParameterizedTest
  @CsvSource({
    "localhost, 127.0.0.1:32768, localhost:32768",
    "aws.test, localhost:32768, aws.test:32768",
    "aws.test:4566, localhost:32768, aws.test:4566",
    "172.17.0.1, localhost:32768, localhost:32768",
    "172.17.0.1:4566, 172.17.0.1:32768, localhost:32768",
    ", localhost:32768, localhost:32768"
  })
  void areNamedByTheConfiguredHostWithTheClientsPort(
      String configured, String requested, String expected) {
    assertThat(new FunctionUrlHosts(configured).host(requested)).isEqualTo(expected);
  }

  /** A client would wait for another response after a status below 200. */
  @Test
  void aStatusThatEndsNoResponseIsAFailure() {
    String host =
        host(
            """
            def handler(event, context):
                return {"statusCode": int(event["body"])}
            """);
    for (String status : List.of("99", "100", "101", "199", "600", "-1")) {
      assertThat(post(host, "text/plain", status).status()).as(status).isEqualTo(502);
    }
    assertThat(post(host, "text/plain", "200").status()).isEqualTo(200);
    assertThat(post(host, "text/plain", "599").status()).isEqualTo(599);
  }

  @Test
  void aUrlThatNobodyHasIsNotFound() {
    assertThat(post("none.lambda-url.eu-west-1.localhost:4566", "text/plain", "").status())
        .isEqualTo(404);
  }
}
