package dev.brume.dynamodb;

import static dev.brume.testkit.TestEnvironment.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.MemoryBuckets;
import org.junit.jupiter.api.Test;

/**
 * Imports from S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Format.html">Amazon
 *     S3 import formats for DynamoDB</a>
 */
class ImportTest {
  private final MemoryBuckets buckets = new MemoryBuckets();
  private final DynamoDbWire dynamo =
      new DynamoDbWire(world -> world.with(buckets.ports()).with(Runnable::run));

  private static String input(String name, String format, String more) {
    return """
        {'S3BucketSource': {'S3Bucket': 'bucket', 'S3KeyPrefix': 'in/'}, 'InputFormat': '%s',
         'TableCreationParameters': {
           'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
           'AttributeDefinitions': [
             {'AttributeName': 'pk', 'AttributeType': 'S'},
             {'AttributeName': 'year', 'AttributeType': 'N'}],
           'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
           'GlobalSecondaryIndexes': [
             {'IndexName': 'byYear', 'KeySchema': [{'AttributeName': 'year', 'KeyType': 'HASH'}],
              'Projection': {'ProjectionType': 'ALL'}}]}%s}
        """
        .formatted(format, name, more);
  }

  private JsonNode imported(String name, String format, String more) {
    JsonNode started =
        dynamo.ok("ImportTable", input(name, format, more)).path("ImportTableDescription");
    assertThat(started.path("ImportStatus").asText()).isEqualTo("IN_PROGRESS");
    dynamo.settle();
    return dynamo
        .ok("DescribeImport", "{'ImportArn': '%s'}".formatted(started.path("ImportArn").asText()))
        .path("ImportTableDescription");
  }

  @Test
  void readsDynamoDbJson() {
    buckets.put(
        "in/1.json",
        """
        {"Item": {"pk": {"S": "a"}, "year": {"N": "1"}, "l": {"L": [{"BOOL": true}]}}}
        {"Item": {"pk": {"S": "b"}}}
        """);
    buckets.put("other/2.json", "{\"Item\": {\"pk\": {\"S\": \"c\"}}}");

    JsonNode done = imported("table", "DYNAMODB_JSON", "");
    assertThat(done.path("ImportStatus").asText()).isEqualTo("COMPLETED");
    assertThat(done.path("ImportedItemCount").asInt()).isEqualTo(2);
    assertThat(done.path("ProcessedItemCount").asInt()).isEqualTo(2);
    assertThat(done.path("ErrorCount").asInt()).isZero();
    assertThat(
            dynamo.ok("DescribeTable", "{'TableName': 'table'}").path("Table").path("TableStatus"))
        .isEqualTo(DynamoDbWire.json("'ACTIVE'"));
    assertThat(dynamo.get("table", "a"))
        .isEqualTo(
            DynamoDbWire.json(
                "{'pk': {'S': 'a'}, 'year': {'N': '1'}, 'l': {'L': [{'BOOL': true}]}}"));
    assertThat(
            dynamo
                .ok("Scan", "{'TableName': 'table', 'IndexName': 'byYear'}")
                .path("Count")
                .asInt())
        .isEqualTo(1);
  }

  /** "All columns other than keys are imported as DynamoDB strings." */
  @Test
  void readsCsv() {
    buckets.putZipped("in/1.csv.gz", "pk,year,text\r\na,1999,\"x, \"\"y\"\"\"\r\nb,2000,7\n");
    imported("table", "CSV", ", 'InputCompressionType': 'GZIP'");
    assertThat(dynamo.get("table", "a").path("text").path("S").asText()).isEqualTo("x, \"y\"");
    assertThat(dynamo.get("table", "b"))
        .isEqualTo(
            DynamoDbWire.json("{'pk': {'S': 'b'}, 'year': {'N': '2000'}, 'text': {'S': '7'}}"));
  }

  @Test
  void readsCsvWithGivenHeaders() {
    buckets.put("in/1.csv", "a;1999\nb;2000;too many\nc;no number\n");
    JsonNode done =
        imported(
            "table",
            "CSV",
            ", 'InputFormatOptions': {'Csv': {'Delimiter': ';', 'HeaderList': ['pk', 'year']}}");
    assertThat(done.path("ImportedItemCount").asInt()).isEqualTo(1);
    assertThat(done.path("ErrorCount").asInt()).isEqualTo(2);
    assertThat(done.path("ImportStatus").asText()).isEqualTo("FAILED");
    assertThat(done.path("FailureCode").asText()).isEqualTo("ItemValidationError");
    assertThat(done.path("FailureMessage").asText())
        .isEqualTo(
            "Some of the items failed validation checks. Please refer to CloudWatch error logs for"
                + " more details.");
    assertThat(dynamo.get("table", "a").path("year").path("N").asText()).isEqualTo("1999");
  }

