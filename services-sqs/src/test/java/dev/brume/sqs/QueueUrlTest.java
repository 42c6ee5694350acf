package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.sqs.engine.QueueRules;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Queue URLs are written in the configured form and read in all. The forms are those of
 * LocalStack's SQS_ENDPOINT_STRATEGY and of AWS's endpoints.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sqs-service.html">Amazon SQS
 *     endpoints</a>
 */
class QueueUrlTest {
  private static SqsWire with(QueueUrlStrategy strategy, String publicHost) {
    return new SqsWire(new SqsOptions(strategy, publicHost, QueueRules.OF_AWS));
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, http://sqs.eu-west-1.my.host:1234/123456789012/q",
    "DOMAIN, http://eu-west-1.queue.my.host:1234/123456789012/q",
    "PATH, http://my.host:1234/queue/eu-west-1/123456789012/q",
    "OFF, http://my.host:1234/123456789012/q",
    "DYNAMIC, http://localhost:4566/123456789012/q"
  })
  void areOfTheConfiguredForm(QueueUrlStrategy strategy, String url) {
    assertThat(with(strategy, "my.host:1234").create("q")).isEqualTo(url);
  }

  /** A client behind a mapped port sees its own: LocalStack's contract, "reachable queue URLs". */
  @ParameterizedTest
  @CsvSource({
    "STANDARD, http://sqs.eu-west-1.localhost.localstack.cloud:32768/123456789012/q",
    "DOMAIN, http://eu-west-1.queue.localhost.localstack.cloud:32768/123456789012/q",
    "PATH, http://127.0.0.1:32768/queue/eu-west-1/123456789012/q",
    "OFF, http://127.0.0.1:32768/123456789012/q"
  })
  void nameTheClientsPortWhereNoHostIsConfigured(QueueUrlStrategy strategy, String url) {
    assertThat(with(strategy, null).at("127.0.0.1:32768").create("q")).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, http://sqs.eu-west-1.my.host:32768/123456789012/q",
    "PATH, http://my.host:32768/queue/eu-west-1/123456789012/q",
    "OFF, http://my.host:32768/123456789012/q"
  })
  void giveAConfiguredHostWithoutAPortTheClients(QueueUrlStrategy strategy, String url) {
    assertThat(with(strategy, "my.host").at("127.0.0.1:32768").create("q")).isEqualTo(url);
  }

  @Test
  void leaveUsEast1OutOfTheDomainForm() {
    assertThat(with(QueueUrlStrategy.DOMAIN, "h:1").in("us-east-1").create("q"))
        .isEqualTo("http://queue.h:1/123456789012/q");
  }

  @Test
  void followTheHostThatTheClientUses() {
    SqsWire sqs = new SqsWire();

    assertThat(sqs.at("127.0.0.1:32768").create("q"))
        .isEqualTo("http://127.0.0.1:32768/123456789012/q");
    assertThat(
            sqs.at("sqs.eu-west-1.amazonaws.com")
                .ok("GetQueueUrl", Map.of("QueueName", "q"))
                .path("QueueUrl")
                .asText())
        .isEqualTo("http://sqs.eu-west-1.amazonaws.com/123456789012/q");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:4566/123456789012/q",
        "https://anything.at.all/123456789012/q",
        "http://sqs.eu-west-1.localhost.localstack.cloud:4566/123456789012/q",
        "http://SQS.EU-WEST-1.localhost.localstack.cloud:4566/123456789012/q",
        "https://sqs.eu-west-1.amazonaws.com/123456789012/q",
        "https://sqs-fips.eu-west-1.amazonaws.com/123456789012/q",
        "https://eu-west-1.queue.amazonaws.com/123456789012/q",
        "http://localhost:4566/queue/eu-west-1/123456789012/q",
        "http://localhost:4566/123456789012/q/"
      })
  void areReadInEveryForm(String url) {
    SqsWire sqs = new SqsWire();
    sqs.create("q");
    sqs.send(url, "a");

    sqs.receive(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sqs.eu-west-1.localhost.localstack.cloud:4566/123456789012/q",
        "http://eu-west-1.queue.localhost.localstack.cloud:4566/123456789012/q",
        "http://localhost:4566/queue/eu-west-1/123456789012/q"
      })
  void theirRegionGoesBeforeTheSignatures(String url) {
    SqsWire sqs = new SqsWire();
    sqs.create("q");
    sqs.in("us-west-2").send(url, "a");

    assertThat(sqs.in("eu-west-1").attributes(url, "ApproximateNumberOfMessages").toString())
        .contains("\"1\"");
  }

  @Test
  void theLegacyHostIsUsEast1() {
    SqsWire sqs = new SqsWire().in("us-east-1");
    sqs.create("q");
    sqs.in("eu-west-1").send("https://queue.amazonaws.com/123456789012/q", "a");
  }

  @Test
  void anotherAccountsQueueIsFound() {
    SqsWire sqs = new SqsWire();
    sqs.create("q");

    sqs.refused(
        "SendMessage",
        Map.of("QueueUrl", "http://localhost:4566/000000000000/q", "MessageBody", "a"),
        400,
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.");
    assertThat(sqs.store.scopes("sqs")).hasSize(1);
  }

  // GetQueueUrl, QueueOwnerAWSAccountId.
  @Test
  void ofQueuesOfOtherAccountsByOwner() {
    SqsWire sqs = new SqsWire();
    sqs.create("q");

    assertThat(
            sqs.ok(
                    "GetQueueUrl",
                    Map.of("QueueName", "q", "QueueOwnerAWSAccountId", SqsWire.ACCOUNT))
                .path("QueueUrl")
                .asText())
        .isEqualTo("http://localhost:4566/123456789012/q");
    sqs.refused(
        "GetQueueUrl",
        Map.of("QueueName", "q", "QueueOwnerAWSAccountId", "000000000000"),
        400,
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "q.q",
        "/123456789012/q",
        "http://localhost:4566",
        "http://localhost:4566/",
        "http://localhost:4566/q",
        "http://localhost:4566/123/q",
        "http://localhost:4566/123456789012/",
        "http://localhost:4566/123456789012/q/x",
        "http://localhost:4566/queue/123456789012/q"
      })
  void otherTextIsNoQueueUrl(String url) {
    new SqsWire()
        .refused(
            "PurgeQueue",
            Map.of("QueueUrl", url),
            404,
            "InvalidAddress",
            "The address " + url + " is not valid for this endpoint.");
  }

  // Answer recorded on AWS, SQS, 2024-04: the name of a queue does for its URL, in both protocols.
  @Test
  void aBareNameIsAQueueOfTheCallersOwn() {
    SqsWire sqs = new SqsWire();
    sqs.create("q");
    sqs.create("q.fifo");

    sqs.send("q", "a");
    sqs.receive("q");
    SqsWire.TextAnswer sent =
        sqs.post("/", "Action", "SendMessage", "QueueUrl", "q", "MessageBody", "b");
    assertThat(sent.status()).isEqualTo(200);
    sqs.ok("PurgeQueue", Map.of("QueueUrl", "q.fifo"));
    sqs.refused(
        "PurgeQueue",
        Map.of("QueueUrl", "unknown"),
        400,
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.");
  }
}
