package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.JsonDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions are called with the records of streams. Answers, events and failure records as recorded
 * on AWS, Lambda, February to November 2025; a test that follows no recording says so. Needs Python
 * 3 on the machine.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda with
 *     Kinesis Data Streams</a>
 */
class StreamMappingTest {
  private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/s";
  private static final String TABLE =
      "arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/2025-02-22T03:03:25.490";
  private static final String SHARD = "shardId-000000000000";
  private static final String CHILD = "shardId-000000000001";
  private static final List<String> REPORTS = List.of("ReportBatchItemFailures");
  private static final Map<String, Object> TO_QUEUE =
      Map.of("OnFailure", Map.of("Destination", LambdaTestServer.QUEUE));

  /** Keeps its events, and fails at records of the data "bad". */
  private static final String FAILING =
      """
      import base64, json, os
      def handler(event, context):
          with open(os.environ["SEEN"], "a") as seen:
              seen.write(json.dumps(event) + "\\n")
          for r in event["Records"]:
              if "kinesis" in r and base64.b64decode(r["kinesis"]["data"]) == b"bad":
                  raise Exception("intended")
      """;

  /** Keeps its events, and reports records of the data "bad". */
  private static final String REPORTING =
      """
      import base64, json, os
      def handler(event, context):
          with open(os.environ["SEEN"], "a") as seen:
              seen.write(json.dumps(event) + "\\n")
          bad = [r for r in event["Records"]
                 if base64.b64decode(r["kinesis"]["data"]) == b"bad"]
          return {"batchItemFailures":
                  [{"itemIdentifier": r["kinesis"]["sequenceNumber"]} for r in bad]}
      """;

  private final RecordedStream stream = new RecordedStream(STREAM);
  private final RecordedStream table = new RecordedStream(TABLE);
  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @TempDir Path directory;

  @BeforeEach
  void offerStreams() {
    test.server
        .environment()
        .ports()
        .offerStreams("kinesis", () -> stream)
        .offerStreams("dynamodb", () -> table);
    stream.open(SHARD, null);
    table.open(SHARD, null);
  }

  @AfterEach
  void end() {
    test.close();
  }

  private void create(String code) {
    test.create(
        "f",
        "Code",
        LambdaTestServer.code(code),
        "Environment",
        Map.of("Variables", Map.of("SEEN", directory.resolve("seen").toString())));
  }

  private JsonNode map(String source, Object... more) {
    List<Object> members =
        new ArrayList<>(
            List.of(
                "FunctionName", "f", "EventSourceArn", source, "StartingPosition", "TRIM_HORIZON"));
    members.addAll(List.of(more));
    JsonNode made = test.ok("CreateEventSourceMapping", members.toArray());
    test.settle();
    return made;
  }

  private void put(String shard, String... data) {
    test.server
        .environment()
        .request(
            () -> {
              for (String each : data) {
                stream.add(shard, test.server.timeline().now(), "key-" + each, each);
              }
            });
    test.settle();
  }

  private void pass(int seconds) {
    test.server.passSeconds(seconds);
    test.settle();
  }

