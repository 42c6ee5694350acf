package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.testkit.MemoryBuckets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bulk puts from S3: StartBulkPutItems and its neighbours. What is checked, the states and the
 * counts are documented. How a record names its condition, what the reports look like and the words
 * of refusals are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StartBulkPutItems.html">StartBulkPutItems</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/BulkPutItems.Considerations.html">Bulk
 *     put items considerations, quotas, and permissions</a>
 */
class BulkPutTest {
  private final MemoryBuckets buckets = new MemoryBuckets();

  /** Work that waits while {@link #held} is set. */
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  private boolean held;

  private final DynamoDbWire dynamo =
      new DynamoDbWire(world -> world.with(buckets.ports()).with(this::background));

  private void background(Runnable work) {
    if (held) {
      waiting.add(work);
    } else {
      work.run();
    }
  }

  private void release() {
    held = false;
    while (!waiting.isEmpty()) {
      waiting.poll().run();
    }
    dynamo.settle();
  }

  @BeforeEach
  void makeTable() {
    dynamo.hashTable("tab");
  }

  private static String input(String format, String more) {
    return """
        {'TableName': 'tab',
         'InputS3Configuration': {
           'S3Bucket': 'bucket', 'S3KeyPrefix': 'in/', 'InputFormat': '%s'},
         'OutputS3Configuration': {
           'S3Bucket': 'bucket', 'S3KeyPrefix': 'out',
           'OutputType': ['ERROR', 'CONDITION_CHECK_FAILURE']}%s}
        """
        .formatted(format, more);
  }

  private JsonNode start(String format, String more) {
    JsonNode started =
        dynamo.ok("StartBulkPutItems", input(format, more)).path("BulkOperationDescription");
    assertThat(started.path("BulkOperationStatus").asText()).isEqualTo("IN_PROGRESS");
    return started;
  }

  private JsonNode described(JsonNode started) {
    return dynamo.ok("DescribeBulkOperation", arn(started)).path("BulkOperationDescription");
  }

  private static String arn(JsonNode started) {
    return "{'BulkOperationArn': '%s'}".formatted(started.path("BulkOperationArn").asText());
  }

  private JsonNode done(String format, String more) {
    JsonNode started = start(format, more);
    dynamo.settle();
    return described(started);
  }

  private String report(JsonNode done, String name) {
    String arn = done.path("BulkOperationArn").asText();
    return "out/AWSDynamoDB/" + arn.substring(arn.lastIndexOf('/') + 1) + "/" + name;
  }

  @Test
  void putsItemsIntoATableThatIsThere() {
    dynamo.put("tab", "{'pk': {'S': 'a'}, 'old': {'N': '1'}}");
    buckets.put(
        "in/1.json",
        """
        {"Item": {"pk": {"S": "a"}, "n": {"N": "1"}}}

        {"Item": {"pk": {"S": "b"}, "l": {"L": [{"BOOL": true}]}}}
        """);
    buckets.put("in/2.json", "{\"Item\": {\"pk\": {\"S\": \"c\"}}}");
    JsonNode done = done("DYNAMODB_JSON", ", 'ClientToken': 'token', 'MaxWriteRequestUnits': 2000");
    assertThat(done.path("BulkOperationStatus").asText()).isEqualTo("COMPLETED");
    assertThat(done.path("ProcessedItemCount").asInt()).isEqualTo(3);
    assertThat(done.path("FailedItemCount").asInt()).isZero();
    assertThat(done.path("TotalInputBytes").asLong())
        .isEqualTo(done.path("ProcessedInputBytes").asLong())
        .isEqualTo(
            buckets.objects().get("in/1.json").length + buckets.objects().get("in/2.json").length);
    assertThat(done.path("TableDetails").get(0).path("TableName").asText()).isEqualTo("tab");
    assertThat(done.path("PerformanceTier").asText()).isEqualTo("STANDARD");
    assertThat(done.path("MaxWriteRequestUnits").asInt()).isEqualTo(2000);
    assertThat(done.path("ClientToken").asText()).isEqualTo("token");
    assertThat(done.path("InputS3Configuration").path("InputCompressionType").asText())
        .isEqualTo("NONE");
    assertThat(dynamo.get("tab", "a"))
        .isEqualTo(DynamoDbWire.json("{'pk': {'S': 'a'}, 'n': {'N': '1'}}"));
    assertThat(dynamo.get("tab", "b").isMissingNode()).isFalse();
    assertThat(dynamo.get("tab", "c").isMissingNode()).isFalse();
    JsonNode manifest = DynamoDbWire.json(buckets.text(report(done, "manifest-summary.json")));
    assertThat(manifest.path("processedItemCount").asInt()).isEqualTo(3);
  }

