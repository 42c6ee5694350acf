package dev.brume.server.clients.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.sqs.javamessaging.AmazonSQSExtendedClient;
import com.amazon.sqs.javamessaging.ExtendedClientConfiguration;
import dev.brume.server.clients.SharedBrume;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Messages larger than SQS takes, by the Amazon SQS Extended Client Library for Java: their bodies
 * are objects in a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-managing-large-messages.html">Managing
 *     large messages</a>
 */
class ExtendedClientTest {
  private static final int MESSAGE_BYTES = 10 << 20;

  private final SqsAccount account = SqsAccount.fresh();

  @Test
  void largeMessagesGoByWayOfABucket() {
    String bucket = "messages-" + account.id;
    String body = "some text ".repeat(1 << 20);
    try (S3Client s3 = bucketClient()) {
      s3.createBucket(c -> c.bucket(bucket));
      String url = account.createQueue("large");
      AmazonSQSExtendedClient extended =
          new AmazonSQSExtendedClient(
              account.sqs, new ExtendedClientConfiguration().withPayloadSupportEnabled(s3, bucket));
      extended.sendMessage(m -> m.queueUrl(url).messageBody(body));
      assertThat(s3.listObjectsV2(l -> l.bucket(bucket)).contents())
          .singleElement()
          .matches(object -> object.size() == MESSAGE_BYTES);

      Message message =
          extended.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(2)).messages().getFirst();

      assertThat(message.body().equals(body)).as("the same body").isTrue();
      extended.deleteMessage(d -> d.queueUrl(url).receiptHandle(message.receiptHandle()));
      assertThat(s3.listObjectsV2(l -> l.bucket(bucket)).contents()).isEmpty();
      assertThat(account.counts(url)).isEqualTo("0/0/0");
    }
  }

  private S3Client bucketClient() {
    return S3Client.builder()
        .endpointOverride(SharedBrume.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(account.credentials())
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }
}
