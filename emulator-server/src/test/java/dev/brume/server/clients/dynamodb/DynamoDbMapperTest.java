package dev.brume.server.clients.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBAttribute;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBHashKey;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBIndexHashKey;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBQueryExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBRangeKey;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBScanExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBTable;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBVersionAttribute;
import com.amazonaws.services.dynamodbv2.datamodeling.TransactionWriteRequest;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.ComparisonOperator;
import com.amazonaws.services.dynamodbv2.model.Condition;
import com.amazonaws.services.dynamodbv2.model.ConditionalCheckFailedException;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.Projection;
import com.amazonaws.services.dynamodbv2.model.ProvisionedThroughput;
import com.amazonaws.services.dynamodbv2.model.TransactionCanceledException;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * DynamoDBMapper of the AWS SDK for Java v1, which writes by the legacy parameters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBMapper.html">Java
 *     1.x: DynamoDBMapper</a>
 */
class DynamoDbMapperTest {
  private final AmazonDynamoDB client =
      AmazonDynamoDBClientBuilder.standard()
          .withEndpointConfiguration(
              new EndpointConfiguration(SharedBrume.endpoint().toString(), "eu-west-1"))
          .withCredentials(
              new AWSStaticCredentialsProvider(new BasicAWSCredentials(Accounts.next(), "secret")))
          .build();

  private final DynamoDBMapper mapper = new DynamoDBMapper(client);

  /** An item. */
  @DynamoDBTable(tableName = "books")
  public static class Book {
    private String author;
    private Integer year;
    private String genre;
    private Set<String> tags;
    private List<String> parts;
    private Long version;

    @DynamoDBHashKey
    public String getAuthor() {
      return author;
    }

    public void setAuthor(String author) {
      this.author = author;
    }

    @DynamoDBRangeKey
    public Integer getYear() {
      return year;
    }

    public void setYear(Integer year) {
      this.year = year;
    }

    @DynamoDBIndexHashKey(globalSecondaryIndexName = "by-genre")
    public String getGenre() {
      return genre;
    }

    public void setGenre(String genre) {
      this.genre = genre;
    }

    @DynamoDBAttribute(attributeName = "Tags")
    public Set<String> getTags() {
      return tags;
    }

    public void setTags(Set<String> tags) {
      this.tags = tags;
    }

    public List<String> getParts() {
      return parts;
    }

    public void setParts(List<String> parts) {
      this.parts = parts;
    }

    @DynamoDBVersionAttribute
    public Long getVersion() {
      return version;
    }

    public void setVersion(Long version) {
      this.version = version;
    }
  }

  private static Book book(int year, String genre) {
    Book book = new Book();
    book.setAuthor("Woolf");
    book.setYear(year);
    book.setGenre(genre);
    return book;
  }

  @BeforeEach
  void makeTable() {
    ProvisionedThroughput throughput = new ProvisionedThroughput(5L, 5L);
    CreateTableRequest request =
        mapper.generateCreateTableRequest(Book.class).withProvisionedThroughput(throughput);
    request
        .getGlobalSecondaryIndexes()
        .forEach(
            index ->
                index
                    .withProvisionedThroughput(throughput)
                    .withProjection(new Projection().withProjectionType("ALL")));
    client.createTable(request);
  }

  @AfterEach
  void close() {
    client.shutdown();
  }

  @Test
  void savesWithAVersion() {
    Book book = book(1925, "novel");
    book.setTags(Set.of("a", "ü"));
    book.setParts(List.of("one", "two"));
    mapper.save(book);
    Book read = mapper.load(Book.class, "Woolf", 1925);
    assertThat(read.getTags()).containsExactlyInAnyOrder("a", "ü");
    assertThat(read.getParts()).containsExactly("one", "two");
    assertThat(read.getVersion()).isEqualTo(1);
    book.setGenre(null);
    mapper.save(book);
    assertThat(mapper.load(Book.class, "Woolf", 1925).getGenre()).isNull();
    assertThatThrownBy(() -> mapper.save(read)).isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> mapper.delete(read))
        .isInstanceOf(ConditionalCheckFailedException.class);
    mapper.delete(book);
    assertThat(mapper.load(Book.class, "Woolf", 1925)).isNull();
  }

  @Test
  void queriesAndScans() {
    for (int year = 1920; year < 1930; year++) {
      mapper.save(book(year, year % 2 == 0 ? "novel" : "essay"));
    }
    List<Book> late =
        mapper.query(
            Book.class,
            new DynamoDBQueryExpression<Book>()
                .withHashKeyValues(book(0, null))
                .withScanIndexForward(false)
                .withRangeKeyCondition(
                    "year",
                    new Condition()
                        .withComparisonOperator(ComparisonOperator.GT)
                        .withAttributeValueList(new AttributeValue().withN("1926"))));
    assertThat(late).extracting(Book::getYear).containsExactly(1929, 1928, 1927);
    Book essay = new Book();
    essay.setGenre("essay");
    List<Book> essays =
        mapper.query(
            Book.class,
            new DynamoDBQueryExpression<Book>()
                .withIndexName("by-genre")
                .withConsistentRead(false)
                .withHashKeyValues(essay));
    assertThat(essays).hasSize(5);
    List<Book> some =
        mapper.scan(
            Book.class,
            new DynamoDBScanExpression()
                .withFilterExpression("#y BETWEEN :a AND :b")
                .withExpressionAttributeNames(Map.of("#y", "year"))
                .withExpressionAttributeValues(
                    Map.of(
                        ":a", new AttributeValue().withN("1921"),
                        ":b", new AttributeValue().withN("1923"))));
    assertThat(some).hasSize(3);
    assertThat(mapper.parallelScan(Book.class, new DynamoDBScanExpression(), 4)).hasSize(10);
  }

  @Test
  void writesInBatchesAndTransactions() {
    List<Book> books = new ArrayList<>();
    for (int year = 1000; year < 1060; year++) {
      books.add(book(year, "many"));
    }
    assertThat(mapper.batchSave(books)).isEmpty();
    assertThat(mapper.batchLoad(books).get("books")).hasSize(60);
    assertThat(mapper.batchDelete(books.subList(0, 59))).isEmpty();
    Book there = mapper.load(Book.class, "Woolf", 1059);
    mapper.transactionWrite(
        new TransactionWriteRequest().addPut(book(2000, "new")).addDelete(there));
    assertThat(mapper.load(Book.class, "Woolf", 1059)).isNull();
    assertThatThrownBy(
            () ->
                mapper.transactionWrite(
                    new TransactionWriteRequest().addPut(book(2001, "new")).addPut(there)))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(mapper.load(Book.class, "Woolf", 2001)).isNull();
  }
}
