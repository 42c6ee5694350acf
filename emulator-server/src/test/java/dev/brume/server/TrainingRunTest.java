package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/**
 * What the build asks a server for in order to make later starts fast. Source of truth:
 * docs/decisions/0052-fast-starts.md of this project.
 */
class TrainingRunTest {
  @Test
  void everyRequestSucceeds() {
    assertThatCode(() -> TrainingRun.main(new String[0])).doesNotThrowAnyException();
  }
}
