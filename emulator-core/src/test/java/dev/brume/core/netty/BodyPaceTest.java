package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.HttpLimits;
import org.junit.jupiter.api.Test;

/**
 * How slow a body may be: 100 bytes a second here, after a grace of 10 seconds. Source of truth:
 * docs/robustness.md of this project.
 */
class BodyPaceTest {
  private final BodyPace pace = new BodyPace(HttpLimits.DEFAULT.withBodyRate(100, 10_000), 5_000);

  private long now = 5_000;
  private long received;

  /** Whether it is found too slow within {@code seconds} of {@code bytesPerSecond}. */
  private boolean isTooSlow(int seconds, int bytesPerSecond, boolean wanted) {
    for (int i = 0; i < seconds; i++) {
      now += 1_000;
      received += bytesPerSecond;
      if (pace.isTooSlow(now, received, wanted)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aBodyThatTricklesIsTooSlowAfterTheGrace() {
    assertThat(isTooSlow(10, 1, true)).isFalse();
    assertThat(isTooSlow(2, 1, true)).isTrue();
  }

  @Test
  void aBodyAtTheLimitMayTakeForEver() {
    assertThat(isTooSlow(100_000, 100, true)).isFalse();
  }

  /** A fast beginning pays for a pause, but not for an hour of them. */
  @Test
  void nobodySavesUpMoreThanTwiceTheGrace() {
    assertThat(isTooSlow(1, 1_000_000, true)).isFalse();
    assertThat(isTooSlow(18, 0, true)).isFalse();
    assertThat(isTooSlow(3, 0, true)).isTrue();
  }

  @Test
  void timeInWhichNobodyWantsTheBytesCostsNothing() {
    assertThat(isTooSlow(10_000, 0, false)).isFalse();
    assertThat(isTooSlow(9, 0, true)).isFalse();
  }
}