  /** "Condition-check failures do not cause the operation to complete with errors." */
  @Test
  void writesWhereAConditionHolds() {
    dynamo.put("tab", "{'pk': {'S': 'a'}, 'v': {'N': '5'}}");
    buckets.put(
        "in/1.json",
        """
        {"Item":{"pk":{"S":"a"}},"ConditionExpression":"attribute_not_exists(pk)"}
        {"Item":{"pk":{"S":"b"}},"ConditionExpression":"attribute_not_exists(pk)"}
        {"Item":{"pk":{"S":"a"},"v":{"N":"6"}},"ConditionExpression":"#v < :v",\
        "ExpressionAttributeNames":{"#v":"v"},"ExpressionAttributeValues":{":v":{"N":"6"}}}
        """);
    JsonNode done = done("DYNAMODB_JSON", "");
    assertThat(done.path("BulkOperationStatus").asText()).isEqualTo("COMPLETED");
    assertThat(done.path("ProcessedItemCount").asInt()).isEqualTo(3);
    assertThat(done.path("FailedItemCount").asInt()).isZero();
    assertThat(dynamo.get("tab", "a").path("v").path("N").asText()).isEqualTo("6");
    assertThat(dynamo.get("tab", "b").isMissingNode()).isFalse();
    assertThat(buckets.unzipped(report(done, "condition-check-failures/000000.json.gz")))
        .isEqualTo(
            "{\"S3Key\":\"in/1.json\",\"Item\":{\"pk\":{\"S\":\"a\"}},"
                + "\"ExistingItem\":{\"pk\":{\"S\":\"a\"},\"v\":{\"N\":\"5\"}}}\n");
  }

