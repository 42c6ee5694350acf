package dev.brume.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a process prints becomes messages; it may print more than is kept.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html">Sending
 *     Lambda function logs to CloudWatch Logs</a>
 */
class FunctionOutputTest {
  private final List<List<String>> passed = new ArrayList<>();
  private final FunctionOutput output = new FunctionOutput(passed::add);

  private List<String> messages() {
    return passed.stream().flatMap(List::stream).toList();
  }

  private String call(String printed) {
    passed.clear();
    output.begin();
    output.add("INIT_START x\n");
    output.add("START\n");
    output.read(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)));
    output.add("END\n");
    return new String(output.end(), StandardCharsets.UTF_8);
  }

  @Test
  void linesAreMessages() {
    assertThat(call("one\ntwo\rof two\nthree")).isEqualTo("START\none\ntwo\nof two\nthree\nEND\n");
    assertThat(messages())
        .containsExactly("INIT_START x\n", "START\n", "one\n", "two\nof two\n", "three\n", "END\n");
    assertThat(call("next\n")).isEqualTo("START\nnext\nEND\n");
  }

  @Test
  void muchOutputIsPassedOnWhileItComes() {
    String line = "x".repeat(999) + "\n";
    String tail = call(line.repeat(5_000));
    assertThat(passed).hasSizeGreaterThan(3);
    assertThat(messages()).hasSize(5_003).startsWith("INIT_START x\n", "START\n", line);
    assertThat(tail).hasSize(4_096).endsWith(line + "END\n").startsWith("x");
  }

  @Test
  void tooMuchIsDroppedButForTheEnd() {
    String tail = call(("x".repeat(99_999) + "\n").repeat(300));
    assertThat(messages().stream().mapToInt(String::length).sum())
        .isBetween(FunctionOutput.MAX_CHARACTERS, FunctionOutput.MAX_CHARACTERS + 200_000);
    assertThat(messages()).endsWith("[Brume keeps no more of the output of this call]\n", "END\n");
    assertThat(tail).endsWith("call]\nEND\n");
    assertThat(call("again\n")).isEqualTo("START\nagain\nEND\n");
  }
}
