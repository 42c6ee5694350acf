package dev.brume.lambda.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Finds the program that runs a function on this machine: the interpreter of its runtime, or the
 * function's own bootstrap. A version that is not installed is replaced by the installed one.
 */
final class RuntimeCommands {
  private static final String NONE = "";
  private static final long VERSION_SECONDS = 10;

  private final Path directory;
  private final List<Path> searchPath;
  private final Map<String, String> found = new ConcurrentHashMap<>();

  /**
   * @param directory the directory for Brume's own runtimes
   * @param path the search path of programs, as in PATH
   */
  RuntimeCommands(Path directory, String path) {
    this.directory = directory;
    this.searchPath =
        path == null
            ? List.of()
            : List.of(path.split(":")).stream()
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
  }

  /**
   * The command that runs a function.
   *
   * @param task the directory of its code
   * @param layers the directory of its layers' contents
   * @throws RuntimeMissingException if nothing installed can run it
   */
  List<String> of(RuntimePlan plan, Path task, List<Path> layers) throws RuntimeMissingException {
    String runtime = plan.settings().runtime();
    String handler = plan.settings().handler();
    int memoryMegabytes = plan.settings().memoryMegabytes();
    if (runtime.startsWith("python")) {
      return List.of(
          program(runtime, runtime, "python3", "python"), "-u", ownRuntime("bootstrap.py"));
    }
    if (runtime.startsWith("nodejs")) {
      return List.of(program(runtime, "node"), ownRuntime("bootstrap.mjs"));
    }
    if (runtime.startsWith("provided")) {
      return List.of(bootstrap(task, layers));
    }
    if (runtime.startsWith("java")) {
      return JavaRuntime.command(handler, memoryMegabytes, task, layers);
    }
    throw new RuntimeMissingException(
        "Functions of the runtime "
            + runtime
            + " are not run by Brume: it has no runtime of "
            + (runtime.startsWith("ruby") ? "Ruby" : ".NET")
            + ". Package the function with its own bootstrap, and choose provided.al2023");
  }

  private static String bootstrap(Path task, List<Path> layers) throws RuntimeMissingException {
    if (Files.isExecutable(task.resolve("bootstrap"))) {
      return task.resolve("bootstrap").toString();
    }
    for (Path layer : layers) {
      if (Files.isExecutable(layer.resolve("bootstrap"))) {
        return layer.resolve("bootstrap").toString();
      }
    }
    throw new RuntimeMissingException(
        "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
  }

  /** The first of these programs that works on this machine. */
  private String program(String runtime, String... names) throws RuntimeMissingException {
    for (String name : names) {
      String program = found.computeIfAbsent(name, this::find);
      if (!program.equals(NONE)) {
        return program;
      }
    }
    throw new RuntimeMissingException(
        "The runtime "
            + runtime
            + " needs "
            + names[names.length > 1 ? 1 : 0]
            + ", which is not installed on this machine");
  }

  private String find(String name) {
    for (Path place : searchPath) {
      Path program = place.resolve(name);
      if (Files.isExecutable(program) && works(program)) {
        return program.toString();
      }
    }
    return NONE;
  }

  /** Shims of version managers may exist without an installed version. */
  private static boolean works(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized String ownRuntime(String name) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      try (InputStream from = RuntimeCommands.class.getResourceAsStream(name)) {
        Files.copy(from, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return file.toString();
  }
}
