package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.observe.RequestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a file of configuration may say, and what goes before it. Source of truth:
 * docs/configuration.md of this project, and <a
 * href="https://docs.docker.com/reference/cli/docker/container/run/#env">docker run --env-file</a>
 * for the form.
 */
class ConfigurationFileTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("brume.env"), text);
  }

  private Configuration of(Path file, Map<String, String> environment, String... flags) {
    String[] line = new String[flags.length + 3];
    line[0] = "start";
    System.arraycopy(flags, 0, line, 1, flags.length);
    line[flags.length + 1] = "--config";
    line[flags.length + 2] = file.toString();
    return Configuration.of(Flags.parse(line), environment, "127.0.0.1");
  }

  @Test
  void linesAreNamesAndValues() throws IOException {
    Path file =
        file(
            "\uFEFF# what we need\n\n  GATEWAY_LISTEN=:4570\r\n"
                + "export LOCALSTACK_HOST=\"aws.test\"\n"
                + "LS_LOG='error'\n"
                + "BRUME_ADMIN_TOKEN=https://a.test/?a=b#c\n"
                + "SERVICES=\n");
    Configuration configuration = of(file, Map.of());

    assertThat(configuration.listen()).containsExactly(new ListenAddress("127.0.0.1", 4570));
    assertThat(configuration.publicHost()).isEqualTo("aws.test");
    assertThat(configuration.logLevel()).isEqualTo("error");
    assertThat(configuration.adminToken()).isEqualTo("https://a.test/?a=b#c");
    assertThat(configuration.services()).isNull();
    assertThat(configuration.warnings()).isEmpty();
    assertThat(configuration.toMap()).containsEntry("BRUME_CONFIG", file.toString());
  }

  @Test
  void flagsGoBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
    Path file =
        file(
            """
            BRUME_LOG_REQUESTS=line
            LS_LOG=error
            LOCALSTACK_ALLOW_NONSTANDARD_REGIONS=1
            EAGER_SERVICE_LOADING=1
            DATA_DIR=/nowhere
            GATEWAY_LISTEN=1.2.3.4:5
            """);
    Map<String, String> environment =
        Map.of(
            "BRUME_LOG_REQUESTS", "off",
            "LS_LOG", "debug",
            "ALLOW_NONSTANDARD_REGIONS", "0",
            "EAGER_SERVICE_LOADING", "");
    Configuration configuration =
        of(
            file,
            environment,
            "--log-requests",
            "json",
            "--data",
            "/somewhere",
            "--port",
            "6",
            "--enforce");

    assertThat(configuration.observer().log()).isEqualTo(RequestLog.Form.JSON);
    assertThat(configuration.logLevel()).isEqualTo("debug");
    assertThat(configuration.allowNonstandardRegions()).isFalse();
    assertThat(configuration.eager()).as("empty is not set").isTrue();
    assertThat(configuration.persistence().directory()).isEqualTo(Path.of("/somewhere"));
    assertThat(configuration.listen()).containsExactly(new ListenAddress("1.2.3.4", 6));
    assertThat(configuration.enforce()).isTrue();
  }

  @Test
  void theEnvironmentMayNameTheFile() throws IOException {
    Path file = file("BRUME_AUTH=verify\nBRUME_CREDENTIALS=AKIDA:secret\n");
    Configuration configuration =
        Configuration.of(Map.of("BRUME_CONFIG", file.toString()), "127.0.0.1");

    assertThat(configuration.credentials().find("AKIDA")).isNotNull();
    assertThat(configuration.toMap().toString()).doesNotContain("secret");
    assertThat(of(file, Map.of(), "--auth", "permissive").credentials()).isNull();
  }

  @Test
  void namesThatNobodyReadsAreTold() throws IOException {
    Path file = file("DANCE=1\nls_log=info\nLAMBDA_EXECUTOR=docker\nBRUME_JAVA_OPTS=-Xmx1g\n");

    assertThat(of(file, Map.of("DANCE", "1")).warnings())
        .containsExactly(
            "These variables have no effect yet: LAMBDA_EXECUTOR",
            "These names in " + file + " are not known: DANCE, ls_log",
            "BRUME_JAVA_OPTS has no effect in " + file + ": it is read before that");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hidden",
        "LS_LOG: hidden",
        "LS LOG=hidden",
        "1LS_LOG=hidden",
        "=hidden",
        "BRUME_CONFIG=hidden",
        "LS_LOG=debug\nLS_LOG=hidden"
      })
  void aLineThatIsNotUnderstoodIsToldWithoutItsValue(String text) throws IOException {
    Path file = file("# first\n" + text);

    assertThatThrownBy(() -> of(file, Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file + ", line " + (text.contains("\n") ? 3 : 2) + ": ")
        .hasMessageNotContaining("hidden")
        .hasMessageNotContaining("\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceWithoutEndIsOneClearLine() {
    assertThatThrownBy(() -> of(Path.of("/dev/zero"), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("/dev/zero is no configuration");
  }

  @Test
  void aFileThatCanNotBeReadIsOneClearLine() throws IOException {
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'A', '=', (byte) 0xe9});
    Path large = Files.write(folder.resolve("large"), new byte[1024 * 1024 + 1]);

    for (Path file : new Path[] {folder.resolve("missing"), folder, latin, large}) {
      assertThatThrownBy(() -> of(file, Map.of()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining("\n");
    }
  }
}
