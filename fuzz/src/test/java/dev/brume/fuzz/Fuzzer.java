package dev.brume.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Jazzer calls, and what {@code fuzz/run} asks for names and seeds. */
public final class Fuzzer {
  private static Target target;

  private Fuzzer() {}

  /** Chooses the target by its name. */
  public static void fuzzerInitialize(String[] arguments) {
    target = Targets.named(arguments[0]);
  }

  /** Takes one input. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    target.take(input);
  }

  /** Without arguments: prints all names. With a name and a folder: writes the seeds there. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      Targets.names().forEach(System.out::println);
      return;
    }
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    List<byte[]> seeds = Targets.named(arguments[0]).seeds();
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(folder.resolve("seed-" + i), seeds.get(i));
    }
    System.exit(0);
  }
}
