package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md names every flag and variable, no other, and each default. Source of truth:
 * what the code reads, and what {@code ./brume help} prints.
 */
class ConfigurationDocumentTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]{4,})`");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z0-9_]+)` \\| (?:`(.+?)` )?\\|", Pattern.MULTILINE);
  private static final Pattern FLAG = Pattern.compile("--[a-z][a-z-]*");

  private static String document;

  @BeforeAll
  static void read() throws IOException {
    document = Files.readString(Path.of("..", "docs", "configuration.md"));
  }

  @Test
  void everyVariableIsNamedOnceUnderWhatBecomesOfIt() {
    String[] parts = document.split("## LocalStack's variables that do nothing|Without effect yet");
    Set<String> honoured = names(parts[0]);
    honoured.removeAll(Set.of("JAVA_HOME", "BRUME_JAVA_OPTS"));

    assertThat(honoured).isEqualTo(new TreeSet<>(KnownVariables.honoured()));
    assertThat(names(parts[1])).isEqualTo(new TreeSet<>(KnownVariables.needless()));
    assertThat(names(parts[2])).isEqualTo(new TreeSet<>(KnownVariables.withoutEffect()));
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(name -> name.group(1))
        .filter(name -> !name.endsWith("_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyDefaultIsTheOneInForce() {
    Map<String, String> documented = new TreeMap<>();
    for (MatchResult row : ROW.matcher(document).results().toList()) {
      documented.putIfAbsent(row.group(1), row.group(2) == null ? "" : row.group(2));
    }
    Map<String, String> inForce = new TreeMap<>();
    Configuration.of(Map.of(), "127.0.0.1")
        .toMap()
        .forEach((name, value) -> inForce.put(name, text(value)));

    assertThat(documented).containsAllEntriesOf(inForce);
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "";
      case Boolean on -> on ? "1" : "0";
      case Collection<?> values ->
          values.stream().map(String::valueOf).collect(Collectors.joining(","));
      default -> value.toString();
    };
  }

  /** Whatever is 0 or 1 by default is a switch or a number, but for the one that programs share. */
  @Test
  void noSwitchTakesAnotherWord() {
    List<String> switches =
        ROW.matcher(document)
            .results()
            .filter(row -> row.group(2) != null && row.group(2).matches("[01]"))
            .map(row -> row.group(1))
            .filter(name -> !name.equals("DEBUG"))
            .toList();

    assertThat(switches).hasSizeGreaterThan(15);
    assertThat(switches)
        .allSatisfy(
            name ->
                assertThatThrownBy(() -> Configuration.of(Map.of(name, "yes"), "127.0.0.1"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith(name)
                    .hasMessageNotContaining("\n"));
  }

  @Test
  void everyFlagOfTheLauncherIsThere() throws IOException {
    String launcher = Files.readString(Path.of("..", "brume"));
    String help = launcher.substring(launcher.indexOf("<<'TEXT'"), launcher.indexOf("\nTEXT\n"));

    assertThat(flags(document)).isEqualTo(flags(help));
  }

  private static Set<String> flags(String text) {
    return FLAG.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
