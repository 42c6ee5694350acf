package dev.brume.server.clients.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Topics whose policies are enforced, between two accounts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-send-message-to-sqs-cross-account.html">Sending
 *     Amazon SNS messages to an Amazon SQS queue in a different account</a>
 */
class EnforcedTopicsTest {
  private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:222222222222:inbox";
  private static final String DEAD_LETTERS_ARN = "arn:aws:sqs:us-east-1:111111111111:lost";

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

  private static StaticCredentialsProvider credentials(String account) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret"));
  }

  private static SnsClient sns(String account) {
    return SnsClient.builder()
        .endpointOverride(brume.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(account))
        .build();
  }

  private static SqsClient sqs(String account) {
    return SqsClient.builder()
        .endpointOverride(brume.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(account))
        .build();
  }

  private static void letIn(SqsClient owner, String url, String queueArn, String topicArn) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
          "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}
        """
            .formatted(queueArn, topicArn);
    owner.setQueueAttributes(
        s -> s.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
  }

  private static List<String> read(SqsClient owner, String url) throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<Message> messages =
        owner.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(1)).messages();
    return messages.isEmpty()
        ? List.of()
        : List.of(json.readTree(messages.getFirst().body()).path("Message").asText());
  }

  @Test
  void anotherAccountPublishesAndSubscribesWhereThePolicyLetsIt() throws Exception {
    try (SnsClient owner = sns("111111111111");
        SnsClient other = sns("222222222222");
        SqsClient ownersQueues = sqs("111111111111");
        SqsClient othersQueues = sqs("222222222222")) {
      String topic = owner.createTopic(c -> c.name("news")).topicArn();
      assertThatThrownBy(() -> other.publish(p -> p.topicArn(topic).message("no")))
          .isInstanceOfSatisfying(
              AuthorizationErrorException.class,
              refusal -> {
                assertThat(refusal.statusCode()).isEqualTo(403);
                assertThat(refusal.awsErrorDetails().errorMessage())
                    .isEqualTo(
                        "User: arn:aws:iam::222222222222:root is not authorized to perform:"
                            + " SNS:Publish on resource: "
                            + topic
                            + " because no resource-based policy allows the SNS:Publish action");
              });
      owner.addPermission(
          a ->
              a.topicArn(topic)
                  .label("other")
                  .awsAccountIds("222222222222")
                  .actionNames("Publish", "Subscribe"));
      String inbox = othersQueues.createQueue(c -> c.queueName("inbox")).queueUrl();
      String lost = ownersQueues.createQueue(c -> c.queueName("lost")).queueUrl();
      letIn(ownersQueues, lost, DEAD_LETTERS_ARN, topic);
      String subscription =
          other
              .subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(QUEUE_ARN))
              .subscriptionArn();
      assertThat(other.getSubscriptionAttributes(g -> g.subscriptionArn(subscription)).attributes())
          .containsEntry("Owner", "222222222222");
      owner.setSubscriptionAttributes(
          s ->
              s.subscriptionArn(subscription)
                  .attributeName("RedrivePolicy")
                  .attributeValue("{\"deadLetterTargetArn\":\"" + DEAD_LETTERS_ARN + "\"}"));

      other.publish(p -> p.topicArn(topic).message("refused by the queue"));
      assertThat(read(ownersQueues, lost)).containsExactly("refused by the queue");
      letIn(othersQueues, inbox, QUEUE_ARN, topic);
      other.publish(p -> p.topicArn(topic).message("taken by the queue"));
      assertThat(read(othersQueues, inbox)).containsExactly("taken by the queue");
    }
  }
}
