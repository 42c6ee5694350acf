package dev.brume.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.rules.Repository.TextFile;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
  void coreNamesNoService() {
    String core = "emulator-core/src/main/java/dev/brume/core/";
    assertNoProblem(
        path -> path.startsWith(core) && path.endsWith(".java"), TextRules::namingService);
  }

  @Test
  void arnsAreNotPutTogetherAsText() {
    assertNoProblem(
        path ->
            path.matches("(emulator-core|emulator-server|services-[a-z0-9]+)/src/main/.*\\.java"),
        TextRules::arnsAsText);
  }

  @Test
  void nothingSleeps() {
    assertNoProblem(
        path -> path.endsWith(".java") && !isTimeOrBenchmark(path), TextRules::sleeping);
  }

  @Test
  void testsAndBenchmarksLeaveNoFiles() {
    assertNoProblem(
        path -> path.endsWith(".java") && path.matches("(benchmarks|.*/src/test|.*testkit)/.*"),
        TextRules::leavingFiles);
  }

  @Test
  void onlyTheRootPomStatesVersions() {
    // Projects of users, in folders it, have no parent here; the reduced POM is made by the build.
    assertNoProblem(
        path -> path.endsWith("/pom.xml") && !path.contains("/it/"), TextRules::versionOutsideRoot);
  }

  @Test
  void methodsAreShortTypesWellNamedAndTestsSayWhoIsRight() {
    assertThat(JavaRules.problems(REPOSITORY.javaFiles())).isEmpty();
  }

  @Test
  void noTwoProductClassesShareASimpleName() {
    // Projects of users, in src/it, are no part of the product.
    assertThat(
            repeated(
                path ->
                    path.matches("(?!benchmarks/).*/src/main/java/.*\\.java")
                        && !path.contains("/src/it/"),
                name -> name))
        .isEmpty();
  }

  @Test
  void theArchitectureNamesEveryPackageOnce() {
    TextFile architecture = REPOSITORY.files("ARCHITECTURE.md"::equals).getFirst();
    List<TextFile> product =
        REPOSITORY.files(
            path -> path.matches("(?!benchmarks/|fuzz/)[^/]*/src/main/java/dev/brume/.*\\.java"));
    assertThat(TextRules.packagesOf(product)).isNotEmpty();
    assertThat(TextRules.packagesNamedBy(architecture))
        .doesNotHaveDuplicates()
        .containsAll(TextRules.packagesOf(product));
  }

  @Test
  void noTwoDecisionRecordsShareANumber() {
    assertThat(
            repeated(path -> path.matches("docs/decisions/.*\\.md"), name -> name.substring(0, 4)))
        .isEmpty();
  }

  /** The files of a group of which each must be the only one with its key. */
  private static List<List<String>> repeated(
      Predicate<String> pathMatches, Function<String, String> key) {
    List<TextFile> files = REPOSITORY.files(pathMatches);
    assertThat(files).isNotEmpty();
    return files.stream()
        .filter(file -> !file.name().equals("package-info.java"))
        .collect(Collectors.groupingBy(file -> key.apply(file.name())))
        .values()
        .stream()
        .filter(sameKey -> sameKey.size() > 1)
        .map(sameKey -> sameKey.stream().map(TextFile::path).toList())
        .toList();
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
