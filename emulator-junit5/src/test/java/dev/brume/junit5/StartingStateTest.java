package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.Brume;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a test begins with. Source of truth: the Javadoc of {@link BrumeTest} and {@link Emulated}.
 */
class StartingStateTest {

  @BrumeTest(
      buckets = {"photos", "letters"},
      queues = {"orders", "orders.fifo"},
      topics = "news",
      tables = {
        @StartingTable(name = "customers", partitionKey = "id"),
        @StartingTable(name = "events", partitionKey = "id", sortKey = "at:N")
      },
      settings = "SQS_ENDPOINT_STRATEGY=path")
  @Nested
  class WithResources {
    @Emulated private static Brume shared;
    @Emulated private S3Client s3;
    @Emulated private SqsClient sqs;
    @Emulated private Brume brume;

    /** Runs with the clients still open. */
    @AfterEach
    void leaveSomethingBehind() {
      s3.putObject(put -> put.bucket("photos").key("left"), RequestBody.fromString("text"));
    }

    @Test
    void bucketsAreThereAndEmpty() {
      assertThat(s3.listBuckets().buckets())
          .extracting(Bucket::name)
          .containsExactlyInAnyOrder("photos", "letters");
      assertThat(s3.listObjectsV2(list -> list.bucket("photos")).contents()).isEmpty();
    }

    @Test
    void inEachTestAnew() {
      bucketsAreThereAndEmpty();
    }

    @Test
    void queuesAreThereInTheFormThatTheSettingsSay() {
      assertThat(sqs.listQueues().queueUrls())
          .hasSize(2)
          .allMatch(url -> url.contains("/queue/us-east-1/000000000000/orders"));
    }

    @Test
    void topicsAreThere(SnsClient sns) {
      assertThat(sns.listTopics().topics())
          .extracting(Topic::topicArn)
          .containsExactly("arn:aws:sns:us-east-1:000000000000:news");
    }

    @Test
    void tablesAreThereWithTheirKeys(DynamoDbClient dynamo) {
      assertThat(dynamo.listTables().tableNames()).containsExactly("customers", "events");
      assertThat(
              dynamo
                  .describeTable(describe -> describe.tableName("events"))
                  .table()
                  .attributeDefinitions())
          .extracting(AttributeDefinition::attributeTypeAsString)
          .containsExactlyInAnyOrder("S", "N");
    }

    @Test
    void whatMadeThemIsNoRequestOfTheTest() {
      brume.requests().assertNone();
      assertThat(shared).isSameAs(brume);
    }
  }

  @BrumeTest(keepState = true, buckets = "kept")
  @Nested
  class WithStateThatIsKept {
    @Test
    void aBucketIsMadeOnce(S3Client s3) {
      s3.putObject(put -> put.bucket("kept").key("key"), RequestBody.fromString("text"));
      assertThat(s3.listBuckets().buckets()).hasSize(1);
    }

    @Test
    void notBeforeEachTest(S3Client s3) {
      aBucketIsMadeOnce(s3);
    }
  }

  @BrumeTest(ownAccounts = true, queues = "orders")
  @Nested
  class WithAnAccountForEachTest {
    @Test
    void eachHasItsQueue(SqsClient sqs) {
      String url = sqs.getQueueUrl(get -> get.queueName("orders")).queueUrl();
      assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages()).isEmpty();
      sqs.sendMessage(send -> send.queueUrl(url).messageBody("one coffee"));
    }

    @Test
    void andNobodyElses(SqsClient sqs) {
      eachHasItsQueue(sqs);
    }
  }

  @BrumeTest(ownAccounts = true, buckets = "photos")
  private static final class Impossible {}

  @BrumeTest(settings = "SERVICES")
  private static final class NotASetting {}

  private static BrumeTest of(Class<?> type) {
    Annotation annotation = type.getAnnotation(BrumeTest.class);
    return (BrumeTest) annotation;
  }

  @Test
  void whatCanNotBeIsRefusedAtOnce() {
    assertThatThrownBy(() -> TestSettings.of(of(Impossible.class)))
        .hasMessageContaining("unique in all accounts");
    assertThatThrownBy(() -> TestSettings.of(of(NotASetting.class)).builder())
        .hasMessage("A setting is NAME=value, not 'SERVICES'");
  }

  @Test
  void whatCanNotBeMadeIsNamed() {
    try (Brume brume = Brume.builder().start()) {
      assertThatThrownBy(
              () ->
                  StartingState.make(
                      brume, brume.account(), TestSettings.of(of(WithBadBucket.class))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("The bucket No can't be made")
          .hasMessageContaining("InvalidBucketName");
    }
  }

  @BrumeTest(buckets = "No")
  private static final class WithBadBucket {}
}
