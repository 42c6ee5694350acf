package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  private static final List<ListenAddress> DEFAULT = List.of(new ListenAddress("127.0.0.1", 4566));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start --port 1 --host h --data d --enforce --auth verify --log-requests json --config c",
        "start --enforce --config c --data d --log-requests json --host h --auth verify --port 1",
        "start --port=1 --host=h --data=d --config=c --auth=verify --log-requests=json --enforce",
        "--port 1 --host h --data d --config c --auth verify --log-requests json --enforce"
      })
  void everyFormSaysTheSame(String line) {
    Flags flags = Flags.parse(line.split(" "));

    assertThat(flags.listening(DEFAULT)).containsExactly(new ListenAddress("h", 1));
    assertThat(flags.data()).isEqualTo(Path.of("d"));
    assertThat(flags.config()).isEqualTo(Path.of("c"));
    assertThat(flags.variables())
        .isEqualTo(
            Map.of("BRUME_AUTH", "verify", "BRUME_LOG_REQUESTS", "json", "ENFORCE_IAM", "1"));
  }

  @Test
  void nothingNeedsToBeSaid() {
    for (String[] line : List.of(new String[0], new String[] {"start"})) {
      Flags flags = Flags.parse(line);
      assertThat(flags).isEqualTo(new Flags(Map.of()));
      assertThat(flags.listening(DEFAULT)).isEqualTo(DEFAULT);
      assertThat(flags.data()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--auth maybe", "--log-requests loudly", "--auth VERIFY"})
  void aChoiceThatThereIsNotIsRefused(String line) {
    Flags flags = Flags.parse(("start " + line).split(" "));

    assertThatThrownBy(flags::variables)
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(line.split(" ")[0])
        .hasMessageNotContaining("\n");
  }

  @Test
  void anIpv6AddressMayStandInBrackets() {
    Flags flags = Flags.parse(new String[] {"start", "--host", "[::1]"});

    assertThat(flags.listening(DEFAULT)).containsExactly(new ListenAddress("::1", 4566));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data", "--config", "--host", "--port", "--auth"})
  void anEmptyValueIsNone(String flag) {
    for (String[] line :
        List.of(new String[] {"start", flag, ""}, new String[] {"start", flag + "="})) {
      assertThatThrownBy(() -> Flags.parse(line))
          .isInstanceOf(UsageException.class)
          .hasMessage(flag + " needs a value");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dance",
        "start --dance",
        "start --port",
        "start --port --host h",
        "start now",
        "start --enforce=maybe --port 1",
        "start --config"
      })
  void whatIsNotUnderstoodIsRefused(String line) {
    assertThatThrownBy(() -> Flags.parse(line.split(" ")))
        .isInstanceOf(PicocliException.class)
        .hasMessageNotContaining("\n");
  }
}
