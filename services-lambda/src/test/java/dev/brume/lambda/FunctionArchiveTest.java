package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.testkit.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Zip files with links, and those that can't be unpacked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html">Deploying
 *     Lambda functions as .zip file archives</a>
 */
class FunctionArchiveTest {
  private static final int LINK = 0120777;

  private static final String READ =
      """
      import os
      def handler(event, context):
          path = os.environ["LAMBDA_TASK_ROOT"] + "/" + event
          return [os.path.islink(path), os.path.exists(path) and open(path).read()]
      """;

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void end() {
    test.close();
  }

  private WireAnswer create(byte[] zip) {
    return test.call(
        "CreateFunction",
        LambdaTestServer.input("f", "Code", Map.of("ZipFile", LambdaTestServer.base64(zip))));
  }

  private String invoke(String payload) {
    return test.call(
            "Invoke",
            Map.of(
                "FunctionName",
                "f",
                "Payload",
                LambdaTestServer.base64(payload.getBytes(StandardCharsets.UTF_8))))
        .text();
  }

  private void assertRefused(byte[] zip) {
    create(zip)
        .isError(
            400,
            "InvalidParameterValueException",
            "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }

  @Test
  void linksStayLinks() {
    byte[] zip =
        LambdaTestServer.zip("index.py", READ, "lib/a.so.1", "library", "lib/a.so", "a.so.1");
    create(LambdaTestServer.withMode(zip, LINK)).ok();
    assertThat(invoke("\"lib/a.so\"")).isEqualTo("[true, \"library\"]");
    assertThat(invoke("\"lib/a.so.1\"")).isEqualTo("[false, \"library\"]");
  }

  /** What a link leads to is never written through it. */
  @Test
  void aLinkOutOfTheFolderLeadsNowhereHere() {
    byte[] zip =
        LambdaTestServer.zip("index.py", READ, "out/file", "inside", "out", "/tmp/brume-not-here");
    create(LambdaTestServer.withMode(zip, LINK)).ok();
    assertThat(invoke("\"out/file\"")).isEqualTo("[false, false]");
    assertThat(Path.of("/tmp/brume-not-here")).doesNotExist();
  }

  @Test
  void whatFollowsTheEndIsDamage() {
    byte[] zip = LambdaTestServer.zip("index.py", READ);
    assertRefused(Arrays.copyOf(zip, zip.length + 10));
    assertRefused(Arrays.copyOf(zip, zip.length - 1));
  }

  @Test
  void namesFitIntoAFileSystem() {
    assertRefused(LambdaTestServer.zip("index.py", READ, "x".repeat(256), ""));
    assertRefused(LambdaTestServer.zip("index.py", READ, "a/" + "\u00e9".repeat(128), ""));
    create(LambdaTestServer.zip("index.py", READ, "a/" + "x".repeat(255) + "/b", "")).ok();
  }

  /** No program gets such a variable. */
  @Test
  void aVariableWithAZeroByteFailsTheCall() {
    test.create("f", "Environment", Map.of("Variables", Map.of("KEY", "a\0b")));
    assertThat(invoke("{}")).contains("\"Runtime.InvalidEntrypoint\"");
  }
}
