package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Searches of vector indexes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchWorkingWith.html">Creating
 *     and searching vector indexes</a>, <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchTroubleshooting.html">Troubleshooting
 *     vector indexes</a> and AWS's skill for agents, "Vector indexes and SearchVectors", whose
 *     error texts are "reproduced verbatim from the service"
 */
class SearchVectorsTest {
  private final DynamoDbWire dynamo = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    dynamo.ok(
        "CreateTable",
        """
        {'TableName': 'shop', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [
           {'AttributeName': 'pk', 'AttributeType': 'S'},
           {'AttributeName': 'kind', 'AttributeType': 'S'},
           {'AttributeName': 'year', 'AttributeType': 'N'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'VectorIndexes': [
           {'IndexName': 'cosine', 'VectorAttribute': {'AttributeName': 'v'}, 'Dimensions': 2,
            'DistanceFunction': 'COSINE', 'Projection': {'ProjectionType': 'ALL'}},
           {'IndexName': 'euclid', 'VectorAttribute': {'AttributeName': 'v'}, 'Dimensions': 2,
            'DistanceFunction': 'EUCLIDEAN', 'Projection': {'ProjectionType': 'KEYS_ONLY'}},
           {'IndexName': 'parted', 'VectorAttribute': {'AttributeName': 'v'}, 'Dimensions': 2,
            'SearchSchema': [
              {'AttributeName': 'kind', 'SearchSchemaElementType': 'HASH'},
              {'AttributeName': 'year', 'SearchSchemaElementType': 'INLINE_FILTER'}],
            'DistanceFunction': 'DOT_PRODUCT',
            'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['title']}}]}
        """);
  }

  private void put(String pk, String kind, double x, double y, String more) {
    dynamo.put(
        "shop",
        "{'pk': {'S': '%s'}, 'kind': {'S': '%s'}, 'v': {'L': [{'N': '%s'}, {'N': '%s'}]}%s}"
            .formatted(pk, kind, x, y, more));
  }

  private static String search(String index, double x, double y, int topK, String more) {
    return """
        {'TableName': 'shop', 'IndexName': '%s', 'TopK': %d,
         'SearchVector': [{'N': '%s'}, {'N': '%s'}]%s}"""
        .formatted(index, topK, x, y, more);
  }

  private JsonNode found(String index, double x, double y, int topK, String more) {
    return dynamo.ok("SearchVectors", search(index, x, y, topK, more)).path("SearchResults");
  }

  private static List<String> keys(JsonNode results) {
    List<String> keys = new ArrayList<>();
    results.forEach(each -> keys.add(each.path("Item").path("pk").path("S").asText()));
    return keys;
  }

  private static List<Double> scores(JsonNode results) {
    List<Double> scores = new ArrayList<>();
    results.forEach(each -> scores.add(each.path("Score").asDouble()));
    return scores;
  }

  /** "[10,0,0,0] ranks tied-first under COSINE (0.0) and last under EUCLIDEAN (9.0)." */
  @Test
  void rankByTheDistanceFunction() {
    put("one", "a", 1, 0, "");
    put("ten", "a", 10, 0, "");
    put("up", "a", 0, 1, "");
    put("back", "a", -1, 0, "");

    JsonNode cosine = found("cosine", 1, 0, 10, "");
    assertThat(scores(cosine)).containsExactly(0.0, 0.0, 1.0, 2.0);
    assertThat(keys(cosine).subList(0, 2)).containsExactlyInAnyOrder("one", "ten");
    assertThat(keys(cosine).subList(2, 4)).containsExactly("up", "back");

    JsonNode euclid = found("euclid", 1, 0, 10, "");
    assertThat(keys(euclid)).containsExactly("one", "up", "back", "ten");
    assertThat(scores(euclid)).containsExactly(0.0, Math.sqrt(2), 2.0, 9.0);

    JsonNode dot = found("parted", 1, 0, 2, PARTED_A);
    assertThat(keys(dot)).containsExactly("ten", "one");
    assertThat(scores(dot)).containsExactly(10.0, 1.0);
  }

  private static final String PARTED_A =
      ", 'SearchConditionExpression': 'kind = :k',"
          + " 'ExpressionAttributeValues': {':k': {'S': 'a'}}";

  @Test
  void areNarrowedDown() {
    put("a1", "a", 1, 0, ", 'year': {'N': '1999'}");
    put("a2", "a", 1, 1, ", 'year': {'N': '2000'}");
    put("b1", "b", 5, 5, ", 'year': {'N': '1999'}");

    assertThat(keys(found("parted", 1, 0, 9, PARTED_A))).containsExactlyInAnyOrder("a1", "a2");
    JsonNode filtered =
        found(
            "parted",
            1,
            0,
            9,
            ", 'SearchConditionExpression': '#k = :k AND (:y = #y)',"
                + " 'ExpressionAttributeNames': {'#k': 'kind', '#y': 'year'},"
                + " 'ExpressionAttributeValues': {':k': {'S': 'a'}, ':y': {'N': '2000.0'}}");
    assertThat(keys(filtered)).containsExactly("a2");
  }

  /** "The vector attribute is excluded by default"; what is not projected is left out. */
  @Test
  void showWhatIsProjected() {
    put("p", "a", 1, 0, ", 'title': {'S': 't'}, 'extra_one': {'S': 'h'}");

    assertThat(found("parted", 1, 0, 1, PARTED_A).get(0).path("Item"))
        .isEqualTo(
            DynamoDbWire.json("{'pk': {'S': 'p'}, 'kind': {'S': 'a'}, 'title': {'S': 't'}}"));
    assertThat(found("euclid", 1, 0, 1, "").get(0).path("Item"))
        .isEqualTo(DynamoDbWire.json("{'pk': {'S': 'p'}}"));
    assertThat(
            found("parted", 1, 0, 1, PARTED_A + ", 'ProjectionExpression': 'title, v, extra_one'")
                .get(0)
                .path("Item"))
        .isEqualTo(
            DynamoDbWire.json("{'title': {'S': 't'}, 'v': {'L': [{'N': '1'}, {'N': '0'}]}}"));
  }

  @Test
  void followWrites() {
    put("p", "a", 1, 0, "");
    put("q", "a", 2, 0, "");
    dynamo.ok("DeleteItem", "{'TableName': 'shop', 'Key': {'pk': {'S': 'q'}}}");
    assertThat(keys(found("cosine", 1, 0, 9, ""))).containsExactly("p");

    put("p", "b", 1, 0, "");
    assertThat(keys(found("parted", 1, 0, 9, PARTED_A))).isEmpty();
    put("p", "a", 3, 0, "");
    assertThat(scores(found("parted", 1, 0, 9, PARTED_A))).containsExactly(3.0);

    // "Removing the partition key attribute: the item is silently de-indexed."
    dynamo.ok(
        "UpdateItem",
        "{'TableName': 'shop', 'Key': {'pk': {'S': 'p'}}, 'UpdateExpression': 'REMOVE kind'}");
    assertThat(keys(found("parted", 1, 0, 9, PARTED_A))).isEmpty();
    assertThat(keys(found("cosine", 1, 0, 9, ""))).containsExactly("p");
    dynamo.ok(
        "UpdateItem",
        "{'TableName': 'shop', 'Key': {'pk': {'S': 'p'}}, 'UpdateExpression': 'REMOVE v'}");
    assertThat(keys(found("cosine", 1, 0, 9, ""))).isEmpty();
  }

  @Test
  void surviveARestart() {
    for (int i = 0; i < 40; i++) {
      put("p" + i, "a", i, 1, "");
    }
    dynamo.server.assertKept(() -> keys(found("parted", 1, 0, 3, PARTED_A)));
    assertThat(keys(found("parted", 1, 0, 3, PARTED_A))).containsExactly("p39", "p38", "p37");
  }

  /** "There is a 1 KB minimum per request for both writes and searches." */
  @Test
  void tellWhatTheyConsume() {
    JsonNode written =
        dynamo.ok(
            "PutItem",
            """
            {'TableName': 'shop', 'ReturnConsumedCapacity': 'INDEXES',
             'Item': {'pk': {'S': 'p'}, 'v': {'L': [{'N': '1'}, {'N': '0'}]}}}
            """);
    assertThat(written.path("ConsumedCapacity").path("VectorIndexes"))
        .isEqualTo(
            DynamoDbWire.json(
                "{'cosine': {'VectorWriteRequestBytes': 1024.0},"
                    + " 'euclid': {'VectorWriteRequestBytes': 1024.0}}"));
    assertThat(
            dynamo
                .ok(
                    "SearchVectors",
                    search("cosine", 1, 0, 1, ", 'ReturnConsumedCapacity': 'TOTAL'"))
                .path("ConsumedCapacity"))
        .isEqualTo(DynamoDbWire.json("{'VectorSearchRequestBytes': 1024.0}"));
  }

  @Test
  void areRefused() {
    invalid(
        search("cosine", 1, 0, 101, ""),
        "Provided TopK value '101' is out of valid range. The value must be between 1 and 100"
            + " inclusive");
    invalid(search("none", 1, 0, 1, ""), "The table does not have the specified index: none");
    invalid(
        "{'TableName': 'shop', 'IndexName': 'cosine', 'TopK': 1, 'SearchVector': [{'N': '1'}]}",
        "Input search vector dimension 1 does not match vector index dimension 2");
    invalid(
        search("parted", 1, 0, 1, ""),
        "SearchConditionExpression must be provided when SearchSchema has a HASH key");
    for (String comparison : List.of("<>", "<", "<=", ">", ">=")) {
      invalid(
          search(
              "parted",
              1,
              0,
              1,
              ", 'SearchConditionExpression': 'kind %s :k', 'ExpressionAttributeValues': {':k':"
                      .formatted(comparison)
                  + " {'S': 'a'}}"),
          "Invalid SearchConditionExpression: Invalid comparator used in"
              + " SearchConditionExpression");
    }
    invalid(
        search(
            "parted",
            1,
            0,
            1,
            ", 'SearchConditionExpression': 'kind BETWEEN :k AND :k',"
                + " 'ExpressionAttributeValues': {':k': {'S': 'a'}}"),
        "Invalid SearchConditionExpression: Invalid operator used in SearchConditionExpression");
    dynamo.fails(
        "SearchVectors",
        search("cosine", 1, 0, 1, "").replace("shop", "none"),
        "ResourceNotFoundException",
        "Requested resource not found");
  }

  private void invalid(String input, String message) {
    dynamo.invalid("SearchVectors", input, message);
  }

  @Test
  void areTheOnlyWayToReadTheIndex() {
    dynamo.invalid(
        "Query",
        "{'TableName': 'shop', 'IndexName': 'cosine', 'KeyConditionExpression': 'pk = :p',"
            + " 'ExpressionAttributeValues': {':p': {'S': 'p'}}}",
        "Query operation not supported on this index type.");
    dynamo.invalid(
        "Scan",
        "{'TableName': 'shop', 'IndexName': 'cosine'}",
        "Scan operation not supported on this index type.");
  }

  /** The words of the first are AWS's; of the others the pages say only how they begin. */
  @Test
  void demandVectorsOfTheirDimensions() {
    refuse(
        "'v': {'L': [{'N': '1'}]}",
        "Invalid size for parameter v, Expected: 2, Actual: 1. IndexName: cosine");
    refuse(
        "'v': {'S': 'x'}",
        "Invalid type for parameter v, Expected: L, Actual: S. IndexName: cosine");
    refuse(
        "'v': {'L': [{'N': '1'}, {'S': '2'}]}",
        "Invalid type for parameter v[1], Expected: N, Actual: S. IndexName: cosine");
    refuse(
        "'v': {'L': [{'N': '1'}, {'N': '1e39'}]}",
        "Invalid value for parameter v[1], Expected: a 32-bit floating point number. IndexName:"
            + " cosine");
    refuse(
        "'kind': {'N': '1'}",
        "Type mismatch for Index Key kind Expected: S Actual: N IndexName: parted");
    dynamo.put("shop", "{'pk': {'S': 'p'}, 'year': {'S': 'of another type'}}");
  }

  private void refuse(String attributes, String message) {
    dynamo.invalid(
        "PutItem",
        "{'TableName': 'shop', 'Item': {'pk': {'S': 'p'}, " + attributes + "}}",
        "One or more parameter values were invalid: " + message);
  }

  /** Many more than are kept in one stretch, compared with what a plain computation says. */
  @Test
  void lookAtEveryVector() {
    int count = 300;
    dynamo.ok(
        "CreateTable",
        """
        {'TableName': 'wide', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'VectorIndexes': [
           {'IndexName': 'index', 'VectorAttribute': {'AttributeName': 'v'}, 'Dimensions': 401,
            'DistanceFunction': 'EUCLIDEAN', 'Projection': {'ProjectionType': 'KEYS_ONLY'}}]}
        """);
    for (int i = 0; i < count; i++) {
      dynamo.put("wide", "{'pk': {'S': 'p%d'}, 'v': {'L': [%s]}}".formatted(i, numbers(i, 401)));
    }
    JsonNode results =
        dynamo
            .ok(
                "SearchVectors",
                "{'TableName': 'wide', 'IndexName': 'index', 'TopK': 3, 'SearchVector': [%s]}"
                    .formatted(numbers(170.25, 401)))
            .path("SearchResults");
    assertThat(keys(results)).containsExactly("p170", "p171", "p169");
    assertThat(scores(results).getFirst()).isEqualTo(Math.sqrt(401 * 0.0625));
  }

  private static String numbers(double each, int count) {
    return String.join(", ", Collections.nCopies(count, "{'N': '" + each + "'}"));
  }
}
