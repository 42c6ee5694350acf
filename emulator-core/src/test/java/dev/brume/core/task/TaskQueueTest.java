package dev.brume.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.state.InMemoryStore;
import dev.brume.core.task.TaskContext.Errand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Source of truth: the contracts of {@link TaskQueue}, {@link TaskHandler} and {@link Task}. */
class TaskQueueTest {
  private final TaskContext context = new TaskContext(new InMemoryStore());

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void aTaskRunsAtTheEndOfTheSectionThatAddsIt() {
    context.in(
        errands -> {
          errands.queue.add(new Errand(null, "a"));
          assertThat(context.tried).isEmpty();
        });
    assertThat(context.tried).containsExactly("a1");
    assertThat(context.size()).isZero();
    assertThat(context.timeline.scheduled()).isZero();
  }

  @Test
  void aTaskThatMustBeRetriedHoldsUpItsLaneOnly() {
    context.behaviour =
        task ->
            task.payload().name().equals("a") && task.attempt() == 1
                ? TaskContext.retry()
                : TaskContext.done();
    context.add("one", "a", "b");
    context.add("two", "c");
    assertThat(context.tried).containsExactly("a1", "c1");
    context.timeline.advance(Duration.ofMillis(9_999));
    assertThat(context.tried).containsExactly("a1", "c1");
    context.timeline.advance(Duration.ofMillis(1));
    assertThat(context.tried).containsExactly("a1", "c1", "a2", "b1");
  }

