package orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.testcontainers.BrumeContainer;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * Spring Cloud AWS is connected to Brume's own container. Source of truth: docs/testing.md of this
 * project.
 */
@SpringBootTest(classes = {Listener.class, BrumeContainerTest.Containers.class})
class BrumeContainerTest {
  @TestConfiguration(proxyBeanMethods = false)
  static class Containers {
    @Bean
    @ServiceConnection
    BrumeContainer brume() {
      return new BrumeContainer(System.getenv().getOrDefault("BRUME_IMAGE", "brume:5.0.0"));
    }
  }

  @Autowired private SqsTemplate template;
  @Autowired private Listener listener;

  @Test
  void theListenerGetsWhatIsSent() throws InterruptedException {
    assertThat(listener.sent(template, "one coffee")).isEqualTo("one coffee");
  }
}
