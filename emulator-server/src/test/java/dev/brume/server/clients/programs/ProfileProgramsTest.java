package dev.brume.server.clients.programs;

import static dev.brume.server.clients.programs.ClientProgram.installed;

import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.Credential;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Roles that the clients of other languages assume by themselves, on a server that verifies
 * signatures and enforces policies. Source of truth:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the clients are set up by a bash script")
class ProfileProgramsTest {
  private static Brume brume;

  /** Every account has one key: itself, with the secret that all of the tests' clients have. */
  @BeforeAll
  static void start() {
    brume =
        Brume.builder()
            .configuration(Configuration.of(Map.of("ENFORCE_IAM", "1"), "127.0.0.1"))
            .port(0)
            .verify(key -> Accounts.isAccount(key) ? Credential.of(key, "secret", key) : null)
            .start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static Map<String, String> environment() {
    return Map.of("AWS_ENDPOINT_URL", brume.endpoint().toString());
  }

  @TestFactory
  Stream<DynamicTest> boto3AndTheCommandLine() throws Exception {
    return new ClientProgram(
            "python",
            List.of(installed("python/bin/python"), "python/test_profiles.py"),
            ClientProgramsTest.UNITTEST)
        .tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> javaScript() throws Exception {
    return new ClientProgram(
            "node",
            List.of("node", "--test-reporter=tap", "node/profiles.test.mjs"),
            ClientProgramsTest.TAP)
        .tests(
            Map.of(
                "AWS_ENDPOINT_URL",
                brume.endpoint().toString(),
                "NODE_PATH",
                installed("node/node_modules")));
  }

  @TestFactory
  Stream<DynamicTest> go() throws Exception {
    return new ClientProgram(
            "go",
            List.of(installed("go/clients.test"), "-test.v", "-test.run", "TestProfile"),
            ClientProgramsTest.GO)
        .tests(environment());
  }
}
