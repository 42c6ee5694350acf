package dev.brume.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.InMemoryStore;
import dev.brume.core.task.TaskContext.Errand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Source of truth: the contracts of {@link TaskSpec#toDestinations} and {@link TaskPlaces}. */
class TaskDestinationTest {
  private static final int MAX_OF_ONE = 4;

  /** More than have common places. */
  private static final int DEAD = 2 * TaskPlaces.COMMON;

  private final TaskContext context =
      new TaskContext(
          new InMemoryStore(),
          TaskSpec.of("errands", "errands", Errand.class)
              .toDestinations(Errand::lane, MAX_OF_ONE)
              .retriedBy(TaskContext.THREE_TIMES));

  /** The attempts under way, by destination. */
  private final Map<String, ArrayDeque<CompletableFuture<TaskOutcome>>> underWay = new HashMap<>();

  TaskDestinationTest() {
    context.behaviour =
        task -> {
          CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
          underWay.computeIfAbsent(task.payload().lane(), none -> new ArrayDeque<>()).add(outcome);
          return outcome;
        };
  }

  @AfterEach
  void close() {
    context.close();
  }

  private int countOf(String destination) {
    return underWay.getOrDefault(destination, new ArrayDeque<>()).size();
  }

  private void end(String destination, TaskOutcome outcome) {
    underWay.get(destination).poll().complete(outcome);
    context.settleTheSteps();
  }

  private void addToDeadOnes(int tasks) {
    for (int i = 0; i < DEAD; i++) {
      for (int j = 0; j < tasks; j++) {
        context.add("dead" + i, "x");
      }
    }
    context.settleTheSteps();
  }

  @Test
  void deadDestinationsHoldUpNoOtherWhateverTheirNumber() {
    addToDeadOnes(3);
    int dead = underWay.values().stream().mapToInt(ArrayDeque::size).sum();
    assertThat(dead).isEqualTo(DEAD + TaskPlaces.COMMON / 2);
    for (int i = 0; i < 50; i++) {
      context.add("living", "a" + i + "/");
    }
    context.settleTheSteps();
    assertThat(countOf("living")).isOne();
    end("living", TaskOutcome.DONE);
    assertThat(countOf("living")).isEqualTo(2);
    end("living", TaskOutcome.DONE);
    end("living", TaskOutcome.DONE);
    assertThat(countOf("living")).isEqualTo(MAX_OF_ONE);
    while (countOf("living") > 0) {
      end("living", TaskOutcome.DONE);
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      expected.add("a" + i + "/1");
    }
    assertThat(context.tried).containsSubsequence(expected);
  }

  @Test
  void aDestinationHasNotMoreThanItsPlaces() {
    context.add("one", "a", "b", "c", "d", "e", "f");
    assertThat(countOf("one")).isEqualTo(MAX_OF_ONE);
    end("one", TaskOutcome.RETRY);
    assertThat(countOf("one")).isEqualTo(MAX_OF_ONE);
    assertThat(context.tried).containsExactly("a1", "b1", "c1", "d1", "e1");
    while (countOf("one") > 0) {
      end("one", TaskOutcome.DONE);
    }
    context.timeline.advance(Duration.ofSeconds(10));
    assertThat(context.tried).endsWith("f1", "a2");
    end("one", TaskOutcome.DONE);
    assertThat(context.size()).isZero();
  }

  /** What is removed while it waits for a place leaves the place to what comes after it. */
  @Test
  void whatWaitsForAPlaceCanBeRemoved() {
    List<Long> ids = new ArrayList<>();
    context.in(
        errands -> {
          for (int i = 0; i < MAX_OF_ONE + 3; i++) {
            ids.add(errands.queue.add(new Errand("one", "a" + i + "/")));
          }
        });
    context.in(errands -> ids.subList(MAX_OF_ONE, MAX_OF_ONE + 2).forEach(errands.queue::remove));
    for (int i = 0; i < MAX_OF_ONE; i++) {
      end("one", TaskOutcome.DONE);
    }
    assertThat(context.tried).hasSize(MAX_OF_ONE + 1).endsWith("a6/1");
    end("one", TaskOutcome.DONE);
    assertThat(context.size()).isZero();
  }

  @Test
  void deadDestinationsGetAllTheirAttempts() {
    addToDeadOnes(2);
    boolean more = true;
    while (more) {
      for (ArrayDeque<CompletableFuture<TaskOutcome>> attempts : underWay.values()) {
        List<CompletableFuture<TaskOutcome>> ended = List.copyOf(attempts);
        attempts.clear();
        ended.forEach(attempt -> attempt.complete(TaskOutcome.RETRY));
      }
      context.timeline.advance(Duration.ofSeconds(10));
      more = underWay.values().stream().anyMatch(attempts -> !attempts.isEmpty());
    }
    assertThat(context.abandoned).hasSize(2 * DEAD);
    assertThat(context.tried).hasSize(6 * DEAD);
    assertThat(context.size()).isZero();
  }
}
