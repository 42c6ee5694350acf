package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.Brume;
import dev.brume.server.admin.AdminClient.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Requests that fail and wait on purpose. Source of truth: <a
 * href="https://docs.localstack.cloud/aws/capabilities/chaos-engineering/chaos-api/">LocalStack:
 * Chaos API</a>; how members that are left out count is said there, refusals are ours.
 */
class ChaosTest {
  private static final String FAULTS = "/_localstack/chaos/faults";
  private static final String EFFECTS = "/_localstack/chaos/effects";

  private Brume brume;
  private AdminClient client;

  @BeforeEach
  void start() {
    brume = Brume.builder().virtualTime().seed(1).start();
    client = new AdminClient(brume.endpoint());
  }

  @AfterEach
  void stop() {
    brume.close();
  }

  private static SqsClient sqs(URI endpoint, Region region) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(change -> change.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  @Test
  void rulesAreReplacedAddedAndRemoved() {
    String rule = "{\"service\": \"sqs\", \"operation\": \"ListQueues\"}";
    String whole =
        "{\"service\": \"sqs\", \"operation\": \"ListQueues\", \"probability\": 1.0, \"error\": {";

    assertThat(client.get(FAULTS).text()).isEqualTo("[]");
    assertThat(client.send("POST", FAULTS, "[" + rule + "]").text()).startsWith("[" + whole);
    assertThat(client.send("PATCH", FAULTS, "[{\"region\": \"eu-west-1\"}]").json()).hasSize(2);
    assertThat(client.send("DELETE", FAULTS, "[" + rule + "]").json()).hasSize(1);
    assertThat(client.get(FAULTS).json().get(0).get("region").asText()).isEqualTo("eu-west-1");
    assertThat(client.send("DELETE", FAULTS, "").text()).isEqualTo("[]");
  }

  @Test
  void whatARuleIsAboutFailsAndNothingElse() {
    client.send(
        "POST",
        FAULTS,
        "[{\"service\": \"sqs\", \"region\": \"eu-west-1\", \"operation\": \"CreateQueue\","
            + " \"error\": {\"statusCode\": 403, \"code\": \"OverLimit\"}}]");
    try (SqsClient there = sqs(brume.endpoint(), Region.EU_WEST_1);
        SqsClient here = sqs(brume.endpoint(), Region.US_EAST_1)) {
      assertThatThrownBy(() -> there.createQueue(create -> create.queueName("orders")))
          .isInstanceOfSatisfying(
              SqsException.class,
              refused -> {
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("OverLimit");
              });
      assertThat(there.listQueues().queueUrls()).isEmpty();
      here.createQueue(create -> create.queueName("orders"));

      client.send("POST", FAULTS, "[{}]");
      assertThatThrownBy(here::listQueues)
          .isInstanceOfSatisfying(
              SqsException.class,
              refused -> {
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
              });
      client.send("DELETE", FAULTS, "");
      assertThat(here.listQueues().queueUrls()).hasSize(1);
    }
  }

  /** The first that is about a request decides, so this one lets all pass. */
  @Test
  void theFirstRuleDecidesAndMayHaveAnyProbability() {
    client.send("POST", FAULTS, "[{\"service\": \"sqs\", \"probability\": 0.0}, {}]");
    try (SqsClient sqs = sqs(brume.endpoint(), Region.US_EAST_1)) {
      sqs.listQueues();

      client.send("POST", FAULTS, "[{\"probability\": 0.5}]");
      int failed = 0;
      for (int i = 0; i < 100; i++) {
        try {
          sqs.listQueues();
        } catch (SqsException e) {
          failed++;
        }
      }
      assertThat(failed).isBetween(25, 75);
    }
  }

  @Test
  void answersAreHeldBackOnTheEmulatorsTime() {
    assertThat(client.get(EFFECTS).text()).isEqualTo("{\"latency\": 0}");
    client.send("POST", EFFECTS, "{\"latency\": 2000}");
    try (SqsClient sqs = sqs(brume.endpoint(), Region.US_EAST_1)) {
      CompletableFuture<?> answer = CompletableFuture.supplyAsync(sqs::listQueues);
      Awaitility.await().until(() -> brume.countRequests("sqs", "ListQueues") == 0);
      brume.timeline().advance(Duration.ofMillis(1999));
      assertThat(answer).isNotDone();
      Awaitility.await()
          .until(
              () -> {
                brume.timeline().advance(Duration.ofMillis(2000));
                return answer.isDone();
              });
      client.send("POST", EFFECTS, "{}");
      sqs.listQueues();
    }
  }

  private static Stream<Arguments> noRules() {
    return Stream.of(
        Arguments.of("{}", "The body must be a JSON array"),
        Arguments.of("[1]", "A rule is a JSON object"),
        Arguments.of("[{\"name\": 1}]", "'name' is not known here"),
        Arguments.of("[{\"probability\": 2}]", "'probability' is a number from 0 to 1: parts of 1"),
        Arguments.of("[{\"service\": 1}]", "'service' is a string"),
        Arguments.of("[{\"error\": 1}]", "'error' is a JSON object with statusCode and code"),
        Arguments.of(
            "[{\"error\": {\"statusCode\": 200}}]",
            "'statusCode' is a number from 400 to 599: an HTTP status"));
  }

  @ParameterizedTest
  @MethodSource("noRules")
  void whatIsNoRuleIsRefusedAndChangesNothing(String body, String why) {
    Answer refused = client.send("POST", FAULTS, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("error").asText()).isEqualTo(why);
    assertThat(client.get(FAULTS).text()).isEqualTo("[]");
  }
}
