package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.CallerIdentity;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.WireAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Policies decide about tables, items and streams.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">Using
 *     IAM policy conditions for fine-grained access control</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html">Using
 *     resource-based policies for DynamoDB</a>
 */
class TableAccessTest {
  private static final String ANA = "AKIAIOSFODNN7EXAMPLE";
  private static final String ANA_ARN = "arn:aws:iam::123456789012:user/ana";
  private static final String OTHER = "210987654321";

  private final TestCallers callers = new TestCallers();
  private final DynamoDbWire wire = new DynamoDbWire(callers::enforcing);

  @BeforeEach
  void makeTable() {
    wire.indexedTable("scores", "S");
    wire.put("scores", "{'pk': {'S': 'ana'}, 'sk': {'S': 'a'}, 'secret': {'S': 'x'}}");
  }

  /** Ana may do what these statements say. */
  private void anaMay(String... statements) {
    callers.give(
        ANA,
        CallerIdentity.of(PolicyPrincipal.of(ANA_ARN))
            .withIdentityPolicies(TestCallers.policies(statements)));
  }

  private static String allow(String actions, String rest) {
    return "{'Effect': 'Allow', 'Action': " + actions + rest + "}";
  }

  private void allowed(String operation, String input) {
    WireAnswer answer = wire.callAs(ANA, operation, input);
    assertThat(answer.status()).as("%s: %s", operation, answer.text()).isEqualTo(200);
  }

  private void denied(String operation, String input) {
    denied(ANA, operation, input);
  }

  private void denied(String key, String operation, String input) {
    WireAnswer answer = wire.callAs(key, operation, input);
    assertThat(answer.status()).as("%s: %s", operation, answer.text()).isEqualTo(400);
    assertThat(DynamoDbWire.json(answer).path("__type").asText())
        .isEqualTo("com.amazon.coral.service#AccessDeniedException");
  }

  private static String key(String pk) {
    return "'TableName': 'scores', 'Key': {'pk': {'S': '%s'}, 'sk': {'S': 'a'}}".formatted(pk);
  }

  @Test
  void aUserNeedsAPolicy() {
    anaMay(allow("'dynamodb:GetItem'", ", 'Resource': '" + DynamoDbWire.ARN + "scores'"));
    allowed("GetItem", "{" + key("ana") + "}");
    denied("DeleteItem", "{" + key("ana") + "}");
    denied("DescribeTable", "{'TableName': 'scores'}");
    denied("GetItem", "{'TableName': 'nothing', 'Key': {'pk': {'S': 'a'}}}");
    WireAnswer answer = wire.callAs(ANA, "DeleteItem", "{" + key("ana") + "}");
    assertThat(DynamoDbWire.json(answer).path("Message").asText())
        .isEqualTo(
            "User: "
                + ANA_ARN
                + " is not authorized to perform: dynamodb:DeleteItem on resource: "
                + DynamoDbWire.ARN
                + "scores because no identity-based policy allows the dynamodb:DeleteItem action");
  }

  @Test
  void anIndexIsAResource() {
    anaMay(allow("'dynamodb:Query'", ", 'Resource': '" + DynamoDbWire.ARN + "scores/index/all'"));
    String of =
        ", 'KeyConditionExpression': '%s = :v', 'ExpressionAttributeValues': {':v': {'S': 'a'}}}";
    allowed("Query", "{'TableName': 'scores', 'IndexName': 'all'" + of.formatted("gp"));
    denied("Query", "{'TableName': 'scores', 'IndexName': 'keys'" + of.formatted("gp"));
    denied("Query", "{'TableName': 'scores'" + of.formatted("pk"));
  }

  /** "To limit access to specific items, based on the value of the partition key." */
  @Test
  void aPolicyCanGiveTheItemsOfAKey() {
    anaMay(
        allow(
            "'dynamodb:*'",
            ", 'Resource': '*', 'Condition': {'ForAllValues:StringEquals':"
                + " {'dynamodb:LeadingKeys': ['ana']}, 'Null': {'dynamodb:LeadingKeys':"
                + " 'false'}}"));
    allowed("GetItem", "{" + key("ana") + "}");
    denied("GetItem", "{" + key("bob") + "}");
    String item = "{'TableName': 'scores', 'Item': {'pk': {'S': '%s'}, 'sk': {'S': 'z'}}}";
    allowed("PutItem", item.formatted("ana"));
    denied("PutItem", item.formatted("bob"));
    String query =
        "{'TableName': 'scores', 'KeyConditionExpression': 'pk = :v',"
            + " 'ExpressionAttributeValues': {':v': {'S': '%s'}}}";
    allowed("Query", query.formatted("ana"));
    denied("Query", query.formatted("bob"));
    denied("Scan", "{'TableName': 'scores'}");
    String batch =
        "{'RequestItems': {'scores': {'Keys': [{'pk': {'S': 'ana'}, 'sk': {'S': 'a'}}, {'pk':"
            + " {'S': '%s'}, 'sk': {'S': 'b'}}]}}}";
    allowed("BatchGetItem", batch.formatted("ana"));
    denied("BatchGetItem", batch.formatted("bob"));
    String transaction =
        "{'TransactItems': [{'Delete': {" + key("ana") + "}}, {'Delete': {" + key("%s") + "}}]}";
    denied("TransactWriteItems", transaction.formatted("bob"));
    denied("ExecuteStatement", "{'Statement': 'SELECT * FROM scores'}");
    WireAnswer own =
        wire.server
            .client()
            .as(ANA)
            .callWithText(
                "ExecuteStatement", "{\"Statement\": \"SELECT * FROM scores WHERE pk = 'ana'\"}");
    assertThat(own.status()).as(own.text()).isEqualTo(200);
  }