  @Test
  void readsIon() {
    buckets.put(
        "in/1.ion",
        """
        $ion_1_0 {Item:{pk:"a",Authors:$dynamodb_SS::["A","B"],year:103.,Pages:6d2,'a b':null}}
        $ion_1_0 { Item: { pk : "b" /* of many lines */,
          n: [1, 2.5e0, {{AQI=}}, true, {"x": "\\u00e9\\n"}] } }
        $ion_1_0 {Item:{pk:2023-01-01}}
        $ion_1_0 {Item:{pk:"c"}}
        """);
    JsonNode done = imported("table", "ION", "");
    assertThat(done.path("ImportedItemCount").asInt()).isEqualTo(3);
    assertThat(done.path("ErrorCount").asInt()).isEqualTo(1);
    assertThat(dynamo.get("table", "a"))
        .isEqualTo(
            DynamoDbWire.json(
                """
                {'pk': {'S': 'a'}, 'Authors': {'SS': ['A', 'B']}, 'year': {'N': '103'},
                 'Pages': {'N': '600'}, 'a b': {'NULL': true}}
                """));
    assertThat(dynamo.get("table", "b").path("n"))
        .isEqualTo(
            DynamoDbWire.json(
                """
                {'L': [{'N': '1'}, {'N': '2.5'}, {'B': 'AQI='}, {'BOOL': true},
                       {'M': {'x': {'S': '\\u00e9\\n'}}}]}
                """));
    assertThat(dynamo.get("table", "c").isMissingNode()).isFalse();
  }

  /** "S3BucketOwner: if the bucket is owned by the requester this is optional." */
  @Test
  void readsBucketsOfTheirOwnerOnly() {
    buckets.put("in/1.csv", "pk\na\n");
    dynamo.ok(
        "ImportTable",
        input("mine", "CSV", "")
            .replace("'bucket',", "'bucket', 'S3BucketOwner': '%s',".formatted(ACCOUNT)));
    JsonNode others =
        dynamo
            .ok(
                "ImportTable",
                input("others", "CSV", "")
                    .replace("'bucket',", "'bucket', 'S3BucketOwner': '210987654321',"))
            .path("ImportTableDescription");
    dynamo.settle();
    assertThat(dynamo.get("mine", "a").isMissingNode()).isFalse();
    assertThat(
            dynamo
                .ok(
                    "DescribeImport",
                    "{'ImportArn': '%s'}".formatted(others.path("ImportArn").asText()))
                .path("ImportTableDescription")
                .path("FailureCode")
                .asText())
        .isEqualTo("S3AccessDenied");
  }

  /** The codes are known, their words are not. */
  @Test
  void failsWithoutObjects() {
    assertThat(imported("table", "CSV", "").path("FailureCode").asText()).isEqualTo("S3NoSuchKey");
  }

  @Test
  void makesATableThatIsNotThereYet() {
    dynamo.ok("CreateTable", "{'TableName': 'table'" + REST);
    dynamo.fails(
        "ImportTable",
        input("table", "CSV", ""),
        "ResourceInUseException",
        "Table already exists: table");
    dynamo.fails(
        "DescribeImport",
        "{'ImportArn': '%stable/import/01695097218000-d6299cbd'}".formatted(DynamoDbWire.ARN),
        "ImportNotFoundException",
        "Import not found: " + DynamoDbWire.ARN + "table/import/01695097218000-d6299cbd");
  }

  private static final String REST =
      ", 'BillingMode': 'PAY_PER_REQUEST',"
          + " 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],"
          + " 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}";

  /** The model demands tokens of at least 112 hexadecimal digits. */
  @Test
  void areListed() {
    buckets.put("in/1.json", "{\"Item\": {\"pk\": {\"S\": \"a\"}}}");
    imported("one", "DYNAMODB_JSON", "");
    dynamo.server.passSeconds(1);
    imported("two", "DYNAMODB_JSON", "");
    JsonNode page = dynamo.ok("ListImports", "{'PageSize': 1}");
    assertThat(page.path("ImportSummaryList").get(0).path("TableArn").asText()).endsWith("two");
    assertThat(page.path("NextToken").asText()).matches("([0-9a-f]{16})+");
    JsonNode rest =
        dynamo.ok("ListImports", "{'NextToken': '%s'}".formatted(page.path("NextToken").asText()));
    assertThat(rest.path("ImportSummaryList")).hasSize(1);
    assertThat(rest.path("ImportSummaryList").get(0).path("TableArn").asText()).endsWith("one");
  }
}