  @Test
  void reportsWhatIsNoItem() {
    buckets.put(
        "in/1.json",
        """
        {"Item": {"pk": {"N": "1"}}}
        {"Item": {"pk": {"S": "good"}}}
        no JSON
        {"Item": {"pk": {"S": "x"}}, "ConditionExpression": "pk ="}
        {"Item": {"pk": {"S": "y"}}, "Condition": "attribute_not_exists(pk)"}
        """);
    buckets.objects().put("in/2.json", new byte[] {(byte) 0xc3, (byte) 0x28});
    JsonNode done = done("DYNAMODB_JSON", "");
    assertThat(done.path("BulkOperationStatus").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
    assertThat(done.path("ProcessedItemCount").asInt()).isEqualTo(6);
    assertThat(done.path("FailedItemCount").asInt()).isEqualTo(5);
    assertThat(dynamo.ok("Scan", "{'TableName': 'tab'}").path("Count").asInt()).isEqualTo(1);
    String errors = buckets.unzipped(report(done, "errors/000000.json.gz"));
    assertThat(errors.lines()).hasSize(4);
    assertThat(errors)
        .startsWith(
            "{\"S3Key\":\"in/1.json\",\"ErrorMessage\":\"One or more parameter values were invalid:"
                + " Type mismatch for key pk expected: S actual: N\"")
        .contains("Unknown member of a record: Condition");
    assertThat(buckets.unzipped(report(done, "errors/000001.json.gz")))
        .contains("The object is not in UTF-8");
  }

  @Test
  void readsIonAndGzip() {
    buckets.putZipped(
        "in/1.ion.gz",
        """
        $ion_1_0 {Item:{pk:"a",n:1.5}}
        {Item:{pk:"a"},ConditionExpression:"n = :n",ExpressionAttributeValues:{':n':1}}
        """);
    JsonNode done =
        dynamo
            .ok(
                "StartBulkPutItems",
                input("ION", "").replace("'ION'", "'ION', 'InputCompressionType': 'GZIP'"))
            .path("BulkOperationDescription");
    dynamo.settle();
    done = described(done);
    assertThat(done.path("BulkOperationStatus").asText()).isEqualTo("COMPLETED");
    assertThat(dynamo.get("tab", "a").path("n").path("N").asText()).isEqualTo("1.5");
  }

  /** "During the 8 hours after the initial request": the same token is the same operation. */
  @Test
  void startsOnceForAToken() {
    buckets.put("in/1.json", "{\"Item\": {\"pk\": {\"S\": \"a\"}}}");
    JsonNode first = start("DYNAMODB_JSON", ", 'ClientToken': 't'");
    dynamo.settle();
    JsonNode again =
        dynamo
            .ok("StartBulkPutItems", input("DYNAMODB_JSON", ", 'ClientToken': 't'"))
            .path("BulkOperationDescription");
    assertThat(again.path("BulkOperationArn")).isEqualTo(first.path("BulkOperationArn"));
    dynamo.fails(
        "StartBulkPutItems",
        input("ION", ", 'ClientToken': 't'"),
        "IdempotentParameterMismatchException",
        "The client token was used with other parameters: t");
    dynamo.server.passSeconds(8 * 3600 + 1);
    assertThat(start("ION", ", 'ClientToken': 't'").path("BulkOperationArn"))
        .isNotEqualTo(first.path("BulkOperationArn"));
  }

  @Test
  void stopsWhenItIsCancelled() {
    buckets.put("in/1.json", "{\"Item\": {\"pk\": {\"S\": \"a\"}}}");
    held = true;
    JsonNode started = start("DYNAMODB_JSON", "");
    dynamo.fails(
        "StartBulkPutItems",
        input("DYNAMODB_JSON", ""),
        "ResourceInUseException",
        "A bulk operation is in progress on the table: tab");
    held = false; // what began waits on
    dynamo.fails(
        "UpdateTable",
        "{'TableName': 'tab', 'ReplicaUpdates': [{'Create': {'RegionName': 'us-east-2'}}]}",
        "ResourceInUseException",
        "A bulk operation is in progress on the table: tab");
    JsonNode cancelled = dynamo.ok("CancelBulkOperation", arn(started));
    assertThat(cancelled.path("BulkOperationStatus").asText()).isEqualTo("CANCELLING");
    assertThat(cancelled.path("BulkOperationArn")).isEqualTo(started.path("BulkOperationArn"));
    release();
    assertThat(described(started).path("BulkOperationStatus").asText()).isEqualTo("CANCELLED");
    assertThat(dynamo.get("tab", "a").isMissingNode()).isTrue();
    dynamo.invalid(
        "CancelBulkOperation", arn(started), "The bulk operation is not in progress: CANCELLED");
  }

  /** "The AWS account ID of the output bucket owner"; "the KMS key that encrypts the output". */
  @Test
  void writesReportsForTheirOwnerWithTheirKey() {
    buckets.put("in/1.json", "{\"Item\": {\"pk\": {\"S\": \"a\"}}}");
    JsonNode started =
        dynamo
            .ok(
                "StartBulkPutItems",
                input("DYNAMODB_JSON", "")
                    .replace(
                        "'S3KeyPrefix': 'out',",
                        "'S3KeyPrefix': 'out', 'S3BucketOwner': '123456789012', 'S3SseAlgorithm':"
                            + " 'KMS', 'S3SseKmsKeyId': 'key',"))
            .path("BulkOperationDescription");
    dynamo.settle();
    String manifest = report(described(started), "manifest-summary.json");
    assertThat(buckets.attributes(manifest))
        .isEqualTo(
            new ObjectAttributes("application/json", null, "aws:kms", "key", "123456789012"));
  }

  @Test
  void isRefused() {
    buckets.put("in/1.json", "{\"Item\": {\"pk\": {\"S\": \"a\"}}}");
    dynamo.fails(
        "StartBulkPutItems",
        input("ION", "").replace("'tab'", "'none'"),
        "ResourceNotFoundException",
        "Requested resource not found: Table: none not found");
    dynamo.invalid(
        "StartBulkPutItems",
        input("ION", "").replace("'ERROR', 'CONDITION_CHECK_FAILURE'", ""),
        "One or more parameter values were invalid: OutputS3Configuration.OutputType must not be"
            + " empty");
    dynamo.invalid(
        "StartBulkPutItems",
        "{'TableName': 'tab', 'InputS3Configuration': {'S3Bucket': 'bucket', 'InputFormat':"
            + " 'ION'}, 'OutputS3Configuration': {'OutputType': ['ERROR']}}",
        "One or more parameter values were invalid: OutputS3Configuration.S3Bucket must be"
            + " specified");
    dynamo.invalid(
        "StartBulkPutItems",
        input("ION", ", 'MaxWriteRequestUnits': 1023"),
        "1 validation error detected: Value '1023' at 'maxWriteRequestUnits' failed to satisfy"
            + " constraint: Member must have value greater than or equal to 1024");
    String unknown = DynamoDbWire.ARN + "tab/bulk-operation/01695097218000-d6299cbd";
    dynamo.fails(
        "DescribeBulkOperation",
        "{'BulkOperationArn': '%s'}".formatted(unknown),
        "ResourceNotFoundException",
        "Bulk operation not found: " + unknown);
    dynamo.ok(
        "UpdateTable",
        "{'TableName': 'tab', 'ReplicaUpdates': [{'Create': {'RegionName': 'us-east-2'}}]}");
    dynamo.invalid(
        "StartBulkPutItems",
        input("ION", ""),
        "Bulk operations are not supported on global tables: tab");
  }

  @Test
  void fails() {
    assertThat(done("ION", "").path("FailureCode").asText()).isEqualTo("S3NoSuchKey");
    buckets.put("in/1.json", "{\"Item\": {\"pk\": {\"S\": \"a\"}}}");
    JsonNode started =
        dynamo
            .ok(
                "StartBulkPutItems",
                input("DYNAMODB_JSON", "").replace("'bucket', 'S3KeyPrefix': 'out'", "'nowhere'"))
            .path("BulkOperationDescription");
    dynamo.settle();
    JsonNode done = described(started);
    assertThat(done.path("BulkOperationStatus").asText()).isEqualTo("FAILED");
    assertThat(done.path("FailureCode").asText()).isEqualTo("S3NoSuchBucket");
    assertThat(dynamo.get("tab", "a").isMissingNode()).isTrue();
  }

  /** "S3BucketOwner: the AWS account ID of the bucket owner", of the input and of the output. */
  @ParameterizedTest
  @ValueSource(strings = {"'S3KeyPrefix': 'in/',", "'S3KeyPrefix': 'out',"})
  void failsInBucketsOfOthers(String prefix) {
    buckets.put("in/1.json", "{\"Item\": {\"pk\": {\"S\": \"a\"}}}");
    JsonNode started =
        dynamo
            .ok(
                "StartBulkPutItems",
                input("DYNAMODB_JSON", "")
                    .replace(prefix, prefix + " 'S3BucketOwner': '210987654321',"))
            .path("BulkOperationDescription");
    dynamo.settle();
    assertThat(described(started).path("FailureCode").asText()).isEqualTo("S3AccessDenied");
    assertThat(dynamo.get("tab", "a").isMissingNode()).isTrue();
  }

  @Test
  void areListed() {
    buckets.put("in/1.json", "{\"Item\": {\"pk\": {\"S\": \"a\"}}}");
    JsonNode first = done("DYNAMODB_JSON", "");
    dynamo.server.passSeconds(1);
    JsonNode second = done("DYNAMODB_JSON", "");
    JsonNode page = dynamo.ok("ListBulkOperations", "{'MaxResults': 1}");
    assertThat(page.path("BulkOperationsSummaryList").get(0).path("BulkOperationArn"))
        .isEqualTo(second.path("BulkOperationArn"));
    JsonNode rest =
        dynamo.ok(
            "ListBulkOperations", "{'NextToken': '%s'}".formatted(page.path("NextToken").asText()));
    assertThat(rest.path("BulkOperationsSummaryList")).hasSize(1);
    assertThat(rest.path("BulkOperationsSummaryList").get(0).path("BulkOperationArn"))
        .isEqualTo(first.path("BulkOperationArn"));
    assertThat(rest.path("BulkOperationsSummaryList").get(0).path("BulkOperationStatus").asText())
        .isEqualTo("COMPLETED");
    assertThat(rest.has("NextToken")).isFalse();
    dynamo.server.restart();
    assertThat(dynamo.ok("ListBulkOperations", "{}").path("BulkOperationsSummaryList")).hasSize(2);
  }
}
