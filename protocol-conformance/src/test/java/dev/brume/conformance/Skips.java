package dev.brume.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * The cases left out, each with its reason: {@code skipped.txt}. A case left out is run all the
 * same, and fails when it passes, so that the list only shrinks.
 */
final class Skips {
  private static final Map<String, String> REASONS = read();

  private Skips() {}

  /** The keys of all cases left out. */
  static Set<String> keys() {
    return REASONS.keySet();
  }

  /** The test to run for the case with that key. */
  static Executable guard(String key, Executable test) {
    String reason = REASONS.get(key);
    if (reason == null) {
      return test;
    }
    return () -> {
      try {
        test.execute();
      } catch (TestAbortedException untested) {
        throw untested;
      } catch (Throwable expected) {
        throw new TestAbortedException(reason, expected);
      }
      throw new AssertionError(key + " passes: take it out of skipped.txt");
    };
  }

  private static Map<String, String> read() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : lines()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(": ", 2);
      if (parts.length != 2 || reasons.put(parts[0], parts[1]) != null) {
        throw new IllegalStateException("skipped.txt: no reason, or twice: " + line);
      }
    }
    return reasons;
  }

  private static List<String> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Skips.class.getResourceAsStream("/skipped.txt"), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
