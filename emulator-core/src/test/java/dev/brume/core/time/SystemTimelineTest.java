package dev.brume.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Source of truth: the contract of {@link Timeline} and {@link ControllableTimeline}. */
class SystemTimelineTest {
  @AutoClose private final SystemTimeline timeline = new SystemTimeline();

  @Test
  void runsATimerByItself() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    timeline.schedule("key", timeline.nowMillis() + 5, ran::countDown);
    assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anEarlierTimerOvertakesALaterOne() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    timeline.schedule("late", timeline.nowMillis() + 3_600_000, () -> {});
    timeline.schedule("early", timeline.nowMillis() + 5, ran::countDown);
    assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void frozenTimeStandsStillAndGoesOnFromThere() {
    timeline.freeze();
    long frozen = timeline.nowMillis();
    timeline.advance(Duration.ofDays(30));
    assertThat(timeline.nowMillis()).isEqualTo(frozen + Duration.ofDays(30).toMillis());
    assertThat(timeline.isFrozen()).isTrue();
    timeline.unfreeze();
    assertThat(timeline.nowMillis())
        .isGreaterThanOrEqualTo(frozen + Duration.ofDays(30).toMillis());
  }

  @Test
  void timeThatHasMovedGoesBackToTheMachines() {
    assertThat(timeline.returnToMachineTime()).isFalse();
    long before = timeline.nowMillis();
    timeline.advance(Duration.ofDays(30));
    assertThat(timeline.momentOf(before - 1)).isEqualTo(before - 1);
    assertThat(timeline.momentOf(timeline.nowMillis() - Duration.ofDays(29).toMillis()))
        .isGreaterThan(before + Duration.ofDays(30).toMillis());

    assertThat(timeline.returnToMachineTime()).isTrue();

    assertThat(timeline.nowMillis()).isLessThan(before + Duration.ofDays(1).toMillis());
    assertThat(timeline.momentOf(before)).isEqualTo(before);
  }

  @Test
  void advanceOfRunningTimeRunsWhatIsDueOnTheWay() {
    CountDownLatch ran = new CountDownLatch(1);
    timeline.schedule("key", timeline.nowMillis() + 3_600_000, ran::countDown);
    timeline.advance(Duration.ofHours(2));
    assertThat(ran.getCount()).isZero();
    assertThat(timeline.isFrozen()).isFalse();
  }
}
