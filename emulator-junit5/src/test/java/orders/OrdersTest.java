package orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brume.junit5.BrumeTest;
import dev.brume.server.Brume;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The test that docs/testing.md shows. Source of truth: docs/testing.md, docs of this project. */
@BrumeTest(virtualTime = true)
class OrdersTest {

  @Test
  void anOrderThatNobodyFinishesIsThereAgainAfterThirtySeconds(Brume brume) {
    try (SqsClient sqs = client(brume)) {
      String queueUrl = sqs.createQueue(create -> create.queueName("orders")).queueUrl();
      sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody("one coffee"));

      assertEquals("one coffee", receive(sqs, queueUrl));
      assertTrue(sqs.receiveMessage(receive -> receive.queueUrl(queueUrl)).messages().isEmpty());

      brume.timeline().advance(Duration.ofSeconds(30));

      assertEquals("one coffee", receive(sqs, queueUrl));
    }
  }

  private static String receive(SqsClient sqs, String queueUrl) {
    return sqs.receiveMessage(receive -> receive.queueUrl(queueUrl)).messages().get(0).body();
  }

  private static SqsClient client(Brume brume) {
    return SqsClient.builder()
        .endpointOverride(brume.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
