package dev.brume.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.effect.Effect;
import dev.brume.core.effect.LaneOutbox;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.task.TaskContext.Errand;
import dev.brume.core.time.Timeline;
import dev.brume.testlog.ExpectsLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Errors, not only exceptions, in what nobody waits for: each is reported and survived. Source of
 * truth: docs/decisions/0063-durable-work.md.
 */
class FailuresInTheBackgroundTest {
  private final TaskContext context = new TaskContext(new InMemoryStore());
  private final List<String> ran = new ArrayList<>();

  @AfterEach
  void close() {
    context.close();
  }

  private CompletionStage<Long> run(String name) {
    ran.add(name);
    return CompletableFuture.completedFuture(Effect.DONE);
  }

  @Test
  @ExpectsLog(from = Timeline.class, text = "A timer failed: first")
  void timersGoOnAfterAnError() {
    long now = context.timeline.nowMillis();
    context.timeline.schedule(
        "first",
        now + 1,
        () -> {
          throw new StackOverflowError("on purpose");
        });
    context.timeline.schedule("second", now + 1, () -> ran.add("second"));
    context.timeline.schedule("third", now + 2, () -> ran.add("third"));
    context.timeline.advance(Duration.ofMillis(2));
    assertThat(ran).containsExactly("second", "third");
  }

  @Test
  @ExpectsLog(from = LaneOutbox.class, text = "An effect failed in lane lane")
  void aLaneGoesOnAfterAnErrorAndSettleEnds() {
    context.section.run(
        () -> {
          context.outbox.append(
              "lane",
              attempt -> {
                throw new OutOfMemoryError("on purpose");
              });
          context.outbox.append("lane", attempt -> run("second"));
        });
    context.settle();
    assertThat(ran).containsExactly("second");
  }

  @Test
  @ExpectsLog(from = LaneOutbox.class, text = "An effect failed in lane lane")
  void settleEndsAfterAFailedStage() {
    CompletableFuture<Long> elsewhere = new CompletableFuture<>();
    context.section.run(
        () -> {
          context.outbox.append("lane", attempt -> elsewhere);
          context.outbox.append("lane", attempt -> run("second"));
        });
    CompletableFuture<Void> settled = context.outbox.settle().toCompletableFuture();
    elsewhere.completeExceptionally(new StackOverflowError("on purpose"));
    assertThat(settled).isDone();
    assertThat(ran).containsExactly("second");
  }

  @Test
  @ExpectsLog(from = LaneOutbox.class, text = "An effect failed")
  void settleEndsAfterErrorsInStepsAndContinuations() {
    CompletableFuture<Void> elsewhere = new CompletableFuture<>();
    context.outbox.later(
        () -> {
          throw new AssertionError("on purpose");
        });
    context.outbox.await(
        elsewhere,
        () -> {
          throw new AssertionError("on purpose");
        });
    elsewhere.complete(null);
    context.settle();
  }

  @Test
  void aSectionThatFailsStillRunsTheEffectsOfWhatItChanged() {
    try {
      context.section.run(
          () -> {
            context.outbox.append("lane", attempt -> run("effect"));
            throw new IllegalStateException("on purpose");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("on purpose");
    }
    assertThat(ran).containsExactly("effect");
  }

  @Test
  @ExpectsLog(from = TaskQueue.class, text = "A task of task/errands/errands/ failed")
  void aTaskThatThrowsIsRetriedAndItsLaneGoesOn() {
    context.behaviour =
        task -> {
          if (task.payload().name().equals("a")) {
            throw new StackOverflowError("on purpose");
          }
          return TaskContext.done();
        };
    context.add("lane", "a", "b");
    context.settle();
    assertThat(context.tried).containsExactly("a1");
    context.timeline.advance(Duration.ofSeconds(20));
    assertThat(context.tried).containsExactly("a1", "a2", "a3", "b1");
    assertThat(context.abandoned).containsExactly("a");
  }

  @Test
  @ExpectsLog(from = TaskQueue.class, text = "is lost at its end: no such place")
  void aTaskWhoseEndThrowsIsDroppedAndItsLaneGoesOn() {
    context.behaviour =
        new TaskHandler<>() {
          @Override
          public CompletionStage<TaskOutcome> run(Task<Errand> task) {
            return CompletableFuture.completedFuture(
                task.payload().name().equals("a")
                    ? TaskOutcome.abandon("no such place")
                    : TaskOutcome.DONE);
          }

          @Override
          public void abandoned(Task<Errand> task, String reason) {
            throw new AssertionError("on purpose");
          }
        };
    context.add("lane", "a", "b");
    assertThat(context.tried).containsExactly("a1", "b1");
    assertThat(context.size()).isZero();
  }
}
