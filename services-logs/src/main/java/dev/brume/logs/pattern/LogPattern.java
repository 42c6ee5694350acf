package dev.brume.logs.pattern;

import java.util.Map;

/**
 * What log events are searched by.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
public interface LogPattern {
  /** Whether a message matches. */
  boolean matches(String message);

  /** What a message that matches has at the places that the pattern names, as {@code $name}. */
  default Map<String, String> extract(String message) {
    return Map.of();
  }

  /**
   * Reads a pattern: of JSON in braces, of columns in brackets, else of terms.
   *
   * @throws InvalidPatternException where it is none
   */
  static LogPattern parse(String text) throws InvalidPatternException {
    String pattern = text == null ? "" : text.strip();
    if (pattern.startsWith("{")) {
      return JsonPattern.parse(pattern);
    }
    return pattern.startsWith("[") ? ColumnPattern.parse(pattern) : TermPattern.parse(pattern);
  }
}