  /** "To limit access to specific attributes." */
  @Test
  void aPolicyCanGiveSomeAttributes() {
    anaMay(
        allow(
            "'dynamodb:*'",
            ", 'Resource': '*', 'Condition': {'ForAllValues:StringEquals':"
                + " {'dynamodb:Attributes': ['pk', 'sk', 'shown']}, 'StringEqualsIfExists':"
                + " {'dynamodb:Select': 'SPECIFIC_ATTRIBUTES', 'dynamodb:ReturnValues':"
                + " ['NONE', 'UPDATED_OLD']}}"));
    allowed("GetItem", "{" + key("ana") + ", 'ProjectionExpression': 'shown, pk'}");
    denied("GetItem", "{" + key("ana") + ", 'ProjectionExpression': 'shown, secret'}");
    denied("Scan", "{'TableName': 'scores'}");
    allowed("Scan", "{'TableName': 'scores', 'ProjectionExpression': 'shown'}");
    denied(
        "Scan",
        "{'TableName': 'scores', 'ProjectionExpression': 'shown', 'FilterExpression':"
            + " 'attribute_exists(secret)'}");
    String update = "{" + key("ana") + ", 'UpdateExpression': 'REMOVE %s'%s}";
    allowed("UpdateItem", update.formatted("shown", ""));
    denied("UpdateItem", update.formatted("secret", ""));
    denied("UpdateItem", update.formatted("shown", ", 'ReturnValues': 'ALL_OLD'"));
  }

  @Test
  void aTablesPolicyLetsOthersIn() {
    String arn = DynamoDbWire.ARN + "scores";
    denied(OTHER, "GetItem", "{'TableName': '" + arn + "', 'Key': {'pk': {'S': 'ana'}}}");
    String policy =
        "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '%s'},"
            + " 'Action': ['dynamodb:GetItem', 'dynamodb:Query'], 'Resource': ['%s',"
            + " '%s/index/*']}]}";
    String revision = putPolicy(arn, policy.formatted(OTHER, arn, arn));
    String get = "{'TableName': '" + arn + "', 'Key': {'pk': {'S': 'ana'}, 'sk': {'S': 'a'}}}";
    assertThat(wire.callAs(OTHER, "GetItem", get).status()).isEqualTo(200);
    denied(OTHER, "DeleteItem", get);
    assertThat(putPolicy(arn, policy.formatted(OTHER, arn, arn))).isEqualTo(revision);
    wire.ok("DeleteResourcePolicy", "{'ResourceArn': '%s'}".formatted(arn));
    denied(OTHER, "GetItem", get);
  }

  private String putPolicy(String arn, String policy) {
    WireAnswer answer =
        wire.server
            .client()
            .call("PutResourcePolicy", "ResourceArn", arn, "Policy", policy.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return DynamoDbWire.json(answer).path("RevisionId").asText();
  }

  @Test
  void aStreamHasAPolicyOfItsOwn() {
    wire.ok(
        "UpdateTable",
        "{'TableName': 'scores', 'StreamSpecification': {'StreamEnabled': true, 'StreamViewType':"
            + " 'KEYS_ONLY'}}");
    String arn =
        wire.ok("DescribeTable", "{'TableName': 'scores'}")
            .path("Table")
            .path("LatestStreamArn")
            .asText();
    String describe = "{'StreamArn': '%s'}".formatted(arn);
    denied(OTHER, "DescribeStream", describe);
    putPolicy(
        arn,
        "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '%s'},"
                .formatted(OTHER)
            + " 'Action': 'dynamodb:DescribeStream', 'Resource': '%s'}]}".formatted(arn));
    assertThat(wire.callAs(OTHER, "DescribeStream", describe).status()).isEqualTo(200);
    denied(OTHER, "GetRecords", "{'ShardIterator': '%s|1|x'}".formatted(arn));
    wire.server.assertKept(
        () -> wire.ok("GetResourcePolicy", "{'ResourceArn': '%s'}".formatted(arn)));
  }
}
