package dev.brume.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Source of truth: the contract of {@link Timeline#momentOf}. */
class ClockHistoryTest {
  private final ClockHistory history = new ClockHistory();

  @Test
  void withoutAChangeTheTimelineIsTheMachinesClock() {
    assertThat(history.momentOf(42)).isEqualTo(42);
  }

  @Test
  void everyStretchHasItsOwnMeaning() {
    history.changed(100, 1_100, true);
    history.changed(200, 5_000, false);
    history.changed(300, 5_000, true);

    assertThat(history.momentOf(99)).isEqualTo(99);
    assertThat(history.momentOf(100)).isEqualTo(1_100);
    assertThat(history.momentOf(150)).isEqualTo(1_150);
    assertThat(history.momentOf(250)).isEqualTo(5_000);
    assertThat(history.momentOf(310)).isEqualTo(5_010);
  }

  @Test
  void onlyTheLastChangesAreRemembered() {
    for (int i = 0; i <= ClockHistory.MAX_CHANGES; i++) {
      history.changed(i, 1_000_000 + i, false);
    }

    assertThat(history.momentOf(0)).isZero();
    assertThat(history.momentOf(1)).isEqualTo(1_000_001);
  }
}
