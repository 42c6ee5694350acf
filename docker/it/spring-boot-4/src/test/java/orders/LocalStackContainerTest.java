package orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.awspring.cloud.sqs.operations.SqsTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Spring Cloud AWS is connected to its container for LocalStack, with Brume's image. Source of
 * truth: docs/migration.md of this project.
 */
@SpringBootTest(classes = {Listener.class, LocalStackContainerTest.Containers.class})
class LocalStackContainerTest {
  @TestConfiguration(proxyBeanMethods = false)
  static class Containers {
    @Bean
    @ServiceConnection
    LocalStackContainer localStack() {
      String image = System.getenv().getOrDefault("BRUME_IMAGE", "brume:5.0.0");
      return new LocalStackContainer(
          DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
    }
  }

  @Autowired private SqsTemplate template;
  @Autowired private Listener listener;

  @Test
  void theListenerGetsWhatIsSent() throws InterruptedException {
    assertThat(listener.sent(template, "one coffee")).isEqualTo("one coffee");
  }
}
