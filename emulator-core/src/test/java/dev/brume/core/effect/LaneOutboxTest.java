package dev.brume.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.time.VirtualTimeline;
import dev.brume.testlog.ExpectsLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Source of truth: the contract of {@link Outbox} and {@link Effect}. */
class LaneOutboxTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final LaneOutbox outbox = new LaneOutbox(timeline);
  private final List<String> ran = new ArrayList<>();

  private Effect named(String name) {
    return attempt -> {
      ran.add(name + attempt);
      return CompletableFuture.completedFuture(Effect.DONE);
    };
  }

  @Test
  void nothingRunsBeforeDrain() {
    outbox.append("lane", named("a"));
    assertThat(ran).isEmpty();
    outbox.drain();
    assertThat(ran).containsExactly("a1");
  }

  @Test
  void whatAnEffectAppendsRunsInTheSameDrain() {
    outbox.append(
        "one",
        attempt -> {
          outbox.append("two", named("b"));
          return CompletableFuture.completedFuture(Effect.DONE);
        });
    outbox.drain();
    assertThat(ran).containsExactly("b1");
  }

  @Test
  void aRetryHoldsUpItsLaneAlone() {
    outbox.append(
        "slow",
        attempt -> {
          ran.add("slow" + attempt);
          return CompletableFuture.completedFuture(attempt < 3 ? 1_000L : Effect.DONE);
        });
    outbox.append("slow", named("behind"));
    outbox.append("fast", named("fast"));
    outbox.drain();
    assertThat(ran).containsExactly("slow1", "fast1");
    timeline.advance(Duration.ofSeconds(2));
    assertThat(ran).containsExactly("slow1", "fast1", "slow2", "slow3", "behind1");
  }

  @Test
  void anAsynchronousEffectHoldsUpItsLaneAndSettle() {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    outbox.append("lane", attempt -> answer);
    outbox.append("lane", named("behind"));
    CompletionStage<Void> settled = outbox.settle();
    assertThat(settled.toCompletableFuture()).isNotDone();
    assertThat(ran).isEmpty();
    answer.complete(Effect.DONE);
    assertThat(ran).containsExactly("behind1");
    assertThat(settled.toCompletableFuture()).isDone();
  }

  @Test
  @ExpectsLog(from = LaneOutbox.class, text = "An effect failed in lane lane")
  void aFailedEffectIsGivenUp() {
    outbox.append("lane", attempt -> CompletableFuture.failedFuture(new IllegalStateException()));
    outbox.append(
        "lane",
        attempt -> {
          throw new IllegalStateException("on purpose");
        });
    outbox.append("lane", named("next"));
    outbox.drain();
    assertThat(ran).containsExactly("next1");
  }

  /** A reset while an effect waits for an answer is no failure: nothing is logged. */
  @Test
  void whatGoesOnWithStateThatIsGoneEndsQuietly() {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    StateGoneException gone = new StateGoneException("reset meanwhile");
    outbox.await(
        answer,
        () -> {
          ran.add("went on");
          throw gone;
        });
    outbox.append("lane", attempt -> answer.thenCompose(v -> CompletableFuture.failedFuture(gone)));
    outbox.append("lane", named("next"));
    outbox.drain();
    answer.complete(null);

    assertThat(ran).containsExactly("next1", "went on");
    assertThat(outbox.settle().toCompletableFuture()).isDone();
  }

  @Test
  void clearForgetsRetriesToo() {
    outbox.append(
        "lane",
        attempt -> {
          ran.add("try" + attempt);
          return CompletableFuture.completedFuture(1_000L);
        });
    outbox.drain();
    outbox.clear();
    outbox.append("lane", named("new"));
    outbox.drain();
    timeline.advance(Duration.ofSeconds(10));
    assertThat(ran).containsExactly("try1", "new1");
  }
}
