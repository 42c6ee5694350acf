package dev.brume.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.auth.Regions;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every target with its seeds, with all inputs that ever were found to break something, and with
 * some that are made of these; {@code fuzz/run} goes on for hours. Source of truth:
 * docs/testing.md.
 */
@ExpectsLog(from = Regions.class, text = "is no region of AWS")
class ShortFuzzTest {
  private static final Path FINDINGS = Path.of("src", "test", "resources", "findings");
  private static final long SEED = Long.getLong("brume.fuzz.seed", 1);
  private static final int INPUTS = Integer.getInteger("brume.fuzz.inputs", 1_500);
  private static final int SOCKET_INPUTS = INPUTS / 5;

  /** Far beyond what any takes, even where the machine has other work. */
  private static final long MOST_NANOS = 10_000_000_000L;

  @TestFactory
  Stream<DynamicTest> holdsWhateverComes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : Targets.names()) {
      tests.add(DynamicTest.dynamicTest(name, () -> run(name)));
    }
    return tests.stream();
  }

  private static void run(String name) throws IOException {
    Target target = Targets.named(name);
    List<byte[]> inputs = new ArrayList<>(target.seeds());
    inputs.addAll(findings(name));
    for (byte[] input : inputs) {
      take(target, input);
    }
    Mutations mutations = new Mutations(new Random(SEED));
    int count = name.startsWith("http") ? SOCKET_INPUTS : INPUTS;
    for (int i = 0; i < count; i++) {
      take(target, mutations.of(inputs));
    }
  }

  private static void take(Target target, byte[] input) {
    long began = System.nanoTime();
    try {
      target.take(input);
    } catch (Throwable e) {
      throw new AssertionError("Input " + HexFormat.of().formatHex(input), e);
    }
    assertThat(System.nanoTime() - began).as("nanoseconds").isLessThan(MOST_NANOS);
  }

  private static List<byte[]> findings(String name) throws IOException {
    Path folder = FINDINGS.resolve(name);
    List<byte[]> findings = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          findings.add(Files.readAllBytes(file));
        }
      }
    }
    return findings;
  }
}
