package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sections that take long are reported. Source of truth: docs/decisions/0181-watched-sections.md;
 * AWS says nothing of them.
 */
class SectionWatchTest {
  private static final Duration LIMIT = Duration.ofMillis(20);

  private final InMemoryStore store = new InMemoryStore();
  private final List<IllegalStateException> reported = new ArrayList<>();

  SectionWatchTest() {
    store.watchedBy(new SectionWatch(LIMIT, reported::add));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static void work(Duration duration) {
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + duration.toNanos();
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  private void section(Runnable inside) {
    store.enter();
    try {
      inside.run();
    } finally {
      store.exit();
    }
  }

  @Test
  void longOnesAreReportedWithTheirStack() {
    section(() -> work(LIMIT.multipliedBy(2)));
    assertThat(reported).hasSize(1);
    assertThat(reported.getFirst())
        .hasMessageStartingWith("A section of the store took ")
        .hasStackTraceContaining("SectionWatchTest.section");
  }

  @Test
  void shortOnesAreNotHoweverManyThereAre() {
    for (int i = 0; i < 100; i++) {
      section(() -> {});
      work(Duration.ofMillis(1));
    }
    assertThat(reported).isEmpty();
  }

  @Test
  void nestedOnesCountAsOne() {
    section(
        () -> {
          section(() -> work(LIMIT));
          section(() -> work(LIMIT));
        });
    assertThat(reported).hasSize(1);
  }

  @Test
  void virtualThreadsAreNotWatched() throws InterruptedException {
    Thread.ofVirtual().start(() -> section(() -> {})).join();
    assertThat(reported).isEmpty();
  }
}
