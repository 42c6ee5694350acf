package dev.brume.logs.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter pattern of terms, as unstructured events are searched by: every term must be in the
 * message, {@code -term} must not, and of {@code ?term}s one is enough; these count only where
 * there are no others. Terms in double quotes may hold any character. Case matters.
 *
 * @param required what a message must have
 * @param excluded what it must not have
 * @param optional of what it must have one
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
public record TermPattern(List<String> required, List<String> excluded, List<String> optional) {
  /** What a pattern can't be; its message says which. */
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /** Whether a pattern is none of terms: of JSON, of columns, or with a regular expression. */
  public static boolean isStructured(String pattern) {
    String text = pattern.strip();
    return text.startsWith("{") || text.startsWith("[") || text.indexOf('%') >= 0;
  }

  /** Reads a pattern that is not {@link #isStructured}. */
  public static TermPattern parse(String pattern) throws Invalid {
    TermPattern parsed = new TermPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int at = 0;
    while (at < pattern.length()) {
      char first = pattern.charAt(at);
      if (Character.isWhitespace(first)) {
        at++;
        continue;
      }
      List<String> terms = parsed.required;
      if (first == '-' || first == '?') {
        terms = first == '-' ? parsed.excluded : parsed.optional;
        at++;
      }
      at = parsed.readTerm(pattern, at, terms);
    }
    return parsed;
  }

  private int readTerm(String pattern, int start, List<String> terms) throws Invalid {
    StringBuilder term = new StringBuilder();
    int at = start;
    if (at < pattern.length() && pattern.charAt(at) == '"') {
      for (at++; at < pattern.length() && pattern.charAt(at) != '"'; at++) {
        if (pattern.charAt(at) == '\\' && at + 1 < pattern.length()) {
          at++;
        }
        term.append(pattern.charAt(at));
      }
      if (at >= pattern.length()) {
        throw new Invalid("Invalid filter pattern");
      }
      terms.add(term.toString());
      return at + 1;
    }
    while (at < pattern.length() && !Character.isWhitespace(pattern.charAt(at))) {
      term.append(pattern.charAt(at++));
    }
    String text = term.toString();
    if (text.isEmpty() || !text.codePoints().allMatch(TermPattern::isPlain)) {
      throw new Invalid("Invalid character(s) in term '" + text + "'");
    }
    terms.add(text);
    return at;
  }

  private static boolean isPlain(int character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  /** Whether a message matches. */
  public boolean matches(String message) {
    if (required.isEmpty() && excluded.isEmpty() && !optional.isEmpty()) {
      return optional.stream().anyMatch(message::contains);
    }
    return required.stream().allMatch(message::contains)
        && excluded.stream().noneMatch(message::contains);
  }
}
