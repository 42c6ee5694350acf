package dev.brume.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text of a document that the code says better than a writer could: compared with what is
 * committed, or, when {@code ./brume docs} runs the tests, written there.
 *
 * @param file the document
 * @param begin the line after which the text stands; null where it is the whole document
 * @param end the line before which it ends
 */
record GeneratedText(Path file, String begin, String end) {
  private static final boolean RENEWED = Boolean.getBoolean("brume.renew");

  /** A whole document, named from the root of the repository. */
  static GeneratedText whole(String file) {
    return new GeneratedText(Path.of("..", file), null, null);
  }

  /** What stands in a document between two comments. */
  static GeneratedText part(String file, String name) {
    return new GeneratedText(
        Path.of("..", file), "<!-- " + name + ": generated -->\n", "<!-- end of " + name + " -->");
  }

  void mustBe(String expected) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    int from = begin == null ? 0 : text.indexOf(begin) + begin.length();
    int to = end == null ? text.length() : text.indexOf(end);
    assertThat(to).as("%s has the lines %s and %s", file, begin, end).isGreaterThanOrEqualTo(from);
    if (RENEWED) {
      Files.writeString(file, text.substring(0, from) + expected + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as("%s differs from the code; this renews it: ./brume docs", file.getFileName())
        .isEqualTo(expected);
  }
}
