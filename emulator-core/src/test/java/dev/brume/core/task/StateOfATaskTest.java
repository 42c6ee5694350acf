package dev.brume.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.Store;
import dev.brume.core.task.TaskContext.Errand;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Source of truth: the contract of {@link Task#then}. */
class StateOfATaskTest {
  private final TaskContext context = new TaskContext(new InMemoryStore());
  private final CompletableFuture<String> answer = new CompletableFuture<>();

  /** Tasks wait for the answer, and note then that they have happened. */
  @BeforeEach
  void waitForTheAnswer() {
    context.behaviour =
        task ->
            task.then(
                answer,
                stage -> {
                  context.errands().done.put(task.payload().name(), 1L);
                  return stage.thenApply(
                      text -> text.isEmpty() ? TaskOutcome.RETRY : TaskOutcome.DONE);
                });
  }

  @AfterEach
  void close() {
    context.close();
  }

  private boolean isDone(String name) {
    boolean[] done = new boolean[1];
    context.in(errands -> done[0] = errands.done.get(name) != null);
    return done[0];
  }

  @Test
  void goesOnWhenWhatItWaitsForHasCome() {
    context.add(null, "a");
    assertThat(context.size()).isOne();
    answer.complete("yes");
    context.settle();
    assertThat(isDone("a")).isTrue();
    assertThat(context.size()).isZero();
  }

  @Test
  void goesOnAtOnceWhereItHasCome() {
    answer.complete("yes");
    context.add(null, "a");
    assertThat(isDone("a")).isTrue();
    assertThat(context.size()).isZero();
  }

  @Test
  void doesNothingToAStateThatWasRestoredMeanwhile() {
    try (Store.Snapshot before = context.store.snapshot()) {
      context.add(null, "a");
      context.store.restore(before);
      answer.complete("yes");
      context.settle();
      assertThat(isDone("a")).isFalse();
      assertThat(context.size()).isZero();
    }
  }

  @Test
  void doesNothingAfterAReset() {
    context.add(null, "a");
    context.store.reset();
    answer.complete("yes");
    context.settle();
    assertThat(isDone("a")).isFalse();
  }

  /** The snapshot holds the task; the try that was under way is not the restored state's. */
  @Test
  void aTaskOfTheSnapshotHappensOnceAfterARestore() {
    context.add("lane", "a");
    try (Store.Snapshot held = context.store.snapshot()) {
      context.in(errands -> errands.done.put("later", 1L));
      context.store.restore(held);
      context.settleTheSteps();
      assertThat(context.tried).containsExactly("a1", "a1");
      answer.complete("yes");
      context.settle();
      assertThat(isDone("a")).isTrue();
      assertThat(isDone("later")).isFalse();
      assertThat(context.size()).isZero();
    }
  }

  @Test
  void aFailureOfWhatItWaitsForIsTheHandlersToJudge() {
    context.behaviour =
        task ->
            task.then(
                answer,
                stage ->
                    CompletableFuture.completedFuture(
                        stage.isCompletedExceptionally()
                            ? TaskOutcome.abandon("no answer")
                            : TaskOutcome.DONE));
    context.in(errands -> errands.queue.add(new Errand(null, "a")));
    answer.completeExceptionally(new IllegalStateException("gone"));
    context.settle();
    assertThat(context.abandoned).containsExactly("a");
  }
}
