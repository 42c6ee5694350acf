package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.admin.InitStages;
import dev.brume.core.admin.InitStages.Script;
import dev.brume.core.admin.InitStages.Stage;
import dev.brume.core.admin.InitStages.State;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which scripts run, in which order, and what is told of them. Source of truth: <a
 * href="https://docs.localstack.cloud/references/init-hooks/">LocalStack: initialization hooks</a>.
 */
class InitScriptsTest {
  private static final String ENDPOINT = "http://localhost:4599";

  @TempDir private Path folder;

  private final InitStages stages = new InitStages();

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return file;
  }

  private void script(String path, String commands) throws IOException {
    Files.setPosixFilePermissions(
        write(path, "#!/bin/bash\n" + commands + "\n"),
        PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String noted(String name) {
    return "echo " + name + " >> " + folder.resolve("ran");
  }

  @Test
  void scriptsRunInOrderParentsFirst() throws IOException {
    script("ready.d/2.sh", noted("2"));
    script("ready.d/1.sh", noted("1"));
    script("ready.d/0/a.sh", noted("0a"));
    write("ready.d/3.py", "open('" + folder.resolve("ran") + "', 'a').write('3\\n')\n");
    write("ready.d/readme.txt", "no script");
    script("boot.d/boot.sh", noted("boot"));

    new InitScripts(folder, ENDPOINT, "us-east-1", stages).run(Stage.READY);

    assertThat(Files.readAllLines(folder.resolve("ran"))).containsExactly("1", "2", "3", "0a");
    assertThat(stages.scripts())
        .containsExactly(
            new Script(Stage.READY, "1.sh", State.SUCCESSFUL),
            new Script(Stage.READY, "2.sh", State.SUCCESSFUL),
            new Script(Stage.READY, "3.py", State.SUCCESSFUL),
            new Script(Stage.READY, "a.sh", State.SUCCESSFUL));
    assertThat(stages.isCompleted(Stage.READY)).isTrue();
    assertThat(stages.isCompleted(Stage.BOOT)).isFalse();
  }

  @Test
  void scriptsFindTheServerByTheVariablesOfClients() throws IOException {
    script(
        "ready.d/1.sh",
        "for name in ENDPOINT_URL ACCESS_KEY_ID SECRET_ACCESS_KEY REGION DEFAULT_REGION; do"
            + " variable=AWS_$name; echo $variable=${!variable} >> "
            + folder.resolve("ran")
            + "; done");

    new InitScripts(folder, ENDPOINT, "eu-west-1", stages).run(Stage.READY);

    assertThat(Files.readAllLines(folder.resolve("ran")))
        .containsExactly(
            expected("AWS_ENDPOINT_URL", ENDPOINT),
            expected("AWS_ACCESS_KEY_ID", "test"),
            expected("AWS_SECRET_ACCESS_KEY", "test"),
            expected("AWS_REGION", System.getenv().getOrDefault("AWS_DEFAULT_REGION", "eu-west-1")),
            expected(
                "AWS_DEFAULT_REGION", System.getenv().getOrDefault("AWS_REGION", "eu-west-1")));
  }

  /** What the server's own environment says goes before. */
  private static String expected(String name, String value) {
    return name + "=" + System.getenv().getOrDefault(name, value);
  }

  @Test
  @ExpectsLog(from = InitScripts.class, text = "ended with status 3")
  @ExpectsLog(from = InitScripts.class, text = "2.sh can't be run")
  void aScriptThatFailsStopsNothing() throws IOException {
    script("start.d/1.sh", "exit 3");
    write("start.d/2.sh", "not executable");
    script("start.d/3.sh", noted("3"));

    new InitScripts(folder, ENDPOINT, "us-east-1", stages).run(Stage.START);

    assertThat(Files.readAllLines(folder.resolve("ran"))).containsExactly("3");
    assertThat(stages.scripts())
        .extracting(Script::state)
        .containsExactly(State.ERROR, State.ERROR, State.SUCCESSFUL);
    assertThat(stages.isCompleted(Stage.START)).isTrue();
  }

  @Test
  void noScriptsAreNeeded() {
    new InitScripts(folder, ENDPOINT, "us-east-1", stages).run(Stage.BOOT);
    new InitScripts(null, ENDPOINT, "us-east-1", stages).run(Stage.START);

    assertThat(stages.isCompleted(Stage.BOOT)).isTrue();
    assertThat(stages.isCompleted(Stage.START)).isTrue();
    assertThat(stages.scripts()).isEmpty();
  }

  /** The port is known once the server listens; before, scripts find no address. */
  @Test
  void theAddressIsTheOneThatTheServerListensAt() throws IOException {
    script("boot.d/1.sh", "echo \"boot $AWS_ENDPOINT_URL\" >> " + folder.resolve("ran"));
    script("ready.d/1.sh", "echo \"ready $AWS_ENDPOINT_URL\" >> " + folder.resolve("ran"));
    Configuration configuration =
        Configuration.of(
            Map.of("BRUME_INIT_DIR", folder.toString(), "GATEWAY_LISTEN", "127.0.0.1:0"), "");

    InitScripts boot = InitScripts.of(configuration, false, stages);
    boot.run(Stage.BOOT);
    boot.at(new ListenAddress("0.0.0.0", 4601)).run(Stage.READY);
    boot.at(new ListenAddress("127.0.0.2", 4602)).run(Stage.READY);
    boot.at(new ListenAddress("::1", 4603)).run(Stage.READY);

    assertThat(Files.readAllLines(folder.resolve("ran")))
        .containsExactly(
            "boot ",
            "ready http://localhost:4601",
            "ready http://127.0.0.2:4602",
            "ready http://[::1]:4603");
  }

  /**
   * Links that lead back would run scripts again and again; a ConfigMap's files are links to those
   * of a hidden folder: <a
   * href="https://kubernetes.io/docs/concepts/storage/volumes/#configmap">Kubernetes:
   * configMap</a>.
   */
  @Test
  void noFolderIsSearchedTwice() throws IOException {
    script("ready.d/..2025/1.sh", noted("1"));
    Path scripts = folder.resolve("ready.d");
    Files.createSymbolicLink(scripts.resolve("..data"), Path.of("..2025"));
    Files.createSymbolicLink(scripts.resolve("1.sh"), Path.of("..data/1.sh"));
    script("ready.d/more/2.sh", noted("2"));
    Files.createSymbolicLink(scripts.resolve("back"), Path.of("."));
    Files.createSymbolicLink(scripts.resolve("more/up"), Path.of(".."));

    new InitScripts(folder, ENDPOINT, "us-east-1", stages).run(Stage.READY);

    assertThat(Files.readAllLines(folder.resolve("ran"))).containsExactly("1", "2");
  }
}
