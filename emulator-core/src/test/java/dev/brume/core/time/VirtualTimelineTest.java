package dev.brume.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.testlog.ExpectsLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Source of truth: the contract of {@link Timeline} and {@link ControllableTimeline}. */
class VirtualTimelineTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<String> ran = new ArrayList<>();

  private void at(Object key, long afterMillis, String name) {
    timeline.schedule(
        key,
        timeline.nowMillis() + afterMillis,
        () -> ran.add(name + "@" + (timeline.nowMillis() - VirtualTimeline.START.toEpochMilli())));
  }

  @Test
  void advanceStopsAtEachDeadlineInOrder() {
    at("b", 2_000, "b");
    at("a", 1_000, "a");
    at("c", 2_000, "c");
    at("late", 5_000, "late");
    timeline.advance(Duration.ofSeconds(3));
    assertThat(ran).containsExactly("a@1000", "b@2000", "c@2000");
    assertThat(timeline.now()).isEqualTo(VirtualTimeline.START.plusSeconds(3));
  }

  @Test
  void aTaskMayScheduleAnotherOnTheWay() {
    timeline.schedule("first", timeline.nowMillis() + 1_000, () -> at("second", 500, "second"));
    timeline.advance(Duration.ofSeconds(2));
    assertThat(ran).containsExactly("second@1500");
  }

  @Test
  void anEqualKeyReplacesTheFormerTimer() {
    at("key", 1_000, "former");
    at("key", 2_000, "later");
    timeline.advance(Duration.ofSeconds(3));
    assertThat(ran).containsExactly("later@2000");
  }

  @Test
  void whatIsDueNeverRunsInsideSchedule() {
    at("now", 0, "now");
    assertThat(ran).isEmpty();
    timeline.advance(Duration.ZERO);
    assertThat(ran).containsExactly("now@0");
  }

  @Test
  void cancelTellsWhetherSomethingWasScheduled() {
    at("key", 1_000, "never");
    assertThat(timeline.cancel("key")).isTrue();
    assertThat(timeline.cancel("key")).isFalse();
    timeline.advance(Duration.ofSeconds(2));
    assertThat(ran).isEmpty();
  }

  @Test
  @ExpectsLog(from = Timeline.class, text = "A timer failed: bad")
  void aFailingTaskDoesNotStopTheOthers() {
    timeline.schedule(
        "bad",
        timeline.nowMillis() + 1,
        () -> {
          throw new IllegalStateException("on purpose");
        });
    at("good", 2, "good");
    timeline.advance(Duration.ofSeconds(1));
    assertThat(ran).containsExactly("good@2");
  }

  @Test
  void timeNeverGoesBack() {
    assertThatThrownBy(() -> timeline.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> timeline.set(VirtualTimeline.START.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
