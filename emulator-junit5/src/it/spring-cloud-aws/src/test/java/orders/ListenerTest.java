package orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.junit5.BrumeExtension;
import dev.brume.junit5.BrumeTest;
import dev.brume.server.Brume;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.s3.S3Template;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Spring Cloud AWS is connected to the emulator by the kind of bean that stands behind
 * {@code @ServiceConnection}. The queue of the listener is made when the application starts, so the
 * state is kept. Source of truth: docs/testing.md of this project.
 */
@BrumeTest(keepState = true)
@SpringBootTest(properties = "spring.cloud.aws.s3.path-style-access-enabled=true")
class ListenerTest {
  private static final long SECONDS = 30;

  @RegisterExtension static final BrumeExtension BRUME = new BrumeExtension();

  @SpringBootApplication
  static class Application {
    private final BlockingQueue<String> got = new LinkedBlockingQueue<>();

    @SqsListener("orders")
    void listen(String order) {
      got.add(order);
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class LocalAws {
    @Bean
    AwsConnectionDetails aws() {
      Brume brume = BRUME.brume();
      return new AwsConnectionDetails() {
        @Override
        public URI getEndpoint() {
          return brume.endpoint();
        }

        @Override
        public String getRegion() {
          return brume.region();
        }

        @Override
        public String getAccessKey() {
          return "test";
        }

        @Override
        public String getSecretKey() {
          return "test";
        }
      };
    }
  }

  @Autowired private Application application;
  @Autowired private SqsTemplate queues;
  @Autowired private S3Template buckets;

  @Test
  void theListenerGetsWhatIsSent() throws InterruptedException {
    queues.send("orders", "one coffee");

    assertThat(application.got.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("one coffee");
  }

  @Test
  void objectsAreStored() {
    buckets.createBucket("photos");
    buckets.store("photos", "small", "text");

    assertThat(buckets.read("photos", "small", String.class)).isEqualTo("text");
  }
}
