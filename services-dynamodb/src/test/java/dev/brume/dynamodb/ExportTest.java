package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.testkit.MemoryBuckets;
import dev.brume.testkit.TestEnvironment;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exports to S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">DynamoDB
 *     table export output format</a>, from which the lines of the example item are taken
 */
class ExportTest {
  private static final String BOOK =
      """
      {'pk': {'S': 'book'}, 'Authors': {'SS': ['Author1', 'Author2']}, 'Id': {'N': '103'},
       'InPublication': {'BOOL': false}, 'PageCount': {'N': '600'}, 'Price': {'N': '2000'},
       'Half': {'N': '0.5'}, 'Title': {'S': 'Book "103"'}, 'Bytes': {'B': 'AQI='},
       'None': {'NULL': true}, 'List': {'L': [{'N': '-1'}, {'M': {'a b': {'S': 'x'}}}]}}
      """
          .replace("\"103\"", "\\\"103\\\"");

  private final MemoryBuckets buckets = new MemoryBuckets();
  private final DynamoDbWire dynamo =
      new DynamoDbWire(world -> world.with(buckets.ports()).with(Runnable::run));

  @BeforeEach
  void makeTable() {
    dynamo.hashTable("table");
    dynamo.ok(
        "UpdateContinuousBackups",
        "{'TableName': 'table', 'PointInTimeRecoverySpecification':"
            + " {'PointInTimeRecoveryEnabled': true}}");
  }

  private JsonNode export(String more) {
    JsonNode started =
        dynamo
            .ok(
                "ExportTableToPointInTime",
                "{'TableArn': '%stable', 'S3Bucket': 'bucket'%s}".formatted(DynamoDbWire.ARN, more))
            .path("ExportDescription");
    assertThat(started.path("ExportStatus").asText()).isEqualTo("IN_PROGRESS");
    dynamo.settle();
    return dynamo
        .ok("DescribeExport", "{'ExportArn': '%s'}".formatted(started.path("ExportArn").asText()))
        .path("ExportDescription");
  }

  private void putBook() {
    dynamo.exact(
        "PutItem", "{\"TableName\": \"table\", \"Item\": " + BOOK.replace('\'', '"') + "}");
  }

  private String onlyFile(String in) {
    List<String> files =
        buckets.objects().keySet().stream().filter(key -> key.contains(in)).toList();
    assertThat(files).hasSize(1);
    return buckets.unzipped(files.getFirst());
  }

  @Test
  void writesDynamoDbJson() {
    putBook();
    JsonNode done = export(", 'S3Prefix': 'pre'");

    assertThat(done.path("ExportStatus").asText()).isEqualTo("COMPLETED");
    assertThat(done.path("ItemCount").asInt()).isEqualTo(1);
    assertThat(done.path("ExportType").asText()).isEqualTo("FULL_EXPORT");
    String id = done.path("ExportArn").asText().replaceAll(".*/", "");
    String folder = "pre/AWSDynamoDB/" + id + "/";
    assertThat(done.path("ExportManifest").asText()).isEqualTo(folder + "manifest-summary.json");
    assertThat(buckets.objects().keySet())
        .contains(
            folder + "_started",
            folder + "manifest-summary.json",
            folder + "manifest-summary.checksum",
            folder + "manifest-files.json",
            folder + "manifest-files.checksum");
    assertThat(DynamoDbWire.json(onlyFile(folder + "data/")).path("Item"))
        .isEqualTo(DynamoDbWire.json(BOOK));

    JsonNode summary = DynamoDbWire.json(buckets.text(folder + "manifest-summary.json"));
    assertThat(summary.path("manifestFilesS3Key").asText())
        .isEqualTo(folder + "manifest-files.json");
    assertThat(summary.path("itemCount").asInt()).isEqualTo(1);
    assertThat(summary.path("outputFormat").asText()).isEqualTo("DYNAMODB_JSON");
    JsonNode file = DynamoDbWire.json(buckets.text(folder + "manifest-files.json"));
    assertThat(buckets.objects()).containsKey(file.path("dataFileS3Key").asText());
    assertThat(file.path("etag").asText()).isEqualTo("tag");
  }

