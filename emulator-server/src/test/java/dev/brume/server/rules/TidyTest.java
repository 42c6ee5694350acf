package dev.brume.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.rules.Repository.TextFile;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The house rules that can be read off the sources of all modules, tests included.
 *
 * <p>Source of truth: the house rules in CONTRIBUTING.md.
 */
class TidyTest {

  private static final Repository REPOSITORY = Repository.here();

  @Test
  void everySourceCanBeReadAsAWhole() {
    assertNoProblem(TextRules::isSource, TextRules::tooLong);
  }

  @Test
  void nothingIsLeftForLater() {
    assertNoProblem(path -> true, TextRules::leftForLater);
  }

  @Test
  void nothingSleeps() {
    assertNoProblem(
        path -> path.endsWith(".java") && !isTimeOrBenchmark(path), TextRules::sleeping);
  }

  @Test
  void onlyTheRootPomStatesVersions() {
    assertNoProblem(path -> path.endsWith("pom.xml"), TextRules::versionOutsideRoot);
  }

  @Test
  void methodsAreShortTypesWellNamedAndTestsSayWhoIsRight() {
    assertThat(JavaRules.problems(REPOSITORY.javaFiles())).isEmpty();
  }

  private static boolean isTimeOrBenchmark(String path) {
    return path.startsWith("benchmarks/") || path.contains("/main/java/dev/brume/core/time/");
  }

  private static void assertNoProblem(
      Predicate<String> pathMatches, Function<TextFile, List<String>> rule) {
    List<TextFile> files = REPOSITORY.files(pathMatches);
    assertThat(files).isNotEmpty();
    assertThat(files.stream().map(rule).flatMap(List::stream)).isEmpty();
  }
}
