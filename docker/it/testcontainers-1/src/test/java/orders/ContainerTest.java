package orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brume.testcontainers.BrumeContainer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The image in place of LocalStack's, through a random port. Source of truth: the class of
 * Testcontainers.
 */
class ContainerTest {
  private static final String IMAGE = System.getenv().getOrDefault("BRUME_IMAGE", "brume:5.0.0");

  private static void sendAndReceive(URI endpoint, String region, String key, String secret) {
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
            .build()) {
      String queue = sqs.createQueue(create -> create.queueName("orders")).queueUrl();
      sqs.sendMessage(send -> send.queueUrl(queue).messageBody("one coffee"));
      assertEquals(
          "one coffee",
          sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages().get(0).body());
    }
  }

  @Test
  void theClassForLocalStackTakesTheImage() {
    DockerImageName image =
        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack");
    try (LocalStackContainer container = new LocalStackContainer(image)) {
      container.start();
      sendAndReceive(
          container.getEndpoint(),
          container.getRegion(),
          container.getAccessKey(),
          container.getSecretKey());
    }
  }

  @Test
  void soDoesItsOwnClass() {
    try (BrumeContainer container = new BrumeContainer(IMAGE).withServices("sqs")) {
      container.start();
      sendAndReceive(
          container.getEndpoint(),
          container.getRegion(),
          container.getAccessKey(),
          container.getSecretKey());
    }
  }
}
