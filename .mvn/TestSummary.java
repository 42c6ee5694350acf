import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums up Surefire's reports of all modules that were written since the build began: how many tests
 * ran, failed and were skipped, and why those were skipped. Run from the root of the repository by
 * the build, as its last step; its only argument is the moment at which the build began.
 */
final class TestSummary {

  private int tests;
  private int failures;
  private int errors;
  private int skipped;
  private final Map<String, Integer> reasons = new TreeMap<>();

  public static void main(String[] arguments) throws Exception {
    TestSummary summary = new TestSummary();
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (Path report : reports(Path.of(""), Instant.parse(arguments[0]))) {
      summary.add(parser.parse(report.toFile()).getDocumentElement());
    }
    summary.print();
  }

  private static List<Path> reports(Path root, Instant begin) throws IOException {
    try (Stream<Path> modules = Files.list(root.toAbsolutePath())) {
      return modules
          .map(module -> module.resolve("target/surefire-reports"))
          .filter(Files::isDirectory)
          .flatMap(TestSummary::reportsIn)
          .filter(report -> !writtenAt(report).isBefore(begin))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> reportsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant writtenAt(Path report) {
    try {
      return Files.getLastModifiedTime(report).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Element suite) {
    tests += number(suite, "tests");
    failures += number(suite, "failures");
    errors += number(suite, "errors");
    skipped += number(suite, "skipped");
    NodeList marks = suite.getElementsByTagName("skipped");
    for (int i = 0; i < marks.getLength(); i++) {
      Element mark = (Element) marks.item(i);
      String message = mark.getAttribute("message");
      reasons.merge(reason(message.isBlank() ? mark.getTextContent() : message), 1, Integer::sum);
    }
  }

  /** The first line of a message or a stack trace, without the name of the exception. */
  private static String reason(String text) {
    String line = text.strip().lines().findFirst().orElse("no reason given");
    return line.replaceFirst("^[\\w.]+(Exception|Error): ", "");
  }

  private static int number(Element suite, String name) {
    String text = suite.getAttribute(name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private void print() {
    System.out.printf(
        "%nTests run: %d, Failures: %d, Errors: %d, Skipped: %d%n",
        tests, failures, errors, skipped);
    reasons.forEach((reason, count) -> System.out.printf("  skipped %d: %s%n", count, reason));
  }
}
