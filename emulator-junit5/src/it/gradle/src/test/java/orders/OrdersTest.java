package orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.brume.junit5.BrumeTest;
import dev.brume.server.Brume;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The emulator beside the SDK's Netty, of another version: neither sees the other's. Source of
 * truth: docs/testing.md of this project.
 */
@BrumeTest
class OrdersTest {
  private static final StaticCredentialsProvider ANY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  @Test
  void aMessageIsSentAndReceived(Brume brume) {
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(brume.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(ANY)
            .build()) {
      String queue = sqs.createQueue(c -> c.queueName("orders")).queueUrl();
      sqs.sendMessage(s -> s.queueUrl(queue).messageBody("one coffee"));

      assertEquals(
          "one coffee", sqs.receiveMessage(r -> r.queueUrl(queue)).messages().get(0).body());
    }
  }

  @Test
  void anObjectIsPutAndGotByTheSdksNetty(Brume brume) {
    try (S3AsyncClient s3 =
        S3AsyncClient.builder()
            .endpointOverride(brume.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(ANY)
            .forcePathStyle(true)
            .build()) {
      s3.createBucket(c -> c.bucket("photos")).join();
      s3.putObject(p -> p.bucket("photos").key("k"), AsyncRequestBody.fromString("v")).join();

      assertEquals(
          "v",
          s3.getObject(g -> g.bucket("photos").key("k"), AsyncResponseTransformer.toBytes())
              .join()
              .asUtf8String());
    }
  }

  @Test
  void nothingOfTheEmulatorsLibrariesIsOnTheClassPath() {
    assertThrows(ClassNotFoundException.class, () -> Class.forName("picocli.CommandLine"));
    assertThrows(
        ClassNotFoundException.class, () -> Class.forName("org.slf4j.simple.SimpleLogger"));
    assertThrows(ClassNotFoundException.class, () -> Class.forName("com.google.re2j.Pattern"));
  }
}
