package dev.brume.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.Persistence;
import dev.brume.core.state.StateExport;
import dev.brume.core.time.VirtualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks over crashes, exports and imports. Source of truth: the contract of this package, see its
 * documentation.
 */
class TaskSurvivalTest {
  @TempDir private Path directory;

  private TaskContext open(String name) {
    return open(name, VirtualTimeline.START);
  }

  private TaskContext open(String name, Instant start) {
    return new TaskContext(Persistence.always(directory.resolve(name)).open(), start);
  }

  /** What a kill at this moment would leave behind. */
  private void kill(TaskContext context, String from, String to) throws IOException {
    context.store.save().join();
    Files.createDirectories(directory.resolve(to));
    try (var files = Files.list(directory.resolve(from))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, directory.resolve(to).resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aTaskThatWasUnderWayIsTriedAgainAfterAKill() throws IOException {
    try (TaskContext first = open("first")) {
      first.behaviour = task -> new CompletableFuture<>();
      first.add("lane", "a", "b");
      kill(first, "first", "second");
    }
    try (TaskContext second = open("second")) {
      second.settle();
      assertThat(second.tried).containsExactly("a1", "b1");
      assertThat(second.size()).isZero();
    }
  }

  @Test
  void triesAndDeadlinesAreRememberedOverAKill() throws IOException {
    try (TaskContext first = open("first")) {
      first.behaviour = task -> TaskContext.retry();
      first.add("lane", "a");
      first.timeline.advance(Duration.ofSeconds(10));
      assertThat(first.tried).containsExactly("a1", "a2");
      kill(first, "first", "second");
    }
    Instant restart = VirtualTimeline.START.plusSeconds(12);
    try (TaskContext second = open("second", restart)) {
      second.behaviour = task -> TaskContext.retry();
      second.timeline.advance(Duration.ofMillis(7_999));
      assertThat(second.tried).isEmpty();
      second.timeline.advance(Duration.ofMillis(1));
      assertThat(second.tried).containsExactly("a3");
      assertThat(second.abandoned).containsExactly("a");
    }
  }

  @Test
  void whatAHandlerChangesAndTheEndOfItsTaskAreOneGroup() throws IOException {
    try (TaskContext first = open("first")) {
      first.behaviour =
          task -> {
            first.errands().done.put(task.payload().name(), 1L);
            return TaskContext.done();
          };
      first.add("lane", "a");
      first.addLater(Duration.ofSeconds(1), "lane", "b");
      kill(first, "first", "second");
      first.timeline.advance(Duration.ofSeconds(1));
      kill(first, "first", "third");
    }
    for (String name : List.of("second", "third")) {
      try (TaskContext context = open(name)) {
        context.in(
            errands ->
                assertThat(errands.done.size() + errands.queue.size())
                    .as("each is either done or to be done")
                    .isEqualTo(2));
      }
    }
  }

  @Test
  void anExportCarriesTasksAndAnImportResumesThem() throws IOException {
    Path file = directory.resolve("export");
    try (TaskContext first = new TaskContext(new InMemoryStore())) {
      first.addLater(Duration.ofSeconds(1), "lane", "a");
      StateExport.write(first.store, file);
    }
    try (TaskContext second = new TaskContext(new InMemoryStore())) {
      StateExport.read(second.store, file);
      second.errands();
      second.timeline.advance(Duration.ofSeconds(1));
      assertThat(second.tried).containsExactly("a1");
    }
  }
}
