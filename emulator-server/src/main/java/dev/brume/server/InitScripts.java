package dev.brume.server;

import dev.brume.core.admin.InitStages;
import dev.brume.core.admin.InitStages.Stage;
import dev.brume.core.admin.InitStages.State;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scripts that users put into {@code /etc/localstack/init/{boot,start,ready,shutdown}.d}:
 * {@code .sh} with the run bit, and {@code .py}; in alphabetical order, those of a folder before
 * those of the folders in it. A script that fails is noted, and stops neither the others nor the
 * server.
 *
 * @see <a href="https://docs.localstack.cloud/references/init-hooks/">LocalStack: initialization
 *     hooks</a>
 */
final class InitScripts {
  /** Where LocalStack's image has them. */
  static final Path FOLDER = Path.of("/etc/localstack/init");

  private static final Logger LOG = LoggerFactory.getLogger(InitScripts.class);

  private final Path folder;
  private final InitStages stages;

  /**
   * @param folder holds a folder for each stage; null: there are no scripts
   */
  InitScripts(Path folder, InitStages stages) {
    this.folder = folder;
    this.stages = stages;
  }

  /** Runs the scripts of a stage one after the other, with their output among the server's own. */
  void run(Stage stage) {
    if (folder != null) {
      Path scripts = folder.resolve(stage.name().toLowerCase(Locale.ROOT) + ".d");
      if (Files.isDirectory(scripts)) {
        runAll(stage, find(scripts));
      }
    }
    stages.complete(stage);
  }

  private void runAll(Stage stage, List<Path> found) {
    found.forEach(script -> stages.note(stage, nameOf(script), State.UNKNOWN));
    for (Path script : found) {
      stages.note(stage, nameOf(script), State.RUNNING);
      stages.note(stage, nameOf(script), run(script) ? State.SUCCESSFUL : State.ERROR);
    }
  }

  private static String nameOf(Path script) {
    return script.getFileName().toString();
  }

  /** The scripts of a folder, then those of its folders. */
  private static List<Path> find(Path scripts) {
    List<Path> found = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> children = Files.list(scripts)) {
      for (Path child : children.sorted().toList()) {
        if (Files.isDirectory(child)) {
          folders.add(child);
        } else if (isScript(child)) {
          found.add(child);
        }
      }
    } catch (IOException e) {
      LOG.error("The folder {} can't be read", scripts, e);
    }
    folders.forEach(child -> found.addAll(find(child)));
    return found;
  }

  private static boolean isScript(Path file) {
    String name = nameOf(file);
    return name.endsWith(".sh") || name.endsWith(".py");
  }

  private static boolean run(Path script) {
    boolean python = nameOf(script).endsWith(".py");
    String path = script.toAbsolutePath().toString();
    ProcessBuilder builder =
        new ProcessBuilder(python ? List.of("python3", path) : List.of(path))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        LOG.error("{} ended with status {}", script, status);
      }
      return status == 0;
    } catch (IOException e) {
      LOG.error("{} can't be run: {}", script, e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
