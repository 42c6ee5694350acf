package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.server.admin.AdminClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code /_brume/requests} shows of the last requests, and what it does not. Source of truth:
 * docs/admin.md of this project.
 */
class RequestsTest {
  private static final String PATH = "/_brume/requests";
  private static final String SETTINGS = PATH + "/settings";

  private Brume brume;
  private AdminClient client;

  @BeforeEach
  void start() {
    brume =
        Brume.builder()
            .configuration(
                Configuration.of(
                    Map.of("BRUME_RECORD_REQUESTS", "50", "GATEWAY_LISTEN", ":0"), "127.0.0.1"))
            .virtualTime()
            .start();
    client = new AdminClient(brume.endpoint());
  }

  @AfterEach
  void stop() {
    brume.close();
  }

  private static String authorization(String account, String region, String service) {
    return "AWS4-HMAC-SHA256 Credential=%s/20250101/%s/%s/aws4_request, SignedHeaders=host, Signature=5ec2e7"
        .formatted(account, region, service);
  }

  private Answer sqs(String account, String region, String operation, String body) {
    return client.send(
        "POST",
        "/",
        body,
        "Content-Type",
        "application/x-amz-json-1.0",
        "X-Amz-Target",
        "AmazonSQS." + operation,
        "X-Amz-Security-Token",
        "t0ken",
        "Authorization",
        authorization(account, region, "sqs"));
  }

  /** Two that go well, one that is refused, one of a service that is not done. */
  private void sendSome() {
    sqs("111111111111", "us-east-1", "CreateQueue", "{\"QueueName\":\"orders\"}");
    brume.timeline().advance(Duration.ofMinutes(1));
    sqs("222222222222", "eu-west-1", "ListQueues", "{}");
    sqs("222222222222", "eu-west-1", "CreateQueue", "{\"QueueName\":\"a b\"}");
    client.send("GET", "/v1/none", "", "Authorization", authorization("test", "us-east-1", "mq"));
  }

  private List<String> operations(String query) {
    List<String> operations = new ArrayList<>();
    for (JsonNode request : client.get(PATH + query).json().get("requests")) {
      operations.add(request.get("service").asText() + "." + request.get("operation").asText());
    }
    return operations;
  }

