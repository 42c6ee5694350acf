package dev.brume.server.clients.programs;

import static dev.brume.server.clients.programs.ClientProgram.installed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.Credential;
import dev.brume.server.Brume;
import dev.brume.server.clients.sqs.SqsAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the clients really sign is accepted by a server that verifies: their whole test programs run
 * against it, by JSON and by query. Source of truth:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the clients are set up by a bash script")
class VerifiedProgramsTest {
  private static final Pattern UNITTEST =
      Pattern.compile(
          "^(?<name>test_\\w+) \\(.*\\) ?\\.\\.\\. ?(?:(?<passed>ok)|\\w+)$", Pattern.MULTILINE);

  private static final Pattern TAP =
      Pattern.compile("^(?:(?<passed>ok)|not ok) \\d+ - (?<name>.+)$", Pattern.MULTILINE);

  private static final Pattern GO =
      Pattern.compile("^--- (?:(?<passed>PASS)|FAIL): (?<name>\\w+)", Pattern.MULTILINE);

  private static Brume brume;

  /** Every account has one key: itself, with the secret that all of the tests' clients have. */
  @BeforeAll
  static void start() {
    brume =
        Brume.builder()
            .verify(key -> Accounts.isAccount(key) ? Credential.of(key, "secret", key) : null)
            .start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static Map<String, String> environment(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", brume.endpoint().toString());
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  @TestFactory
  Stream<DynamicTest> boto3() throws Exception {
    return python("python", "python/test_sqs.py").tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> boto3ByTheQueryProtocol() throws Exception {
    return python("python-query", "python/test_sqs.py")
        .tests(environment("BRUME_EXPECT_QUERY_PROTOCOL", "yes"));
  }

  @TestFactory
  Stream<DynamicTest> commandLine() throws Exception {
    return python("python", "cli/test_cli.py").tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> javaScript() throws Exception {
    return new ClientProgram(
            "node", List.of("node", "--test-reporter=tap", "node/sqs.test.mjs"), TAP)
        .tests(environment("NODE_PATH", installed("node/node_modules")));
  }

  @TestFactory
  Stream<DynamicTest> botocoresSigners() throws Exception {
    return python("python", "python/test_signatures.py").tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> theSignersOfTheCommonRuntime() throws Exception {
    return python("python-crt", "python/test_signatures.py").tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> objectsByTheCommandLine() throws Exception {
    return python("python", "cli/test_signatures.py").tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> objectsByBoto3() throws Exception {
    return python("python", "python/test_s3.py").tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> objectsByJavaScript() throws Exception {
    return new ClientProgram(
            "node", List.of("node", "--test-reporter=tap", "node/s3.test.mjs"), TAP)
        .tests(environment("NODE_PATH", installed("node/node_modules")));
  }

  @TestFactory
  Stream<DynamicTest> objectsByRclone() throws Exception {
    return new ClientProgram("rclone", List.of("python3", "debian/test_rclone.py"), UNITTEST)
        .tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> objectsByS3cmd() throws Exception {
    return new ClientProgram("s3cmd", List.of("python3", "debian/test_s3cmd.py"), UNITTEST)
        .tests(environment());
  }

  @TestFactory
  Stream<DynamicTest> javaScriptsSigners() throws Exception {
    return new ClientProgram(
            "node", List.of("node", "--test-reporter=tap", "node/signatures.test.mjs"), TAP)
        .tests(environment("NODE_PATH", installed("node/node_modules")));
  }

  @TestFactory
  Stream<DynamicTest> go() throws Exception {
    return new ClientProgram("go", List.of(installed("go/clients.test"), "-test.v"), GO)
        .tests(environment());
  }

  private static ClientProgram python(String client, String program) {
    return new ClientProgram(client, List.of(installed(client + "/bin/python"), program), UNITTEST);
  }

  @Test
  void java() {
    SqsAccount account = SqsAccount.verifiedOn(brume.endpoint());
    String url = account.createQueue("orders");
    account.send(url, "\u00e4 \uD83D\uDE00 + %2F");

    assertThat(account.receiveBodies(url)).containsExactly("\u00e4 \uD83D\uDE00 + %2F");
  }

  /** Custom headers are signed too, whatever their spaces and characters. */
  @Test
  void javaWithOddHeaders() {
    SqsAccount account = SqsAccount.verifiedOn(brume.endpoint());

    assertThat(
            account.sqs.listQueues(
                l ->
                    l.overrideConfiguration(
                        o ->
                            o.putHeader("X-Odd", "  a   b  \"c   d\" ")
                                .putHeader("X-Amz-Odd", "a;b,c")
                                .putRawQueryParameter("odd key", "a/b+c d~*'()"))))
        .isNotNull();
  }
}
