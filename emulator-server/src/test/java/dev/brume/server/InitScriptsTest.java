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
    script("ready.d/1.sh", "echo $AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID >> " + folder.resolve("ran"));

    new InitScripts(folder, ENDPOINT, "us-east-1", stages).run(Stage.READY);

    assertThat(Files.readString(folder.resolve("ran"))).startsWith(ENDPOINT + " ");
    assertThat(Files.readString(folder.resolve("ran")).strip())
        .hasSizeGreaterThan(ENDPOINT.length());
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
}
