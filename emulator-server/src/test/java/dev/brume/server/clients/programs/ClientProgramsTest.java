package dev.brume.server.clients.programs;

import static dev.brume.server.clients.programs.ClientProgram.installed;

import dev.brume.server.clients.SharedBrume;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQS and S3 by the clients of other languages: test programs in {@code src/test/clients}, each in
 * its language's own form.
 *
 * <p>Source of truth: the pages that the programs name, of
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the clients are set up by a bash script")
class ClientProgramsTest {
  @TempDir private Path directory;

  /** Lines such as "test_tags (__main__.Queues.test_tags) ... ok". */
  static final Pattern UNITTEST =
      Pattern.compile(
          "^(?<name>test_\\w+) \\(.*\\) ?\\.\\.\\. ?(?:(?<passed>ok)|\\w+)$", Pattern.MULTILINE);

  /** Lines such as "not ok 3 - pages hold every queue once" of the Test Anything Protocol. */
  static final Pattern TAP =
      Pattern.compile("^(?:(?<passed>ok)|not ok) \\d+ - (?<name>.+)$", Pattern.MULTILINE);

  /** Lines such as "--- PASS: TestBatchAnswersById (0.02s)". */
  static final Pattern GO =
      Pattern.compile("^--- (?:(?<passed>PASS)|FAIL): (?<name>\\w+)", Pattern.MULTILINE);

  @TestFactory
  Stream<DynamicTest> boto3() throws Exception {
    return python("python", "python/test_sqs.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> boto3ByTheQueryProtocol() throws Exception {
    return python("python-query", "python/test_sqs.py")
        .tests(Map.of("BRUME_EXPECT_QUERY_PROTOCOL", "yes"));
  }

  @TestFactory
  Stream<DynamicTest> commandLine() throws Exception {
    return python("python", "cli/test_cli.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> javaScript() throws Exception {
    return javaScript("node/sqs.test.mjs");
  }

  @TestFactory
  Stream<DynamicTest> topicsByBoto3() throws Exception {
    return python("python", "python/test_sns.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> topicsByTheCommandLine() throws Exception {
    return python("python", "cli/test_sns.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> topicsByJavaScript() throws Exception {
    return javaScript("node/sns.test.mjs");
  }

  @TestFactory
  Stream<DynamicTest> go() throws Exception {
    return new ClientProgram("go", List.of(installed("go/clients.test"), "-test.v"), GO)
        .tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> objectsByBoto3() throws Exception {
    return python("python", "python/test_s3.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> streamsByBoto3AndTheCommandLine() throws Exception {
    return python("python", "python/test_kinesis.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> streamsByJavaScript() throws Exception {
    return javaScript("node/kinesis.test.mjs");
  }

  @TestFactory
  Stream<DynamicTest> objectsByTheCommandLine() throws Exception {
    return python("python", "cli/test_s3.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> objectsByJavaScript() throws Exception {
    return javaScript("node/s3.test.mjs");
  }

  @TestFactory
  Stream<DynamicTest> objectsByRclone() throws Exception {
    return new ClientProgram("rclone", List.of("python3", "debian/test_rclone.py"), UNITTEST)
        .tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> objectsByS3cmd() throws Exception {
    return new ClientProgram("s3cmd", List.of("python3", "debian/test_s3cmd.py"), UNITTEST)
        .tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> accessPointsByBoto3() throws Exception {
    return python("python", "python/test_access_points.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> tablesByBoto3() throws Exception {
    return python("python", "python/test_dynamodb.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> tablesByPynamoDb() throws Exception {
    return python("python", "python/test_pynamodb.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> tablesByTheCommandLine() throws Exception {
    return python("python", "cli/test_dynamodb.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> tablesByJavaScript() throws Exception {
    return javaScript("node/dynamodb.test.mjs");
  }

  /** Dynamoose and ElectroDB. */
  @TestFactory
  Stream<DynamicTest> tablesByMappersForJavaScript() throws Exception {
    return javaScript("node/mappers.test.mjs");
  }

  @TestFactory
  Stream<DynamicTest> functionsByBoto3() throws Exception {
    return python("python", "python/test_lambda.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> httpsByBoto3() throws Exception {
    return python("python", "python/test_https.py")
        .tests(Map.of("AWS_ENDPOINT_URL", https(), "AWS_CA_BUNDLE", certificate()));
  }

  @TestFactory
  Stream<DynamicTest> httpsByJavaScript() throws Exception {
    return javaScript(
        "node/https.test.mjs",
        Map.of("AWS_ENDPOINT_URL", https(), "NODE_EXTRA_CA_CERTS", certificate()));
  }

  @TestFactory
  Stream<DynamicTest> logsByBoto3AndTheCommandLine() throws Exception {
    return python("python", "python/test_logs.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> keysAndSecretsByBoto3() throws Exception {
    return python("python", "python/test_keys_and_secrets.py").tests(Map.of());
  }

  @TestFactory
  Stream<DynamicTest> encryptionByPythonLibraries() throws Exception {
    return python("python-encryption", "python/test_encryption.py").tests(Map.of());
  }

  private static ClientProgram python(String client, String program) {
    return new ClientProgram(client, List.of(installed(client + "/bin/python"), program), UNITTEST);
  }

  private static Stream<DynamicTest> javaScript(String program) throws Exception {
    return javaScript(program, Map.of());
  }

  private static Stream<DynamicTest> javaScript(String program, Map<String, String> environment)
      throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("NODE_PATH", installed("node/node_modules"));
    return new ClientProgram("node", List.of("node", "--test-reporter=tap", program), TAP)
        .tests(all);
  }

  private static String https() {
    return "https://localhost:" + SharedBrume.endpoint().getPort();
  }

  /** The file with the server's certificate, as a user would fetch it. */
  private String certificate() throws Exception {
    Path file = directory.resolve("certificate.pem");
    try (InputStream pem =
        SharedBrume.endpoint().resolve("/_brume/certificate").toURL().openStream()) {
      Files.copy(pem, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file.toString();
  }
}
