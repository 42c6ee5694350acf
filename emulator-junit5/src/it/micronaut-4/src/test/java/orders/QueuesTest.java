package orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brume.server.Brume;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The application's queues are the emulator's. Source of truth: docs/testing.md of this project.
 */
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueuesTest implements TestPropertyProvider {
  private static final Brume BRUME = Brume.builder().start();

  @Inject Queues queues;

  @Override
  public Map<String, String> getProperties() {
    return Map.of("orders.endpoint", BRUME.endpoint().toString());
  }

  @Test
  void anOrderIsSentAndTaken() {
    assertEquals(1, queues.sendAndCount("one coffee"));
  }
}
