package dev.brume.logs.pattern;

import java.util.Map;

/**
 * A filter pattern for log events.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
public interface LogPattern {
  /** Whether a message matches. */
  boolean matches(String message);

  /**
   * The values of a matching message at the fields that the pattern names, keyed by {@code $name}.
   */
  default Map<String, String> extract(String message) {
    return Map.of();
  }

  /**
   * Parses a pattern: JSON in braces, columns in brackets, else terms.
   *
   * @throws InvalidPatternException if it is malformed
   */
  static LogPattern parse(String text) throws InvalidPatternException {
    String pattern = text == null ? "" : text.strip();
    if (pattern.startsWith("{")) {
      return JsonPattern.parse(pattern);
    }
    return pattern.startsWith("[") ? ColumnPattern.parse(pattern) : TermPattern.parse(pattern);
  }
}
