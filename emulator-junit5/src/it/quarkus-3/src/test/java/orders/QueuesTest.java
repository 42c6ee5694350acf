package orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/**
 * The application's queues are the emulator's. Source of truth: docs/testing.md of this project.
 */
@QuarkusTest
@QuarkusTestResource(BrumeResource.class)
class QueuesTest {
  @Inject Queues queues;

  @Test
  void anOrderIsSentAndTaken() {
    assertEquals(1, queues.sendAndCount("one coffee"));
  }
}