  @Test
  void writesIon() {
    putBook();
    export(", 'ExportFormat': 'ION'");
    assertThat(onlyFile("/data/"))
        .isEqualTo(
            "$ion_1_0 {Item:{pk:\"book\",Authors:$dynamodb_SS::[\"Author1\",\"Author2\"],Id:103.,"
                + "InPublication:false,PageCount:6d2,Price:2d3,Half:0.5,"
                + "Title:\"Book \\\"103\\\"\",Bytes:{{AQI=}},None:null,"
                + "List:[-1.,{'a b':\"x\"}]}}\n");
  }

  @Test
  void goesBackInTime() {
    dynamo.put("table", "{'pk': {'S': 'early'}}");
    dynamo.server.passSeconds(60);
    long then = dynamo.nowMillis() / 1000;
    dynamo.server.passSeconds(60);
    dynamo.put("table", "{'pk': {'S': 'late'}}");
    export(", 'ExportTime': " + then);
    assertThat(onlyFile("/data/")).isEqualTo("{\"Item\":{\"pk\":{\"S\":\"early\"}}}\n");
  }

  @Test
  void filters() {
    dynamo.put("table", "{'pk': {'S': 'a'}, 'n': {'N': '1'}}");
    dynamo.put("table", "{'pk': {'S': 'b'}, 'n': {'N': '2'}}");
    JsonNode done =
        export(
            ", 'FilterSpecification': {'FilterExpression': 'n > :n', 'ProjectionExpression': 'n',"
                + " 'ExpressionAttributeValues': {':n': {'N': '1'}}}");
    assertThat(onlyFile("/data/")).isEqualTo("{\"Item\":{\"n\":{\"N\":\"2\"}}}\n");
    assertThat(done.path("FilterSpecification").path("FilterExpression").asText())
        .isEqualTo("n > :n");
  }

  @Test
  void checksKeyConditionsAtOnce() {
    dynamo.invalid(
        "ExportTableToPointInTime",
        """
        {'TableArn': '%stable', 'S3Bucket': 'bucket', 'FilterSpecification': {
           'KeyConditionExpression': 'zz = :v',
           'ExpressionAttributeValues': {':v': {'S': 'x'}}}}
        """
            .formatted(DynamoDbWire.ARN),
        "Query condition missed key schema element: pk");
  }

  /** What was inserted and deleted within the time is not there at either end of it. */
  @Test
  void takesWhatHasChanged() {
    dynamo.put("table", "{'pk': {'S': 'same'}}");
    dynamo.put("table", "{'pk': {'S': 'changed'}, 'n': {'N': '1'}}");
    dynamo.put("table", "{'pk': {'S': 'gone'}}");
    dynamo.server.passSeconds(60);
    long from = dynamo.nowMillis() / 1000;
    dynamo.server.passSeconds(60);
    dynamo.put("table", "{'pk': {'S': 'changed'}, 'n': {'N': '2'}}");
    dynamo.put("table", "{'pk': {'S': 'new'}}");
    dynamo.ok("DeleteItem", "{'TableName': 'table', 'Key': {'pk': {'S': 'gone'}}}");
    long written = dynamo.nowMillis() * 1000;
    dynamo.server.passSeconds(900);
    long to = dynamo.nowMillis() / 1000;

    export(
        ", 'ExportType': 'INCREMENTAL_EXPORT', 'IncrementalExportSpecification':"
            + " {'ExportFromTime': %d, 'ExportToTime': %d}".formatted(from, to));
    String metadata = "{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"" + written + "\"}},";
    assertThat(onlyFile("AWSDynamoDB/data/").lines())
        .containsExactlyInAnyOrder(
            metadata
                + "\"Keys\":{\"pk\":{\"S\":\"changed\"}},"
                + "\"OldImage\":{\"pk\":{\"S\":\"changed\"},\"n\":{\"N\":\"1\"}},"
                + "\"NewImage\":{\"pk\":{\"S\":\"changed\"},\"n\":{\"N\":\"2\"}}}",
            metadata + "\"Keys\":{\"pk\":{\"S\":\"new\"}},\"NewImage\":{\"pk\":{\"S\":\"new\"}}}",
            metadata
                + "\"Keys\":{\"pk\":{\"S\":\"gone\"}},\"OldImage\":{\"pk\":{\"S\":\"gone\"}}}");
  }