  @Test
  void tasksWithoutALaneDoNotWaitForEachOther() {
    context.behaviour = task -> task.attempt() == 1 ? TaskContext.retry() : TaskContext.done();
    context.add(null, "a", "b");
    assertThat(context.tried).containsExactly("a1", "b1");
    context.timeline.advance(Duration.ofSeconds(10));
    assertThat(context.tried).containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void aTaskIsAbandonedWhenItsTriesAreUsedUp() {
    context.behaviour = task -> TaskContext.retry();
    context.add("lane", "a", "b");
    context.timeline.advance(Duration.ofSeconds(20));
    assertThat(context.tried).containsExactly("a1", "a2", "a3", "b1");
    assertThat(context.abandoned).containsExactly("a");
    context.timeline.advance(Duration.ofDays(1));
    assertThat(context.abandoned).containsExactly("a", "b");
    assertThat(context.size()).isZero();
  }

  @Test
  void aHandlerCanAbandonAtOnceAndChooseDelays() {
    context.behaviour =
        task ->
            CompletableFuture.completedFuture(
                task.attempt() == 1
                    ? TaskOutcome.retryAfter(500)
                    : TaskOutcome.abandon("no such place"));
    context.add(null, "a");
    context.timeline.advance(Duration.ofMillis(500));
    assertThat(context.tried).containsExactly("a1", "a2");
    assertThat(context.abandoned).containsExactly("a");
  }

  /** What a long task changes part by part is not all written in one group. */
  @Test
  void aRetryAtOnceComesInASectionToCome() {
    context.behaviour =
        task ->
            CompletableFuture.completedFuture(
                task.attempt() < 3 ? TaskOutcome.retryAfter(0) : TaskOutcome.DONE);
    context.add(null, "a");
    assertThat(context.tried).containsExactly("a1");
    context.timeline.advance(Duration.ZERO);
    assertThat(context.tried).containsExactly("a1", "a2", "a3");
    assertThat(context.size()).isZero();
  }

  @Test
  void whatAnAbandonedTaskLeavesBehindRunsInTheSameSection() {
    context.behaviour =
        new TaskHandler<>() {
          @Override
          public CompletableFuture<TaskOutcome> run(Task<Errand> task) {
            return CompletableFuture.completedFuture(
                task.payload().name().equals("dead letter")
                    ? TaskOutcome.DONE
                    : TaskOutcome.abandon("refused"));
          }

          @Override
          public void abandoned(Task<Errand> task, String reason) {
            context.errands().queue.add(new Errand("dead", "dead letter"));
          }
        };
    context.add("lane", "a");
    assertThat(context.tried).containsExactly("a1", "dead letter1");
    assertThat(context.size()).isZero();
  }

  @Test
  void anAgeLimitEndsTriesBeforeTheirNumberDoes() {
    RetryPolicy policy =
        RetryPolicy.attempts(100, Duration.ofSeconds(1))
            .growing(2, Duration.ofSeconds(5))
            .within(Duration.ofSeconds(10));
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(policy::delayMillis))
        .containsExactly(1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    assertThat(policy.allows(99, 10_000)).isTrue();
    assertThat(policy.allows(100, 0)).isFalse();
    assertThat(policy.allows(1, 10_001)).isFalse();
  }

  @Test
  void manyTasksToComeHaveOneTimerAndRunInTheirOrder() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      context.addLater(Duration.ofSeconds(2_000 - i), null, "t" + (2_000 - i) + "/");
      expected.add("t" + (i + 1) + "/1");
    }
    assertThat(context.timeline.scheduled()).isOne();
    context.timeline.advance(Duration.ofHours(1));
    assertThat(context.tried).isEqualTo(expected);
    assertThat(context.timeline.scheduled()).isZero();
  }

  @Test
  void aLaneWaitsForTheFirstEvenWhereTheNextIsDue() {
    context.addLater(Duration.ofSeconds(5), "lane", "a");
    context.add("lane", "b");
    assertThat(context.tried).isEmpty();
    context.timeline.advance(Duration.ofSeconds(5));
    assertThat(context.tried).containsExactly("a1", "b1");
  }

  @Test
  void manyTasksAtOnceAreSettledInSeveralSections() {
    context.in(
        errands -> {
          for (int i = 0; i < 3 * TaskQueue.STEP_TASKS; i++) {
            errands.queue.add(new Errand(null, "t"));
          }
        });
    assertThat(context.tried.size()).isLessThan(3 * TaskQueue.STEP_TASKS);
    context.settle();
    assertThat(context.tried).hasSize(3 * TaskQueue.STEP_TASKS);
  }

  @Test
  void settleWaitsForWhatGoesOnElsewhere() {
    CompletableFuture<TaskOutcome> elsewhere = new CompletableFuture<>();
    context.behaviour = task -> task.payload().name().equals("a") ? elsewhere : TaskContext.done();
    context.add("lane", "a", "b");
    CompletableFuture<Void> settled = context.outbox.settle().toCompletableFuture();
    assertThat(settled).isNotDone();
    assertThat(context.tried).containsExactly("a1");
    elsewhere.complete(TaskOutcome.DONE);
    assertThat(settled).isDone();
    assertThat(context.tried).containsExactly("a1", "b1");
    assertThat(context.size()).isZero();
  }

  @Test
  void onlySoManyAreUnderWayAtATime() {
    List<CompletableFuture<TaskOutcome>> elsewhere = new ArrayList<>();
    context.behaviour =
        task -> {
          CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
          elsewhere.add(outcome);
          return outcome;
        };
    context.in(
        errands -> {
          for (int i = 0; i < TaskPlaces.COMMON + 10; i++) {
            errands.queue.add(new Errand(null, "t"));
          }
        });
    CompletableFuture<Void> settled = context.outbox.settle().toCompletableFuture();
    assertThat(elsewhere).hasSize(TaskPlaces.COMMON);
    for (int i = 0; i < TaskPlaces.COMMON + 10; i++) {
      elsewhere.get(i).complete(TaskOutcome.DONE);
    }
    assertThat(settled).isDone();
    assertThat(context.size()).isZero();
  }

  @Test
  void aTaskWithAnIdOfItsOwnerIsReplacedAndPostponed() {
    long now = context.timeline.nowMillis();
    context.in(errands -> errands.queue.put(7, new Errand(null, "a"), now + 1_000));
    context.in(errands -> errands.queue.put(7, new Errand(null, "b"), now + 5_000));
    context.timeline.advance(Duration.ofMillis(4_999));
    assertThat(context.tried).isEmpty();
    context.timeline.advance(Duration.ofMillis(1));
    assertThat(context.tried).containsExactly("b1");
    assertThat(context.size()).isZero();
  }

  @Test
  void whatReplacesATaskUnderWayRunsAfterIt() {
    CompletableFuture<TaskOutcome> elsewhere = new CompletableFuture<>();
    context.behaviour = task -> task.payload().name().equals("a") ? elsewhere : TaskContext.done();
    long now = context.timeline.nowMillis();
    context.in(errands -> errands.queue.put(7, new Errand(null, "a"), now));
    assertThat(context.tried).isEmpty();
    context.timeline.advance(Duration.ZERO);
    context.in(errands -> errands.queue.put(7, new Errand(null, "b"), now));
    assertThat(context.tried).containsExactly("a1");
    elsewhere.complete(TaskOutcome.DONE);
    assertThat(context.tried).containsExactly("a1", "b1");
    assertThat(context.size()).isZero();
  }

  @Test
  void aTaskInALaneHasNoIdOfItsOwner() {
    assertThatThrownBy(
            () -> context.in(errands -> errands.queue.put(7, new Errand("lane", "a"), 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void removingTheFirstOfALaneLetsTheNextGo() {
    context.behaviour =
        task -> task.payload().name().equals("a") ? TaskContext.retry() : TaskContext.done();
    long[] id = new long[1];
    context.in(errands -> id[0] = errands.queue.add(new Errand("lane", "a")));
    context.add("lane", "b");
    assertThat(context.tried).containsExactly("a1");
    context.in(errands -> assertThat(errands.queue.remove(id[0]).name()).isEqualTo("a"));
    assertThat(context.tried).containsExactly("a1", "b1");
    assertThat(context.timeline.scheduled()).isZero();
  }

  @Test
  void nothingRunsAfterAResetButWhatIsAddedAfterIt() {
    context.addLater(Duration.ofSeconds(1), null, "a");
    context.store.reset();
    context.timeline.advance(Duration.ofSeconds(2));
    assertThat(context.tried).isEmpty();
    assertThat(context.timeline.scheduled()).isZero();
    context.add(null, "b");
    assertThat(context.tried).containsExactly("b1");
  }

  @Test
  void aSnapshotRemembersTasksAndARestoreResumesThem() {
    context.addLater(Duration.ofSeconds(1), "lane", "a");
    try (var snapshot = context.store.snapshot()) {
      context.timeline.advance(Duration.ofSeconds(1));
      assertThat(context.tried).containsExactly("a1");
      context.store.restore(snapshot);
      context.settle();
      assertThat(context.tried).containsExactly("a1", "a1");
    }
    assertThat(context.size()).isZero();
  }
}