  private List<JsonNode> seen() {
    Path file = directory.resolve("seen");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .map(line -> JsonDocument.COMMON.find(line).orElseThrow().path("Records"))
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sequence numbers of each call, such as "1 2". */
  private List<String> calls() {
    return seen().stream()
        .map(
            records -> {
              List<String> numbers = new ArrayList<>();
              records.forEach(record -> numbers.add(record.at("/kinesis/sequenceNumber").asText()));
              return String.join(" ", numbers);
            })
        .toList();
  }

  @Test
  void recordsOfKinesisComeInAwsForm() {
    create(FAILING);
    JsonNode made = map(STREAM, "BatchSize", 2);
    assertThat(made.path("State").asText()).isEqualTo("Creating");
    assertThat(made.path("StateTransitionReason").asText()).isEqualTo("User action");
    assertThat(made.path("LastProcessingResult").asText()).isEqualTo("No records processed");
    assertThat(made.path("MaximumRetryAttempts").asInt()).isEqualTo(-1);
    assertThat(made.path("MaximumRecordAgeInSeconds").asInt()).isEqualTo(-1);
    assertThat(made.path("ParallelizationFactor").asInt()).isEqualTo(1);
    assertThat(made.path("TumblingWindowInSeconds").asInt(-1)).isZero();
    assertThat(made.path("BisectBatchOnFunctionError").asBoolean(true)).isFalse();
    assertThat(made.path("DestinationConfig").toString()).isEqualTo("{\"OnFailure\":{}}");
    put(SHARD, "hello", "two", "three");
    assertThat(calls()).containsExactly("1 2", "3");
    JsonNode record = seen().getFirst().get(0);
    assertThat(record.at("/kinesis/data").asText()).isEqualTo("aGVsbG8=");
    assertThat(record.at("/kinesis/partitionKey").asText()).isEqualTo("key-hello");
    assertThat(record.at("/kinesis/kinesisSchemaVersion").asText()).isEqualTo("1.0");
    assertThat(record.at("/kinesis/approximateArrivalTimestamp").isNumber()).isTrue();
    assertThat(record.path("eventID").asText()).isEqualTo(SHARD + ":1");
    assertThat(record.path("eventName").asText()).isEqualTo("aws:kinesis:record");
    assertThat(record.path("eventSource").asText()).isEqualTo("aws:kinesis");
    assertThat(record.path("eventSourceARN").asText()).isEqualTo(STREAM);
    assertThat(record.path("eventVersion").asText()).isEqualTo("1.0");
    assertThat(record.path("invokeIdentityArn").asText()).isEqualTo(LambdaTestServer.ROLE);
    String uuid = made.path("UUID").asText();
    JsonNode now = test.ok("GetEventSourceMapping", "UUID", uuid);
    assertThat(now.path("LastProcessingResult").asText()).isEqualTo("OK");
    JsonNode changed = test.ok("UpdateEventSourceMapping", "UUID", uuid, "Enabled", false);
    assertThat(changed.path("State").asText()).isEqualTo("Disabling");
    put(SHARD, "four");
    assertThat(calls()).hasSize(2);
    test.ok("UpdateEventSourceMapping", "UUID", uuid, "Enabled", true);
    test.settle();
    assertThat(calls()).containsExactly("1 2", "3", "4");
    assertThat(test.ok("DeleteEventSourceMapping", "UUID", uuid).path("State").asText())
        .isEqualTo("Deleting");
    put(SHARD, "five");
    assertThat(calls()).hasSize(3);
  }

  @Test
  void aBatchThatFailsIsTriedAgainAndThenReported() {
    create(FAILING);
    map(STREAM, "MaximumRetryAttempts", 1, "DestinationConfig", TO_QUEUE);
    put(SHARD, "bad");
    assertThat(calls()).containsExactly("1");
    assertThat(test.delivered).isEmpty();
    put(SHARD, "good");
    pass(5);
    assertThat(calls()).containsExactly("1", "1", "2");
    JsonNode report = test.delivered.getFirst();
    JsonNode request = report.path("requestContext");
    assertThat(request.path("functionArn").asText()).isEqualTo(LambdaTestServer.ARN + "f");
    assertThat(request.path("condition").asText()).isEqualTo("RetryAttemptsExhausted");
    assertThat(request.path("approximateInvokeCount").asInt()).isEqualTo(2);
    assertThat(report.path("responseContext").toString())
        .isEqualTo(
            "{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}");
    JsonNode batch = report.path("KinesisBatchInfo");
    assertThat(batch.path("shardId").asText()).isEqualTo(SHARD);
    assertThat(batch.path("startSequenceNumber").asText()).isEqualTo("1");
    assertThat(batch.path("endSequenceNumber").asText()).isEqualTo("1");
    assertThat(batch.path("batchSize").asInt()).isEqualTo(1);
    assertThat(batch.path("streamArn").asText()).isEqualTo(STREAM);
  }

  @Test
  void whatIsReportedIsABatchOfItsOwn() {
    create(REPORTING);
    map(
        STREAM,
        "BatchSize",
        3,
        "MaximumRetryAttempts",
        3,
        "FunctionResponseTypes",
        REPORTS,
        "DestinationConfig",
        TO_QUEUE);
    put(SHARD, "one", "two", "three", "four", "five", "bad");
    for (int i = 0; i < 5; i++) {
      pass(60);
    }
    assertThat(calls()).containsExactly("1 2 3", "4 5 6", "6", "6", "6", "6");
    JsonNode report = test.delivered.getFirst();
    assertThat(report.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(4);
    assertThat(report.at("/responseContext/functionError").isNull()).isTrue();
    assertThat(report.at("/KinesisBatchInfo/batchSize").asInt()).isEqualTo(1);
  }

  /** Of the documentation: splitting does not count as a retry. How AWS halves is not recorded. */
  @Test
  void aBatchThatFailsIsSplit() {
    create(FAILING);
    map(
        STREAM,
        "MaximumBatchingWindowInSeconds",
        1,
        "MaximumRetryAttempts",
        0,
        "BisectBatchOnFunctionError",
        true,
        "DestinationConfig",
        TO_QUEUE);
    put(SHARD, "one", "bad", "three", "four");
    assertThat(calls()).isEmpty();
    for (int i = 0; i < 4; i++) {
      pass(2);
    }
    assertThat(calls()).containsExactly("1 2 3 4", "1 2", "1", "2", "3 4");
    assertThat(test.delivered).hasSize(1);
    assertThat(test.delivered.getFirst().at("/KinesisBatchInfo/startSequenceNumber").asText())
        .isEqualTo("2");
  }

  @Test
  void recordsThatAreTooOldAreDiscarded() {
    create(FAILING);
    put(SHARD, "old");
    pass(100);
    put(SHARD, "new");
    map(STREAM, "MaximumRecordAgeInSeconds", 60, "DestinationConfig", TO_QUEUE);
    assertThat(calls()).containsExactly("2");
    JsonNode report = test.delivered.getFirst();
    assertThat(report.at("/requestContext/condition").asText()).isEqualTo("RecordAgeExceeded");
    assertThat(report.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(1);
    assertThat(report.has("responseContext")).isFalse();
    assertThat(report.at("/KinesisBatchInfo/endSequenceNumber").asText()).isEqualTo("1");
  }

  /** Of the documentation: "Lambda processes the parent's records first". */
  @Test
  void childrenComeAfterTheirParents() {
    create(FAILING);
    put(SHARD, "bad");
    stream.open(CHILD, SHARD);
    put(CHILD, "child");
    stream.close(SHARD);
    map(STREAM, "MaximumRetryAttempts", 1);
    assertThat(calls()).containsExactly("1");
    pass(5);
    assertThat(calls()).containsExactly("1", "1", "2");
  }

  /** Nothing of it is recorded: what is stored outlives the process. */
  @Test
  void aMappingGoesOnAfterARestart() {
    create(FAILING);
    put(SHARD, "one");
    JsonNode made = map(STREAM, "StartingPosition", "LATEST");
    put(SHARD, "two");
    assertThat(calls()).containsExactly("2");
    test.close();
    test.server.restart();
    test.settle();
    put(SHARD, "three");
    assertThat(calls()).containsExactly("2", "3");
    String uuid = made.path("UUID").asText();
    assertThat(test.ok("GetEventSourceMapping", "UUID", uuid).path("StartingPosition").asText())
        .isEqualTo("LATEST");
  }

  /** Of the documentation of StartingPosition; nothing of it is recorded. */
  @Test
  void aMappingBeginsAtAMoment() {
    create(FAILING);
    put(SHARD, "one");
    pass(10);
    long moment = test.server.timeline().nowMillis() / 1000;
    put(SHARD, "two");
    map(STREAM, "StartingPosition", "AT_TIMESTAMP", "StartingPositionTimestamp", moment);
    assertThat(calls()).containsExactly("2");
  }

  /** A bucket gets the records themselves too (recorded on AWS in November 2025). */
  @Test
  void bucketsGetRecordsThatAreGivenUp() {
    create(FAILING);
    JsonNode made =
        map(
            STREAM,
            "MaximumRetryAttempts",
            0,
            "DestinationConfig",
            Map.of("OnFailure", Map.of("Destination", "arn:aws:s3:::failures")));
    put(SHARD, "bad");
    assertThat(test.deliveredTo.getFirst())
        .matches(
            "arn:aws:s3:::failures/aws/lambda/"
                + made.path("UUID").asText()
                + "/"
                + SHARD
                + "/(\\d{4})/(\\d\\d)/(\\d\\d)/\\1-\\2-\\3T\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}");
    JsonNode report = test.delivered.getFirst();
    assertThat(report.at("/KinesisBatchInfo/batchSize").asInt()).isEqualTo(1);
    assertThat(report.at("/payload/Records/0/kinesis/data").asText()).isEqualTo("YmFk");
    assertThat(report.at("/payload/Records/0/eventSourceARN").asText()).isEqualTo(STREAM);
  }

  /** Of the documentation: a filter of Kinesis sees the data decoded; keys keep their order. */
  @Test
  void filtersAndLanesLeaveOrderAsItIs() {
    create(FAILING);
    map(
        STREAM,
        "ParallelizationFactor",
        4,
        "FilterCriteria",
        Map.of("Filters", List.of(Map.of("Pattern", "{\"data\":{\"kind\":[\"wanted\"]}}"))));
    put(SHARD, "{\"kind\":\"wanted\"}", "text", "{\"kind\":\"other\"}", "{\"kind\":\"wanted\"}");
    assertThat(String.join(" ", calls())).isEqualTo("1 4");
  }

  @Test
  void recordsOfTablesComeInAwsForm() {
    create(FAILING);
    JsonNode made = map(TABLE);
    assertThat(made.path("BatchSize").asInt()).isEqualTo(100);
    test.server
        .environment()
        .request(
            () ->
                table.add(
                    SHARD,
                    test.server.timeline().now(),
                    null,
                    """
                    {"eventID":"e","eventName":"REMOVE","eventVersion":"1.1",
                     "eventSource":"aws:dynamodb","awsRegion":"eu-west-1",
                     "dynamodb":{"Keys":{"k":{"S":"a"}},"SequenceNumber":"1"},
                     "userIdentity":{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}}
                    """));
    test.settle();
    JsonNode record = seen().getFirst().get(0);
    assertThat(record.at("/dynamodb/Keys/k/S").asText()).isEqualTo("a");
    assertThat(record.path("eventSourceARN").asText()).isEqualTo(TABLE);
    assertThat(record.path("userIdentity").toString())
        .isEqualTo("{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}");
  }

  private void refused(String code, String message, Object... members) {
    test.lambda
        .call("CreateEventSourceMapping", members)
        .isError(code.equals("ResourceConflictException") ? 409 : 400, code, message);
  }

  @Test
  void someMappingsAreRefused() {
    create(FAILING);
    refused(
        "InvalidParameterValueException",
        "1 validation error detected: Value null at 'startingPosition' failed to satisfy"
            + " constraint: Member must not be null.",
        "FunctionName",
        "f",
        "EventSourceArn",
        STREAM);
    refused(
        "ValidationException",
        "1 validation error detected: Value 'invalid' at 'startingPosition' failed to satisfy"
            + " constraint: Member must satisfy enum value set: [LATEST, AT_TIMESTAMP,"
            + " TRIM_HORIZON]",
        "FunctionName",
        "f",
        "EventSourceArn",
        STREAM,
        "StartingPosition",
        "invalid");
    refused(
        "InvalidParameterValueException",
        "Stream not found: " + STREAM + "2",
        "FunctionName",
        "f",
        "EventSourceArn",
        STREAM + "2",
        "StartingPosition",
        "LATEST");
    refused(
        "InvalidParameterValueException",
        "Invalid filter pattern definition.",
        "FunctionName",
        "f",
        "EventSourceArn",
        TABLE,
        "StartingPosition",
        "LATEST",
        "FilterCriteria",
        Map.of("Filters", List.of(Map.of("Pattern", "single-string"))));
    String uuid = map(STREAM).path("UUID").asText();
    refused(
        "ResourceConflictException",
        "The event source arn (\" "
            + STREAM
            + " \") and function (\" f \") provided mapping already exists. Please update or"
            + " delete the existing mapping with UUID "
            + uuid,
        "FunctionName",
        "f",
        "EventSourceArn",
        STREAM,
        "StartingPosition",
        "LATEST");
  }
}
