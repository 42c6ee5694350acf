package dev.brume.server.clients.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.sqs.javamessaging.AmazonSQSExtendedClient;
import com.amazon.sqs.javamessaging.ExtendedClientConfiguration;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.sqs.SqsAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.sns.AmazonSNSExtendedClient;
import software.amazon.sns.SNSExtendedClientConfiguration;

/**
 * Messages larger than SNS takes, by the Amazon SNS Extended Client Library for Java: what goes
 * through topic and queue is a pointer to an object, which the Amazon SQS Extended Client follows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/extended-client-library-java.html">Extended
 *     client library for Java</a>
 */
class TopicExtendedClientTest {
  private final SqsAccount account = SqsAccount.fresh();
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(account.id, "secret"));

  @Test
  void largeMessagesGoByWayOfABucket() {
    String bucket = "published-" + account.id;
    String body = "some text ".repeat(100_000);
    try (S3Client s3 =
            S3Client.builder()
                .endpointOverride(SharedBrume.endpoint())
                .region(SqsAccount.REGION)
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .build();
        SnsClient sns =
            SnsClient.builder()
                .endpointOverride(SharedBrume.endpoint())
                .region(SqsAccount.REGION)
                .credentialsProvider(credentials)
                .build()) {
      s3.createBucket(c -> c.bucket(bucket));
      String url = account.createQueue("large");
      String topic = sns.createTopic(c -> c.name("large")).topicArn();
      sns.subscribe(
          s ->
              s.topicArn(topic)
                  .protocol("sqs")
                  .endpoint(account.arn("large"))
                  .attributes(Map.of("RawMessageDelivery", "true")));
      new AmazonSNSExtendedClient(
              sns, new SNSExtendedClientConfiguration().withPayloadSupportEnabled(s3, bucket))
          .publish(p -> p.topicArn(topic).message(body));
      Message message =
          new AmazonSQSExtendedClient(
                  account.sqs,
                  new ExtendedClientConfiguration().withPayloadSupportEnabled(s3, bucket))
              .receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(2).messageAttributeNames("All"))
              .messages()
              .getFirst();
      assertThat(message.body().equals(body)).as("the same body").isTrue();
    }
  }
}
