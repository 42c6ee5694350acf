package dev.brume.server.clients.programs;

import static dev.brume.server.clients.programs.ClientProgram.installed;

import dev.brume.server.Brume;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Durable functions by AWS's durable execution SDKs. The programs move the clock by a year, so each
 * has a server of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html">Lambda durable
 *     functions</a>
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the clients are set up by a bash script")
class DurableProgramsTest {
  @TestFactory
  Stream<DynamicTest> durableFunctionsInPython() throws Exception {
    return tests(
        new ClientProgram(
            "python",
            List.of(installed("python/bin/python"), "python/test_durable.py"),
            ClientProgramsTest.UNITTEST));
  }

  @TestFactory
  Stream<DynamicTest> durableFunctionsInJavaScript() throws Exception {
    return tests(
        new ClientProgram(
            "node",
            List.of("node", "--test-reporter=tap", "node/durable.test.mjs"),
            ClientProgramsTest.TAP));
  }

  private static Stream<DynamicTest> tests(ClientProgram program) throws Exception {
    try (Brume brume = Brume.builder().port(0).start()) {
      return program.tests(
          Map.of(
              "AWS_ENDPOINT_URL",
              brume.endpoint().toString(),
              "NODE_PATH",
              installed("node/node_modules")));
    }
  }
}
