package dev.brume.core.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import org.junit.jupiter.api.Test;

/**
 * Names and quotas, by the example of SQS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html">Standard
 *     queue quotas</a>
 */
class NamesAndQuotasTest {
  private static final NameRule QUEUE_NAME = NameRule.of(1, 80, "[A-Za-z0-9_-]");

  @Test
  void namesHaveALengthAndCharacters() {
    assertThat(QUEUE_NAME.admits("a-b_C9")).isTrue();
    assertThat(QUEUE_NAME.admits("a".repeat(80))).isTrue();
    assertThat(QUEUE_NAME.admits("a".repeat(81))).isFalse();
    assertThat(QUEUE_NAME.admits("")).isFalse();
    assertThat(QUEUE_NAME.admits(null)).isFalse();
    assertThat(QUEUE_NAME.admits("a b")).isFalse();
    assertThat(QUEUE_NAME.admits("a\n")).isFalse();
    assertThatThrownBy(
            () -> QUEUE_NAME.require("a b", () -> AwsError.client("Bad", 400, "bad name")))
        .hasMessage("bad name");
  }

  @Test
  void quotasNameThemselves() {
    Quota quota = new Quota(50);
    assertThatCode(() -> quota.require(50, most -> AwsError.client("Over", 400, "" + most)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> quota.require(51, most -> AwsError.client("Over", 400, "" + most)))
        .hasMessage("50");
  }
}
