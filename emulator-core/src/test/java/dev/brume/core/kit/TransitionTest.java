package dev.brume.core.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * States that pass with time, as a DynamoDB table's: "the table is created with CREATING; after
 * that DynamoDB sets it to ACTIVE". How fast they pass here is a choice of our own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
 */
class TransitionTest {
  @Test
  void isOverAtOnceUnlessAskedFor() {
    Transition transition =
        Transitions.AT_ONCE.begin("CREATING", "ACTIVE", 1_000, Duration.ofSeconds(5));
    assertThat(transition.from()).isEqualTo("CREATING");
    assertThat(transition.at(1_000)).isEqualTo("ACTIVE");
    assertThat(transition.isOver(1_000)).isTrue();
  }

  @Test
  void takesItsTimeAsOnAws() {
    Transition transition =
        Transitions.AS_AWS.begin("CREATING", "ACTIVE", 1_000, Duration.ofSeconds(5));
    assertThat(transition.at(5_999)).isEqualTo("CREATING");
    assertThat(transition.isOver(5_999)).isFalse();
    assertThat(transition.at(6_000)).isEqualTo("ACTIVE");
  }

  @Test
  void mayNotBeUnderWay() {
    assertThat(Transition.settled("ACTIVE").at(0)).isEqualTo("ACTIVE");
  }
}
