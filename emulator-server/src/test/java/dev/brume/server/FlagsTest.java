package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.PicocliException;

/**
 * What the command line understands, in the launcher's plain form and in all others.
 *
 * <p>Source of truth: README.md of this project.
 */
class FlagsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "start --port 1 --host h --data d",
        "start --data d --host h --port 1",
        "start --port=1 --host=h --data=d",
        "--port 1 --host h --data d"
      })
  void everyFormSaysTheSame(String line) {
    assertThat(Flags.parse(line.split(" "))).isEqualTo(new Flags("1", "h", "d"));
  }

  @Test
  void nothingNeedsToBeSaid() {
    assertThat(Flags.parse(new String[0])).isEqualTo(new Flags(null, null, null));
    assertThat(Flags.parse(new String[] {"start"})).isEqualTo(new Flags(null, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dance", "start --dance", "start --port", "start --port --host h", "start now"})
  void whatIsNotUnderstoodIsRefused(String line) {
    assertThatThrownBy(() -> Flags.parse(line.split(" ")))
        .isInstanceOf(PicocliException.class)
        .hasMessageNotContaining("\n");
  }
}