  /** The codes are documented; the words are ours but for the first. */
  @Test
  void isRefused() {
    dynamo.hashTable("plain");
    dynamo.fails(
        "ExportTableToPointInTime",
        "{'TableArn': '%splain', 'S3Bucket': 'bucket'}".formatted(DynamoDbWire.ARN),
        "PointInTimeRecoveryUnavailableException",
        "Point in time recovery is not enabled for table 'plain'");
    dynamo.fails(
        "ExportTableToPointInTime",
        "{'TableArn': '%snone', 'S3Bucket': 'bucket'}".formatted(DynamoDbWire.ARN),
        "TableNotFoundException",
        "Table not found: none");
    dynamo.fails(
        "DescribeExport",
        "{'ExportArn': '%stable/export/01695097218000-d6299cbd'}".formatted(DynamoDbWire.ARN),
        "ExportNotFoundException",
        "Export not found: " + DynamoDbWire.ARN + "table/export/01695097218000-d6299cbd");
  }

  @Test
  void failsWithoutItsBucket() {
    JsonNode started =
        dynamo.ok(
            "ExportTableToPointInTime",
            "{'TableArn': '%stable', 'S3Bucket': 'missing'}".formatted(DynamoDbWire.ARN));
    dynamo.settle();
    JsonNode done =
        dynamo
            .ok(
                "DescribeExport",
                "{'ExportArn': '%s'}"
                    .formatted(started.path("ExportDescription").path("ExportArn").asText()))
            .path("ExportDescription");
    assertThat(done.path("ExportStatus").asText()).isEqualTo("FAILED");
    assertThat(done.path("FailureCode").asText()).isEqualTo("S3NoSuchBucket");
  }

  @Test
  void isIdempotent() {
    String first = export(", 'ClientToken': 'token'").path("ExportArn").asText();
    JsonNode again =
        dynamo.ok(
            "ExportTableToPointInTime",
            "{'TableArn': '%stable', 'S3Bucket': 'bucket', 'ClientToken': 'token'}"
                .formatted(DynamoDbWire.ARN));
    assertThat(again.path("ExportDescription").path("ExportArn").asText()).isEqualTo(first);
    dynamo.fails(
        "ExportTableToPointInTime",
        "{'TableArn': '%stable', 'S3Bucket': 'other', 'ClientToken': 'token'}"
            .formatted(DynamoDbWire.ARN),
        "ExportConflictException",
        "The client token was used with other parameters: token");
  }

  @Test
  void areListed() {
    String first = export("").path("ExportArn").asText();
    dynamo.server.passSeconds(1);
    String second = export("").path("ExportArn").asText();
    JsonNode page = dynamo.ok("ListExports", "{'MaxResults': 1}");
    assertThat(page.path("ExportSummaries").get(0).path("ExportArn").asText()).isEqualTo(second);
    JsonNode rest =
        dynamo.ok("ListExports", "{'NextToken': '%s'}".formatted(page.path("NextToken").asText()));
    assertThat(rest.path("ExportSummaries")).hasSize(1);
    assertThat(rest.path("ExportSummaries").get(0).path("ExportArn").asText()).isEqualTo(first);
    assertThat(rest.has("NextToken")).isFalse();
  }

  /** "S3BucketOwner: the owner of the bucket the export will be stored in." */
  @Test
  void writesForTheOwnerOfTheBucketOnly() {
    JsonNode done = export(", 'S3BucketOwner': '210987654321'");
    assertThat(done.path("FailureCode").asText()).isEqualTo("S3AccessDenied");
    assertThat(buckets.objects()).isEmpty();
    done = export(", 'S3BucketOwner': '%s'".formatted(TestEnvironment.ACCOUNT));
    assertThat(done.path("ExportStatus").asText()).isEqualTo("COMPLETED");
  }

  /**
   * "S3SseAlgorithm: AES256, server-side encryption with Amazon S3 managed keys; KMS, server-side
   * encryption with KMS managed keys", of which S3SseKmsKeyId names one "if applicable".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExportTableToPointInTime.html">ExportTableToPointInTime</a>
   */
  @ParameterizedTest
  @CsvSource({
    "AES256, , AES256, ",
    "AES256, key, AES256, ",
    "KMS, , aws:kms, ",
    "KMS, key, aws:kms, key",
    ", , , "
  })
  void isEncryptedAsIsSaid(String algorithm, String key, String encryption, String withKey) {
    JsonNode done =
        export(
            (algorithm == null ? "" : ", 'S3SseAlgorithm': '" + algorithm + "'")
                + (key == null ? "" : ", 'S3SseKmsKeyId': '" + key + "'"));
    assertThat(buckets.attributes(done.path("ExportManifest").asText()))
        .isEqualTo(new ObjectAttributes("application/json", null, encryption, withKey, null));
  }
}
