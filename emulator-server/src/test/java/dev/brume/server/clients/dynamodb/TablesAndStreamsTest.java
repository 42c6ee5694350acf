package dev.brume.server.clients.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB and its streams by the AWS SDK for Java v2: its low-level, asynchronous and Enhanced
 * clients.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/examples-dynamodb.html">Work
 *     with DynamoDB</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/dynamodb-enhanced-client.html">Use
 *     the DynamoDB Enhanced Client API</a>
 */
class TablesAndStreamsTest {
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(Accounts.next(), "secret"));

  private final DynamoDbClient dynamo =
      DynamoDbClient.builder()
          .endpointOverride(SharedBrume.endpoint())
          .region(Region.EU_WEST_1)
          .credentialsProvider(credentials)
          .build();

  @AfterEach
  void close() {
    dynamo.close();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private void makeTable() {
    dynamo.createTable(
        r ->
            r.tableName("orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(attribute("pk"), attribute("sk")))
                .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))
                .streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    dynamo.waiter().waitUntilTableExists(r -> r.tableName("orders"));
  }

  private void put(String pk, String sk) {
    dynamo.putItem(r -> r.tableName("orders").item(Map.of("pk", text(pk), "sk", text(sk))));
  }

  @Test
  void pagesFollowEachOther() {
    makeTable();
    for (int i = 0; i < 10; i++) {
      put("a", "s" + i);
    }
    List<String> found =
        dynamo
            .queryPaginator(
                r ->
                    r.tableName("orders")
                        .limit(3)
                        .scanIndexForward(false)
                        .keyConditionExpression("pk = :p")
                        .expressionAttributeValues(Map.of(":p", text("a"))))
            .items()
            .stream()
            .map(item -> item.get("sk").s())
            .toList();
    assertThat(found).hasSize(10).startsWith("s9", "s8").endsWith("s0");
  }

  @Test
  void errorsAreTheirModelledOnes() {
    makeTable();
    put("a", "b");
    assertThatThrownBy(
            () ->
                dynamo.deleteItem(
                    r ->
                        r.tableName("orders")
                            .key(Map.of("pk", text("a"), "sk", text("b")))
                            .conditionExpression("attribute_not_exists(pk)")
                            .returnValuesOnConditionCheckFailure("ALL_OLD")))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            failed -> assertThat(failed.item()).containsEntry("sk", text("b")));
  }

  @Test
  void streamsTellWhatHasChanged() {
    makeTable();
    put("a", "b");
    dynamo.deleteItem(r -> r.tableName("orders").key(Map.of("pk", text("a"), "sk", text("b"))));
    String arn = dynamo.describeTable(r -> r.tableName("orders")).table().latestStreamArn();
    try (DynamoDbStreamsClient streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(SharedBrume.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials)
            .build()) {
      assertThat(streams.listStreams(r -> r.tableName("orders")).streams()).hasSize(1);
      String shard =
          streams
              .describeStream(r -> r.streamArn(arn))
              .streamDescription()
              .shards()
              .get(0)
              .shardId();
      String iterator =
          streams
              .getShardIterator(
                  r ->
                      r.streamArn(arn)
                          .shardId(shard)
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      List<Record> records = streams.getRecords(r -> r.shardIterator(iterator)).records();
      assertThat(records).extracting(Record::eventNameAsString).containsExactly("INSERT", "REMOVE");
      assertThat(records.get(1).dynamodb().oldImage()).containsEntry("pk", text("a"));
    }
  }

  @Test
  void manyRequestsAreAtWorkAtOnce() {
    makeTable();
    try (DynamoDbAsyncClient async =
        DynamoDbAsyncClient.builder()
            .endpointOverride(SharedBrume.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials)
            .build()) {
      CompletableFuture<?>[] updates = new CompletableFuture<?>[40];
      for (int i = 0; i < updates.length; i++) {
        updates[i] =
            async.updateItem(
                r ->
                    r.tableName("orders")
                        .key(Map.of("pk", text("counter"), "sk", text("one")))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
      }
      CompletableFuture.allOf(updates).join();
      AttributeValue count =
          async
              .getItem(
                  r ->
                      r.tableName("orders")
                          .consistentRead(true)
                          .key(Map.of("pk", text("counter"), "sk", text("one"))))
              .join()
              .item()
              .get("n");
      assertThat(count.n()).isEqualTo("40");
    }
  }

  /** An item of the Enhanced Client. */
  @DynamoDbBean
  public static class Customer {
    private String id;
    private Integer order;
    private String city;
    private List<String> tags;

    @DynamoDbPartitionKey
    public String getId() {
      return id;
    }

    public void setId(String id) {
      this.id = id;
    }

    @DynamoDbSortKey
    public Integer getOrder() {
      return order;
    }

    public void setOrder(Integer order) {
      this.order = order;
    }

    @DynamoDbSecondaryPartitionKey(indexNames = "by-city")
    public String getCity() {
      return city;
    }

    public void setCity(String city) {
      this.city = city;
    }

    public List<String> getTags() {
      return tags;
    }

    public void setTags(List<String> tags) {
      this.tags = tags;
    }

    static Customer of(String id, int order, String city) {
      Customer customer = new Customer();
      customer.id = id;
      customer.order = order;
      customer.city = city;
      customer.tags = List.of("new", city);
      return customer;
    }
  }

  @Test
  void beansAreItems() {
    DynamoDbEnhancedClient enhanced =
        DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
    DynamoDbTable<Customer> customers =
        enhanced.table("customers", TableSchema.fromBean(Customer.class));
    customers.createTable(
        r ->
            r.globalSecondaryIndices(
                EnhancedGlobalSecondaryIndex.builder()
                    .indexName("by-city")
                    .projection(p -> p.projectionType(ProjectionType.ALL))
                    .build()));
    customers.putItem(Customer.of("a", 1, "Bonn"));
    customers.putItem(Customer.of("a", 2, "Ulm"));
    enhanced.transactWriteItems(
        t ->
            t.addPutItem(customers, Customer.of("b", 1, "Bonn"))
                .addDeleteItem(customers, Customer.of("a", 2, "Ulm")));
    Customer changed = Customer.of("a", 1, "Kiel");
    changed.setTags(null);
    customers.updateItem(r -> r.item(changed).ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY));
    Customer found = customers.getItem(Key.builder().partitionValue("a").sortValue(1).build());
    assertThat(found.getCity()).isEqualTo("Kiel");
    assertThat(found.getTags()).containsExactly("new", "Bonn");
    assertThat(
            customers
                .index("by-city")
                .query(QueryConditional.keyEqualTo(Key.builder().partitionValue("Bonn").build()))
                .stream()
                .flatMap(page -> page.items().stream())
                .map(Customer::getId))
        .containsExactly("b");
    assertThat(
            customers
                .scan(
                    r ->
                        r.filterExpression(
                            Expression.builder()
                                .expression("contains(tags, :t)")
                                .putExpressionValue(":t", text("Bonn"))
                                .build()))
                .items())
        .hasSize(2);
  }
}
