package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.dynamodb.api.DynamoDbApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables that are named by their ARNs. Each region has its own endpoint, and "you can specify the
 * ARN of the table in place of its name"; what AWS answers to the ARN of another region is not
 * known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html">DescribeTable</a>
 */
class ArnOfTableTest {
  private static final String FAR = "arn:aws:dynamodb:us-east-2:123456789012:table/tab";

  private final DynamoDbWire dynamo = new DynamoDbWire();

  @BeforeEach
  void makeTables() {
    dynamo.hashTable("tab");
    dynamo
        .server
        .client(DynamoDbApi.SERVICE)
        .in("us-east-2")
        .callWithText(
            "CreateTable",
            """
            {"TableName": "tab", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}
            """)
        .hasStatus(200);
  }

  @Test
  void thoseOfOtherRegionsAreNotFound() {
    for (String operation : new String[] {"DescribeTable", "DeleteTable", "Scan"}) {
      dynamo.fails(
          operation,
          "{'TableName': '" + FAR + "'}",
          "ResourceNotFoundException",
          "Requested resource not found");
    }
    dynamo.fails(
        "ListTagsOfResource",
        "{'ResourceArn': '" + FAR + "'}",
        "ResourceNotFoundException",
        "Requested resource not found");
  }

  @Test
  void streamsOfOtherRegionsAreNotFound() {
    String arn =
        DynamoDbWire.json(
                dynamo
                    .server
                    .client(DynamoDbApi.SERVICE)
                    .in("us-east-2")
                    .callWithText(
                        "UpdateTable",
                        """
                        {"TableName": "tab", "StreamSpecification":
                         {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}}
                        """))
            .path("TableDescription")
            .path("LatestStreamArn")
            .asText();
    assertThat(arn).startsWith(FAR);
    dynamo.fails(
        "DescribeStream",
        "{'StreamArn': '" + arn + "'}",
        "ResourceNotFoundException",
        "Requested resource not found: Stream: " + arn + " not found");
  }

  @Test
  void aTableIsTheSameByNameAndByArn() {
    dynamo.ok("DescribeTable", "{'TableName': '" + DynamoDbWire.ARN + "tab'}");
    String put = "[{'PutRequest': {'Item': {'pk': {'S': 'a'}}}}]";
    dynamo.invalid(
        "BatchWriteItem",
        "{'RequestItems': {'tab': %s, '%stab': %s}}".formatted(put, DynamoDbWire.ARN, put),
        "Provided list of item keys contains duplicates");
    String get = "{'Keys': [{'pk': {'S': 'a'}}]}";
    dynamo.invalid(
        "BatchGetItem",
        "{'RequestItems': {'tab': %s, '%stab': %s}}".formatted(get, DynamoDbWire.ARN, get),
        "Provided list of item keys contains duplicates");
  }

  /** No token was ever given out: all of a table's tags are in one answer. */
  @Test
  void noTokenOfTagsIsValid() {
    dynamo.invalid(
        "ListTagsOfResource",
        "{'ResourceArn': '" + DynamoDbWire.ARN + "tab', 'NextToken': 'x'}",
        "Invalid NextToken");
  }
}
