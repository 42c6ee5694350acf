package dev.brume.server.clients.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The AWS SDK for Java meets queues whose policies are enforced, and the server tells why. Source
 * of truth: Amazon SQS Developer Guide, "Basic examples of Amazon SQS policies"; docs/admin.md for
 * the explanation.
 */
class EnforcedQueuesTest {
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "Readers", "Effect": "Allow", "Principal": {"AWS": "*"},
         "Action": "sqs:ReceiveMessage", "Resource": "*"},
        {"Sid": "Writers", "Effect": "Allow", "Principal": {"AWS": "222222222222"},
         "Action": "sqs:SendMessage", "Resource": "*"}]}
      """;

  private static Brume brume;

  @BeforeAll
  static void start() {
    Configuration configuration = Configuration.of(Map.of("ENFORCE_IAM", "1"), "127.0.0.1");
    brume = Brume.builder().configuration(configuration).port(0).start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static SqsClient client(String account) {
    return SqsClient.builder()
        .endpointOverride(brume.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
        .build();
  }

  private static JsonNode lastAccess(String status) throws Exception {
    URI requests =
        brume.endpoint().resolve("/_brume/requests?operation=SendMessage&limit=1&status=" + status);
    try (HttpClient http = HttpClient.newHttpClient()) {
      String json =
          http.send(HttpRequest.newBuilder(requests).build(), BodyHandlers.ofString()).body();
      return new ObjectMapper().readTree(json).path("requests").path(0).path("access");
    }
  }

  @Test
  void theQueuesPolicyDecidesAndTheServerTellsWhichStatement() throws Exception {
    try (SqsClient owner = client("111111111111");
        SqsClient writer = client("222222222222");
        SqsClient stranger = client("333333333333")) {
      String url = owner.createQueue(c -> c.queueName("q")).queueUrl();
      owner.setQueueAttributes(
          s -> s.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, POLICY)));

      writer.sendMessage(s -> s.queueUrl(url).messageBody("hello"));
      JsonNode allowed = lastAccess("200");
      assertThat(allowed).hasSize(1);
      assertThat(allowed.path(0).path("action").asText()).isEqualTo("sqs:SendMessage");
      assertThat(allowed.path(0).path("decision").asText()).isEqualTo("allowed");
      assertThat(allowed.path(0).path("sid").asText()).isEqualTo("Writers");

      assertThatThrownBy(() -> stranger.sendMessage(s -> s.queueUrl(url).messageBody("no")))
          .isInstanceOfSatisfying(
              SqsException.class,
              refusal -> {
                assertThat(refusal.statusCode()).isEqualTo(403);
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                assertThat(refusal.awsErrorDetails().errorMessage())
                    .isEqualTo(
                        "User: arn:aws:iam::333333333333:root is not authorized to perform:"
                            + " sqs:sendmessage on resource: arn:aws:sqs:us-east-1:111111111111:q"
                            + " because no resource-based policy allows the sqs:sendmessage"
                            + " action");
              });
      JsonNode denied = lastAccess("403");
      assertThat(denied.path(0).path("decision").asText()).isEqualTo("implicitDeny");
      assertThat(denied.path(0).path("policyType").asText()).isEqualTo("resource-based policy");
    }
  }

  @Test
  void anExplicitDenyIsExplainedByItsStatement() throws Exception {
    try (SqsClient owner = client("111111111111")) {
      String url = owner.createQueue(c -> c.queueName("closed")).queueUrl();
      String policy =
          """
          {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "sqs:*"},
            {"Sid": "Closed", "Effect": "Deny", "Principal": "*", "Action": "sqs:SendMessage"}]}
          """;
      owner.setQueueAttributes(
          s -> s.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));

      assertThatThrownBy(() -> owner.sendMessage(s -> s.queueUrl(url).messageBody("no")))
          .hasMessageContaining("with an explicit deny in a resource-based policy");

      JsonNode denied = lastAccess("403").path(0);
      assertThat(denied.path("caller").asText()).isEqualTo("arn:aws:iam::111111111111:root");
      assertThat(denied.path("policy").asText())
          .isEqualTo("policy of arn:aws:sqs:us-east-1:111111111111:closed");
      assertThat(denied.path("statement").asInt()).isEqualTo(1);
      assertThat(denied.path("sid").asText()).isEqualTo("Closed");
    }
  }
}
