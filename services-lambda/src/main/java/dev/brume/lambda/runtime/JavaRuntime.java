package dev.brume.lambda.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs Java functions with the JDK or JRE that runs Brume, and AWS's own runtime interface client.
 * That is searched for in the function's package, in its layers, on the class path of Brume (where
 * embedding programs have it) and in the local Maven repository; it is never downloaded.
 *
 * @see <a href="https://github.com/aws/aws-lambda-java-libs">AWS Lambda Java libraries</a>
 */
final class JavaRuntime {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String CLIENT = "aws-lambda-java-runtime-interface-client";
  private static final List<String> CLIENT_AND_NEEDED =
      List.of(CLIENT, "aws-lambda-java-core", "aws-lambda-java-serialization");
  private static final String VERSION = "2.6.0";
  private static final int LEAST_HEAP_MEGABYTES = 64;

  private JavaRuntime() {}

  /** The command that runs a function whose code is in a directory. */
  static List<String> command(String handler, int memoryMegabytes, Path task, List<Path> layers)
      throws RuntimeMissingException {
    List<String> classes = new ArrayList<>();
    classes.add(task.toString());
    List<Path> jars = jarsIn(task.resolve("lib"));
    jars.addAll(jarsIn(task));
    for (Path layer : layers) {
      jars.addAll(jarsIn(layer.resolve("java").resolve("lib")));
    }
    jars.forEach(jar -> classes.add(jar.toString()));
    if (jars.stream().noneMatch(jar -> isOf(jar.getFileName().toString(), CLIENT))) {
      classes.addAll(client());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + Math.max(memoryMegabytes, LEAST_HEAP_MEGABYTES) + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        String.join(File.pathSeparator, classes),
        MAIN,
        handler);
  }

  private static List<Path> jarsIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return new ArrayList<>();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(
          files.filter(file -> file.toString().endsWith(".jar")).sorted().toList());
    } catch (IOException e) {
      return new ArrayList<>();
    }
  }

  private static boolean isOf(String file, String artifact) {
    return file.startsWith(artifact + "-") && file.endsWith(".jar");
  }

  /** The jars of the runtime interface client. */
  private static List<String> client() throws RuntimeMissingException {
    List<String> found = onClassPath();
    if (found.size() < CLIENT_AND_NEEDED.size()) {
      found = inRepository();
    }
    if (found.size() < CLIENT_AND_NEEDED.size()) {
      throw new RuntimeMissingException(
          "Functions in Java need AWS's runtime interface client, which is not here. Get it by: mvn"
              + " dependency:get -Dartifact=com.amazonaws:"
              + CLIENT
              + ":"
              + VERSION);
    }
    return found;
  }

  private static List<String> onClassPath() {
    List<String> found = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name =
          Path.of(entry).getFileName() == null ? "" : Path.of(entry).getFileName().toString();
      if (CLIENT_AND_NEEDED.stream().anyMatch(artifact -> isOf(name, artifact))) {
        found.add(entry);
      }
    }
    return found;
  }

  /** The newest version of each in the local Maven repository. */
  private static List<String> inRepository() {
    String repository = System.getProperty("maven.repo.local");
    Path root =
        repository == null
            ? Path.of(System.getProperty("user.home"), ".m2", "repository")
            : Path.of(repository);
    List<String> found = new ArrayList<>();
    for (String artifact : CLIENT_AND_NEEDED) {
      Path versions = root.resolve("com").resolve("amazonaws").resolve(artifact);
      try (Stream<Path> files =
          Files.isDirectory(versions) ? Files.walk(versions, 2) : Stream.of()) {
        files
            .filter(file -> file.toString().endsWith(".jar"))
            .max(Path::compareTo)
            .ifPresent(file -> found.add(file.toString()));
      } catch (IOException e) {
        return List.of();
      }
    }
    return found;
  }
}
