package dev.brume.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.rules.Repository.TextFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each rule of the sources finds what breaks it, and nothing else.
 *
 * <p>Source of truth: the house rules in CONTRIBUTING.md.
 */
class RulesTest {

  @Test
  void findsAMethodOfMoreThanSeventyLines() {
    assertThat(javaProblems("class A { void a() {" + "\n".repeat(70) + "} }"))
        .singleElement()
        .asString()
        .startsWith("a/A.java:1: a has 71 lines");
    assertThat(javaProblems("class A { void a() {" + "\n".repeat(69) + "} }")).isEmpty();
  }

  @Test
  void findsANameThatSaysNothing() {
    assertThat(javaProblems("class A { record QueueData(int a) {} }"))
        .singleElement()
        .asString()
        .contains("QueueData");
    assertThat(javaProblems("class DataKey {}")).isEmpty();
  }

  @Test
  void findsATestWithoutSourceOfTruth() {
    assertThat(javaProblems("/** Tests. */ class A { @Test void a() {} }")).hasSize(1);
    assertThat(javaProblems("/** See https://x. */ class A { @Test void a() {} }")).isEmpty();
    assertThat(javaProblems("class A { /** See RFC 9110. */ @Test void a() {} }")).isEmpty();
  }

  @Test
  void findsAFileOfMoreThanFiveHundredLines() {
    assertThat(TextRules.tooLong(file("a\n".repeat(501)))).hasSize(1);
    assertThat(TextRules.tooLong(file("a\n".repeat(500)))).isEmpty();
  }

  @Test
  void findsWhatIsLeftForLater() {
    assertThat(TextRules.leftForLater(file("a\n// TO" + "DO more\n")))
        .singleElement()
        .asString()
        .startsWith("a/A.java:2: ");
    assertThat(TextRules.leftForLater(file("toDo()"))).isEmpty();
  }

  @Test
  void findsAnArnThatIsPutTogetherAsText() {
    assertThat(TextRules.arnsAsText(file("a\nb = \"arn:\"\n + partition;")))
        .singleElement()
        .asString()
        .startsWith("a/A.java:2: ");
    assertThat(TextRules.arnsAsText(file("\"arn:%s:iam\".formatted(a)"))).hasSize(1);
    assertThat(TextRules.arnsAsText(file("text.startsWith(\"arn:\")"))).isEmpty();
  }

  @Test
  void findsASleep() {
    assertThat(TextRules.sleeping(file("Thread" + ".sleep(1);"))).hasSize(1);
    assertThat(TextRules.sleeping(file("timeline.advance(d);"))).isEmpty();
  }

  @Test
  void findsTemporaryFilesThatNobodyDeletes() {
    String made = "Files.createTemp" + "Directory(\"a\");";
    assertThat(TextRules.leavingFiles(file(made))).hasSize(1);
    assertThat(TextRules.leavingFiles(file(made + "Files.delete(a);"))).isEmpty();
    assertThat(TextRules.leavingFiles(file(made.replace("(", "(folder, ")))).isEmpty();
  }

  @Test
  void findsAServiceInCodeButNotInComments() {
    assertThat(TextRules.namingService(file("/* S3\n */ a(\"https://x\");\nisOfS3();")))
        .singleElement()
        .asString()
        .startsWith("a/A.java:3: ");
    assertThat(TextRules.namingService(file("/** Such as S3. */\na(); // as SQS does"))).isEmpty();
  }

  @Test
  void findsAVersionOutsideTheRootPom() {
    String parent = "<project><parent><version>5.0.0</version></parent>";
    assertThat(
            TextRules.versionOutsideRoot(
                new TextFile("a/pom.xml", parent + "<version>1</version>")))
        .hasSize(1);
    assertThat(
            TextRules.versionOutsideRoot(new TextFile("a/pom.xml", parent + "<netty.version>1<")))
        .hasSize(1);
    assertThat(TextRules.versionOutsideRoot(new TextFile("a/pom.xml", parent))).isEmpty();
  }

  private static List<String> javaProblems(String text) {
    return JavaRules.problems(List.of(file(text)));
  }

  private static TextFile file(String text) {
    return new TextFile("a/A.java", text);
  }
}
