package dev.brume.server;

import dev.brume.core.admin.InitStages;
import dev.brume.core.admin.InitStages.Stage;
import dev.brume.core.admin.InitStages.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scripts that users put into {@code /etc/localstack/init/{boot,start,ready,shutdown}.d},
 * or into the same folders below {@code BRUME_INIT_DIR}: executable {@code .sh}, and {@code .py};
 * in alphabetical order, those of a folder before those of its subfolders. A failed script is
 * recorded, and stops neither the others nor the server.
 *
 * @see <a href="https://docs.localstack.cloud/references/init-hooks/">LocalStack: initialization
 *     hooks</a>
 */
final class InitScripts {
  /** The folder in LocalStack's image. */
  static final Path FOLDER = Path.of("/etc/localstack/init");

  private static final Logger LOG = LoggerFactory.getLogger(InitScripts.class);

  private final Path folder;
  private final String endpoint;
  private final String region;
  private final InitStages stages;

  /**
   * @param folder contains a folder for each stage; null for no scripts
   * @param endpoint the server's own address, passed to scripts as {@code AWS_ENDPOINT_URL}; null
   *     if its port is not known yet
   * @param region passed to scripts as {@code AWS_DEFAULT_REGION}
   */
  InitScripts(Path folder, String endpoint, String region, InitStages stages) {
    this.folder = folder;
    this.endpoint = endpoint;
    this.region = region;
    this.stages = stages;
  }

  /** The scripts of the configured folder, or in a container of LocalStack's. */
  static InitScripts of(Configuration configuration, boolean isContained, InitStages stages) {
    Path configured = configuration.initFolder();
    Path folder = configured != null || !isContained ? configured : FOLDER;
    return new InitScripts(folder, null, configuration.defaultRegion(), stages)
        .at(configuration.listen().get(0));
  }

  /** The same scripts for a server that listens at {@code address}. */
  InitScripts at(ListenAddress address) {
    return new InitScripts(folder, address.port() == 0 ? null : address.url(), region, stages);
  }

  /** Runs the scripts of a stage one after the other; their output goes to the server's output. */
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

  private static List<Path> find(Path scripts) {
    List<Path> found = new ArrayList<>();
    find(scripts, found, new HashSet<>());
    return found;
  }

  /**
   * Adds the scripts of a folder, then those of its subfolders. A folder that links lead to again
   * is passed over; so are hidden ones, in which Kubernetes keeps the files of a mounted ConfigMap.
   */
  private static void find(Path folder, List<Path> found, Set<Path> seen) {
    List<Path> folders = new ArrayList<>();
    try {
      if (!seen.add(folder.toRealPath())) {
        return;
      }
      for (Path child : childrenOf(folder)) {
        if (!Files.isDirectory(child)) {
          if (isScript(child)) {
            found.add(child);
          }
        } else if (!nameOf(child).startsWith(".")) {
          folders.add(child);
        }
      }
    } catch (IOException e) {
      LOG.error("The folder {} can't be read: {}", folder, e.getMessage());
    }
    folders.forEach(child -> find(child, found, seen));
  }

  private static List<Path> childrenOf(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isScript(Path file) {
    String name = nameOf(file);
    return name.endsWith(".sh") || name.endsWith(".py");
  }

  /** Points AWS clients in a script to this server, unless their variables are set. */
  private void addClientVariables(Map<String, String> environment) {
    if (endpoint != null) {
      environment.putIfAbsent("AWS_ENDPOINT_URL", endpoint);
    }
    environment.putIfAbsent("AWS_ACCESS_KEY_ID", "test");
    environment.putIfAbsent("AWS_SECRET_ACCESS_KEY", "test");
    environment.putIfAbsent("AWS_DEFAULT_REGION", environment.getOrDefault("AWS_REGION", region));
    environment.putIfAbsent("AWS_REGION", environment.get("AWS_DEFAULT_REGION"));
  }

  private boolean run(Path script) {
    boolean python = nameOf(script).endsWith(".py");
    String path = script.toAbsolutePath().toString();
    ProcessBuilder builder =
        new ProcessBuilder(python ? List.of("python3", path) : List.of(path))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    addClientVariables(builder.environment());
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
