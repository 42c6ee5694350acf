package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Filters of vector searches: "a Boolean combination of conditions over the attributes declared in
 * the vector index SearchSchema", "top-level attributes only", by IN, BETWEEN, OR and others.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchFilterReference.html">SearchConditionExpression
 *     reference for vector indexes</a>. AWS's words are known of invalid comparators and operators,
 *     which were recorded on AWS when only equalities were taken.
 */
class SearchFiltersTest {
  private static final String INVALID = "Invalid SearchConditionExpression: ";

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
           {'AttributeName': 'brand', 'AttributeType': 'S'},
           {'AttributeName': 'price', 'AttributeType': 'N'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'VectorIndexes': [
           {'IndexName': 'near', 'VectorAttribute': {'AttributeName': 'v'}, 'Dimensions': 1,
            'DistanceFunction': 'EUCLIDEAN', 'Projection': {'ProjectionType': 'KEYS_ONLY'},
            'SearchSchema': [
              {'AttributeName': 'kind', 'SearchSchemaElementType': 'HASH'},
              {'AttributeName': 'brand', 'SearchSchemaElementType': 'INLINE_FILTER'},
              {'AttributeName': 'price', 'SearchSchemaElementType': 'INLINE_FILTER'}]}]}
        """);
    for (int price = 1; price <= 5; price++) {
      dynamo.put(
          "shop",
          "{'pk': {'S': '%1$d'}, 'kind': {'S': 'a'}, 'price': {'N': '%1$d'}, 'v': {'L': [{'N':"
                  .formatted(price)
              + " '%d'}]}%s}"
                  .formatted(
                      price,
                      price == 5
                          ? ""
                          : ", 'brand': {'S': '" + (price % 2 == 0 ? "even" : "odd") + "'}"));
    }
    dynamo.put("shop", "{'pk': {'S': 'b'}, 'kind': {'S': 'b'}, 'v': {'L': [{'N': '1'}]}}");
  }

  private static String search(String condition, String values) {
    return """
        {'TableName': 'shop', 'IndexName': 'near', 'TopK': 10, 'SearchVector': [{'N': '0'}],
         'SearchConditionExpression': '%s', 'ExpressionAttributeValues': {':a': {'S': 'a'}%s}}
        """
        .formatted(condition, values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind = :a                                             | 12345
          kind = :a AND price < :two                            | 1
          price >= :two AND kind = :a AND price <> :four        | 235
          kind = :a AND price BETWEEN :two AND :four            | 234
          kind = :a AND price IN (:two, :four)                  | 24
          kind = :a AND (price = :two OR brand = :odd)          | 123
          :a = kind AND NOT price > :two                        | 12
          kind = :a AND begins_with(brand, :e)                  | 24
          kind = :a AND attribute_not_exists(brand)             | 5
          kind = :a AND attribute_exists(brand)                 | 1234
          kind = :a AND brand <> :odd                           | 245
          """)
  void combineConditions(String condition, String found) {
    String values = "";
    values += condition.contains(":two") ? ", ':two': {'N': '2'}" : "";
    values += condition.contains(":four") ? ", ':four': {'N': '4'}" : "";
    values += condition.contains(":odd") ? ", ':odd': {'S': 'odd'}" : "";
    values += condition.contains(":e)") ? ", ':e': {'S': 'ev'}" : "";
    JsonNode results = dynamo.ok("SearchVectors", search(condition, values)).path("SearchResults");
    List<String> keys = new ArrayList<>();
    results.forEach(each -> keys.add(each.path("Item").path("pk").path("S").asText()));
    assertThat(String.join("", keys)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind > :a                         | Invalid comparator used in SearchConditionExpression
          kind IN (:a)                      | Invalid operator used in SearchConditionExpression
          kind BETWEEN :a AND :a            | Invalid operator used in SearchConditionExpression
          begins_with(kind, :a)             | Invalid operator used in SearchConditionExpression
          kind = :a OR kind = :a            | Invalid operator used in SearchConditionExpression
          kind = :a AND kind = :a           | Invalid operator used in SearchConditionExpression
          NOT kind = :a                     | Invalid operator used in SearchConditionExpression
          kind = :a AND contains(brand, :a) | Invalid operator used in SearchConditionExpression
          kind = :a AND size(brand) = :a    | Invalid operator used in SearchConditionExpression
          kind = :a AND brand = kind        | Invalid operator used in SearchConditionExpression
          kind = :a AND brand IN (kind, :a) | Invalid operator used in SearchConditionExpression
          kind = :a AND pk = :a             | Attribute is not defined in SearchSchema: pk
          kind = :a AND pk IN (:a)          | Attribute is not defined in SearchSchema: pk
          kind = :a AND brand.x = :a        | Nested attributes are not supported: [brand, x]
          """)
  void refuseOthers(String condition, String message) {
    dynamo.invalid("SearchVectors", search(condition, ""), INVALID + message);
  }

  @ParameterizedTest
  @CsvSource({"price = :a", "'price IN (:a)'", "price BETWEEN :a AND :a"})
  void compareValuesOfTheSchemasType(String condition) {
    dynamo.invalid(
        "SearchVectors",
        search("kind = :a AND " + condition, ""),
        "One or more parameter values were invalid: Condition parameter type does not match schema"
            + " type");
  }

  @Test
  void demandAValueOfThePartition() {
    dynamo.invalid(
        "SearchVectors",
        search("brand = :a", ""),
        "SearchConditionExpression must be provided when SearchSchema has a HASH key");
  }
}
