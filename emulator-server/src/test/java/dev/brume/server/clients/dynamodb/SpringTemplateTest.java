package dev.brume.server.clients.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import io.awspring.cloud.dynamodb.DynamoDbTemplate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.model.PageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The template of Spring Cloud AWS, which Spring's applications use for DynamoDB.
 *
 * @see <a
 *     href="https://docs.awspring.io/spring-cloud-aws/docs/3.4.0/reference/html/index.html#spring-cloud-aws-dynamoDb">
 *     Spring Cloud AWS: DynamoDB integration</a>
 */
class SpringTemplateTest {
  /** An order of a customer. */
  @DynamoDbBean
  public static class Meal {
    private String customer;
    private long number;
    private String dish;
    private Instant at;
    private List<String> notes;

    @DynamoDbPartitionKey
    public String getCustomer() {
      return customer;
    }

    public void setCustomer(String customer) {
      this.customer = customer;
    }

    @DynamoDbSortKey
    public long getNumber() {
      return number;
    }

    public void setNumber(long number) {
      this.number = number;
    }

    @DynamoDbSecondaryPartitionKey(indexNames = "by-dish")
    public String getDish() {
      return dish;
    }

    public void setDish(String dish) {
      this.dish = dish;
    }

    public Instant getAt() {
      return at;
    }

    public void setAt(Instant at) {
      this.at = at;
    }

    public List<String> getNotes() {
      return notes;
    }

    public void setNotes(List<String> notes) {
      this.notes = notes;
    }
  }

  private final DynamoDbClient dynamo =
      DynamoDbClient.builder()
          .endpointOverride(SharedBrume.endpoint())
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(Accounts.next(), "secret")))
          .build();
  private final DynamoDbEnhancedClient enhanced =
      DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
  private final DynamoDbTemplate template = new DynamoDbTemplate(enhanced);

  /** The template derives the name of a table from that of its class. */
  @BeforeEach
  void makeTable() {
    enhanced.table("meal", TableSchema.fromBean(Meal.class)).createTable();
  }

  @AfterEach
  void close() {
    dynamo.close();
  }

  private static Meal meal(String customer, long number, String dish) {
    Meal meal = new Meal();
    meal.setCustomer(customer);
    meal.setNumber(number);
    meal.setDish(dish);
    meal.setAt(Instant.ofEpochSecond(number));
    meal.setNotes(List.of("hot", "", "é"));
    return meal;
  }

  private static Key key(String customer, long number) {
    return Key.builder().partitionValue(customer).sortValue(number).build();
  }

  private static List<Long> numbers(PageIterable<Meal> pages) {
    return pages.items().stream().map(Meal::getNumber).toList();
  }

  @Test
  void savesLoadsUpdatesAndDeletes() {
    template.save(meal("ann", 1, "soup"));
    Meal loaded = template.load(key("ann", 1), Meal.class);
    assertThat(loaded.getAt()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(loaded.getNotes()).containsExactly("hot", "", "é");
    loaded.setDish("fish");
    loaded.setNotes(null);
    Meal updated = template.update(loaded);
    assertThat(updated.getDish()).isEqualTo("fish");
    assertThat(template.load(key("ann", 1), Meal.class).getNotes()).isNull();
    template.delete(key("ann", 1), Meal.class);
    assertThat(template.load(key("ann", 1), Meal.class)).isNull();
  }

  @Test
  void queriesAndScans() {
    for (long number = 1; number <= 5; number++) {
      template.save(meal("ann", number, number % 2 == 0 ? "soup" : "fish"));
      template.save(meal("bob", number, "cake"));
    }
    assertThat(
            numbers(
                template.query(
                    QueryEnhancedRequest.builder()
                        .queryConditional(QueryConditional.sortGreaterThan(key("ann", 2)))
                        .scanIndexForward(false)
                        .limit(1)
                        .build(),
                    Meal.class)))
        .containsExactly(5L, 4L, 3L);
    assertThat(
            numbers(
                template.query(
                    QueryEnhancedRequest.builder()
                        .queryConditional(
                            QueryConditional.keyEqualTo(k -> k.partitionValue("soup")))
                        .build(),
                    Meal.class,
                    "by-dish")))
        .containsExactlyInAnyOrder(2L, 4L);
    assertThat(numbers(template.scanAll(Meal.class))).hasSize(10);
    assertThat(numbers(template.scanAll(Meal.class, "by-dish"))).hasSize(10);
  }
}
