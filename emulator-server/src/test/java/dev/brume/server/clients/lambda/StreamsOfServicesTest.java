package dev.brume.server.clients.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.clients.VirtualBrume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Lambda reads the streams of Kinesis and DynamoDB, and tells a queue of what a function has failed
 * at. The records' members are those recorded on AWS, Lambda, February to November 2025. Needs
 * Python 3 on the machine.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">
 *     Retain discarded batch records</a>
 */
class StreamsOfServicesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "000000000000";

  private final HttpClient http = HttpClient.newHttpClient();

  private JsonNode send(VirtualBrume brume, String service, String path, String target, Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(brume.endpoint().resolve(path))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (target == null) {
      request.header("Content-Type", "application/json");
    } else {
      request.header(
          "Content-Type", "application/x-amz-json-1." + (service.equals("kinesis") ? "1" : "0"));
      request.header("X-Amz-Target", target);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private static String code() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("index.py"));
      zip.write(
          "def handler(event, context):\n    raise Exception('intended')\n"
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private void map(VirtualBrume brume, String source) throws IOException, InterruptedException {
    send(
        brume,
        "lambda",
        "/2015-03-31/event-source-mappings/",
        null,
        Map.of(
            "FunctionName",
            "f",
            "EventSourceArn",
            source,
            "StartingPosition",
            "TRIM_HORIZON",
            "MaximumRetryAttempts",
            0,
            "DestinationConfig",
            Map.of(
                "OnFailure",
                Map.of("Destination", "arn:aws:sqs:us-east-1:" + ACCOUNT + ":failed"))));
  }

  @Test
  void aQueueHearsOfWhatAFunctionHasFailedAt() throws IOException, InterruptedException {
    try (VirtualBrume brume = new VirtualBrume()) {
      String queue =
          send(brume, "sqs", "/", "AmazonSQS.CreateQueue", Map.of("QueueName", "failed"))
              .path("QueueUrl")
              .asText();
      send(
          brume,
          "kinesis",
          "/",
          "Kinesis_20131202.CreateStream",
          Map.of("StreamName", "s", "ShardCount", 1));
      JsonNode table =
          send(
              brume,
              "dynamodb",
              "/",
              "DynamoDB_20120810.CreateTable",
              Map.of(
                  "TableName",
                  "table",
                  "BillingMode",
                  "PAY_PER_REQUEST",
                  "AttributeDefinitions",
                  List.of(Map.of("AttributeName", "k", "AttributeType", "S")),
                  "KeySchema",
                  List.of(Map.of("AttributeName", "k", "KeyType", "HASH")),
                  "StreamSpecification",
                  Map.of("StreamEnabled", true, "StreamViewType", "NEW_IMAGE")));
      send(
          brume,
          "lambda",
          "/2015-03-31/functions",
          null,
          Map.of(
              "FunctionName",
              "f",
              "Runtime",
              "python3.12",
              "Handler",
              "index.handler",
              "Role",
              "arn:aws:iam::" + ACCOUNT + ":role/lambda",
              "Code",
              Map.of("ZipFile", code())));
      brume.advanceSeconds(60);
      map(brume, "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/s");
      map(brume, table.at("/TableDescription/LatestStreamArn").asText());
      send(
          brume,
          "kinesis",
          "/",
          "Kinesis_20131202.PutRecord",
          Map.of("StreamName", "s", "PartitionKey", "p", "Data", "aGVsbG8="));
      brume.advanceSeconds(1);
      assertBatch(brume, queue, "KinesisBatchInfo");
      send(
          brume,
          "dynamodb",
          "/",
          "DynamoDB_20120810.PutItem",
          Map.of("TableName", "table", "Item", Map.of("k", Map.of("S", "a"))));
      brume.advanceSeconds(1);
      assertBatch(brume, queue, "DDBStreamBatchInfo");
    }
  }

  private void assertBatch(VirtualBrume brume, String queue, String member)
      throws IOException, InterruptedException {
    JsonNode messages =
        send(brume, "sqs", "/", "AmazonSQS.ReceiveMessage", Map.of("QueueUrl", queue))
            .path("Messages");
    assertThat(messages.size()).isEqualTo(1);
    JsonNode report = JSON.readTree(messages.get(0).path("Body").asText());
    assertThat(report.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
    assertThat(report.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    assertThat(report.path(member).path("batchSize").asInt()).isEqualTo(1);
  }
}