  @Test
  void everyFieldIsThere() {
    Answer refused = sqs("222222222222", "eu-west-1", "CreateQueue", "{\"QueueName\":\"a b\"}");
    JsonNode all = client.get(PATH).json();

    assertThat(all.get("capacity").asInt()).isEqualTo(50);
    assertThat(all.get("total").asInt()).isEqualTo(1);
    JsonNode request = all.get("requests").get(0);
    assertThat(request.get("time").asText()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(Instant.parse(request.get("realTime").asText()))
        .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(request.get("resource").toString()).isEqualTo("{\"QueueName\":\"a b\"}");
    assertThat(request.get("requestId").asText()).isEqualTo(refused.header("x-amzn-RequestId"));
    assertThat(request.get("service").asText()).isEqualTo("sqs");
    assertThat(request.get("operation").asText()).isEqualTo("CreateQueue");
    assertThat(request.get("account").asText()).isEqualTo("222222222222");
    assertThat(request.get("region").asText()).isEqualTo("eu-west-1");
    assertThat(request.get("protocol").asText()).isEqualTo("awsJson1_0");
    assertThat(request.get("method").asText()).isEqualTo("POST");
    assertThat(request.get("path").asText()).isEqualTo("/");
    assertThat(request.get("status").asInt()).isEqualTo(400);
    assertThat(request.get("errorCode").asText()).isEqualTo("InvalidParameterValue");
    assertThat(request.get("cause").asText()).contains("alphanumeric");
    assertThat(request.get("latencyMicros").asLong()).isPositive();
    assertThat(request.get("requestBytes").asInt()).isEqualTo("{\"QueueName\":\"a b\"}".length());
    assertThat(request.get("responseBytes").asInt()).isEqualTo(refused.text().length());
    assertThat(request.has("request")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "'' | mq.null, sqs.CreateQueue, sqs.ListQueues, sqs.CreateQueue",
        "?service=SQS | sqs.CreateQueue, sqs.ListQueues, sqs.CreateQueue",
        "?operation=ListQueues | sqs.ListQueues",
        "?account=111111111111 | sqs.CreateQueue",
        "?region=eu-west-1 | sqs.CreateQueue, sqs.ListQueues",
        "?status=200 | sqs.ListQueues, sqs.CreateQueue",
        "?status=4xx | sqs.CreateQueue",
        "?status=5XX | mq.null",
        "?status=404 | -",
        "?errorCode=InvalidParameterValue | sqs.CreateQueue",
        "?since=2025-01-01T00:01:00Z | mq.null, sqs.CreateQueue, sqs.ListQueues",
        "?since=2025-01-01T00:01:00.001Z | -",
        "?limit=2 | mq.null, sqs.CreateQueue",
        "?service=sqs&status=2xx&limit=1 | sqs.ListQueues",
        "?requestId=nobody | -",
        "?resource=orders | sqs.CreateQueue",
        "?resource=rders | -"
      })
  void parametersSayWhich(String query, String expected) {
    sendSome();

    assertThat(String.join(", ", operations(query))).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void theTotalIsThatOfThoseThatFit() {
    sendSome();
    JsonNode fitting = client.get(PATH + "?service=sqs&limit=1").json();

    assertThat(fitting.get("total").asInt()).isEqualTo(3);
    assertThat(fitting.get("answered").asInt()).isEqualTo(4);
    assertThat(fitting.get("requests")).hasSize(1);
  }

  private String resourceOfLast() {
    return client.get(PATH + "?limit=1").json().get("requests").get(0).get("resource").toString();
  }

  private void json(String target, String body) {
    String service = target.startsWith("Dynamo") ? "dynamodb" : "sqs";
    client.send(
        "POST",
        "/",
        body,
        "Content-Type",
        "application/x-amz-json-1.0",
        "X-Amz-Target",
        target,
        "Authorization",
        authorization("111111111111", "us-east-1", service));
  }

  /** Whether the request succeeds or not, and without its body. */
  @Test
  void everyRequestTellsWhatItActsOn() {
    client.send("PUT", "/photos", "");
    assertThat(resourceOfLast()).isEqualTo("{\"Bucket\":\"photos\"}");
    client.send("PUT", "/photos/a%20b/c", "body");
    assertThat(resourceOfLast()).isEqualTo("{\"Bucket\":\"photos\",\"Key\":\"a b/c\"}");
    json("AmazonSQS.SendMessage", "{\"QueueUrl\":\"http://q/orders\",\"MessageBody\":\"m\"}");
    assertThat(resourceOfLast()).isEqualTo("{\"QueueUrl\":\"http://q/orders\"}");
    json("AmazonSQS.ListQueues", "{}");
    assertThat(resourceOfLast()).isEqualTo("null");
    json("DynamoDB_20120810.GetItem", "{\"TableName\":\"t\",\"Key\":{\"id\":{\"S\":\"1\"}}}");
    assertThat(resourceOfLast()).isEqualTo("{\"TableName\":\"t\"}");
    String key = "{\"Keys\":[{\"id\":{\"S\":\"1\"}}]}";
    json(
        "DynamoDB_20120810.BatchGetItem",
        "{\"RequestItems\":{\"t\":%s,\"u\":%s}}".formatted(key, key));
    assertThat(resourceOfLast()).isEqualTo("{\"RequestItems\":[\"t\",\"u\"]}");
    client.send(
        "POST",
        "/",
        "Action=Publish&Version=2010-03-31&TopicArn=arn:aws:sns:us-east-1:000000000000:news&Message=m",
        "Content-Type",
        "application/x-www-form-urlencoded");
    assertThat(resourceOfLast())
        .isEqualTo("{\"TopicArn\":\"arn:aws:sns:us-east-1:000000000000:news\"}");
    assertThat(client.get(PATH + "?resource=photos").json().get("total").asInt()).isEqualTo(2);
    assertThat(client.get(PATH + "?resource=news").json().get("total").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?servce=sqs",
        "?service",
        "?service=",
        "?service=a&service=b",
        "?status=20",
        "?status=abc",
        "?status=600",
        "?status=-1",
        "?status=4x",
        "?since=yesterday",
        "?since=1735689600",
        "?limit=0",
        "?limit=-1",
        "?limit=1e3",
        "?limit=99999999999999999999",
        "?&",
        "?=",
        "?%00=1"
      })
  void whatIsNotUnderstoodIsRefused(String query) {
    Answer answer = client.get(PATH + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").asText()).isNotEmpty();
  }

  @Test
  void theLastOnesAreKeptAndCanBeForgotten() {
    for (int i = 0; i < 60; i++) {
      sqs("111111111111", "us-east-1", "ListQueues", "{}");
    }
    assertThat(operations("")).hasSize(50);

    assertThat(client.send("DELETE", PATH, "").text()).isEqualTo("{\"cleared\": 50}");
    assertThat(operations("")).isEmpty();
    assertThat(client.send("DELETE", PATH + "?service=sqs", "").status()).isEqualTo(400);
  }

  @Test
  void messagesAreKeptOnDemandWithoutTheirSecrets() {
    assertThat(client.get(SETTINGS).text())
        .isEqualTo("{\"bodies\": false, \"maxBodyBytes\": 16384, \"maxTotalBytes\": 8388608}");
    client.send("PUT", SETTINGS, "{\"bodies\": true, \"maxBodyBytes\": 30}");
    sqs("111111111111", "us-east-1", "CreateQueue", "{\"QueueName\":\"orders\",\"Tags\":{}}");
    client.send(
        "GET",
        "/?X-Amz-Security-Token=t0ken&X-Amz-Signature=5ec2e7&Action=ListQueues&Version=2012-11-05",
        "");
    JsonNode requests = client.get(PATH).json().get("requests");

    JsonNode sent = requests.get(1).get("request");
    assertThat(sent.get("headers").toString()).contains(":\"AmazonSQS.CreateQueue\"");
    assertThat(sent.get("body").asText()).isEqualTo("{\"QueueName\":\"orders\",\"Tags\":{…");
    assertThat(sent.get("bodyBytes").asInt()).isEqualTo(32);
    assertThat(sent.get("truncated").asBoolean()).isTrue();
    JsonNode answer = requests.get(1).get("response");
    assertThat(answer.get("headers").toString()).contains(":\"application/x-amz-json-1.0\"");
    assertThat(answer.get("bodyBytes").asInt()).isGreaterThan(30);
    assertThat(requests.get(0).get("request").get("query").asText())
        .startsWith("X-Amz-Security-Token=***&X-Amz-Signature=***&Action=ListQueues");
    assertThat(requests.toString()).doesNotContain("t0ken").doesNotContain("5ec2e7");

    client.send("PUT", SETTINGS, "{\"bodies\": false, \"maxTotalBytes\": 0}");
    assertThat(client.get(PATH).text())
        .contains("\"messages\": \"dropped")
        .doesNotContain("\"body\"")
        .doesNotContain("Tags");
  }

  /** The message of a signature that differs repeats every signed header. */
  @Test
  void causesAreShownWithoutSecrets() {
    client.send(
        "POST",
        "/",
        "{}",
        "X-Amz-Target",
        "AmazonSQS.ListQueues",
        "Content-Type",
        "application/x-amz-json-1.0",
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=k/20250101/us-east-1/sqs/aws4_request, Signature=5ec2e7");

    JsonNode request = client.get(PATH).json().get("requests").get(0);
    assertThat(request.get("status").asInt()).isEqualTo(400);
    assertThat(request.get("cause").asText()).contains("Signature=***").doesNotContain("5ec2e7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"body\": true}",
        "{\"bodies\": 1}",
        "{\"bodies\": null}",
        "{\"maxBodyBytes\": -1}",
        "{\"maxBodyBytes\": 1.5}",
        "{\"maxBodyBytes\": \"1\"}",
        "{\"maxBodyBytes\": 16777217}",
        "{\"maxTotalBytes\": 99999999999999999999}"
      })
  void settingsThatCanNotBeUsedChangeNothing(String body) {
    String before = client.get(SETTINGS).text();

    assertThat(client.send("PUT", SETTINGS, body).status()).isEqualTo(400);
    assertThat(client.get(SETTINGS).text()).isEqualTo(before);
  }
}
