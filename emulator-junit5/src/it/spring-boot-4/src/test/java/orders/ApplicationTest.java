package orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An application whose queues are the emulator's, which runs in the test's own process. Source of
 * truth: docs/testing.md of this project.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApplicationTest {
  private static final Brume BRUME = Brume.builder().start();

  @DynamicPropertySource
  static void endpoint(DynamicPropertyRegistry registry) {
    registry.add("orders.endpoint", () -> BRUME.endpoint().toString());
  }

  @SpringBootApplication
  static class Application {
    @Bean
    SqsClient sqs(@Value("${orders.endpoint}") String endpoint) {
      return SqsClient.builder()
          .endpointOverride(java.net.URI.create(endpoint))
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .build();
    }
  }

  @Autowired private SqsClient sqs;

  @Test
  void theApplicationsQueuesAreTheEmulators() {
    String queue = sqs.createQueue(c -> c.queueName("orders")).queueUrl();
    sqs.sendMessage(s -> s.queueUrl(queue).messageBody("one coffee"));

    assertThat(sqs.receiveMessage(r -> r.queueUrl(queue)).messages()).hasSize(1);
  }
}
