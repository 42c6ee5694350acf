package dev.brume.s3.select.sql;

import java.util.Arrays;

/**
 * A LIKE pattern: {@code _} matches one character, {@code %} any number of them. Matching takes at
 * most text times pattern steps.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-operators.html">Pattern-matching
 *     operators</a>
 */
final class LikePattern {
  private static final int ONE = -1;
  private static final int MANY = -2;

  /** Code points, ONE or MANY. */
  private final int[] parts;

  private LikePattern(int[] parts) {
    this.parts = parts;
  }

  /**
   * Parses a pattern.
   *
   * @param escape the escape character; null for none
   */
  static LikePattern of(String pattern, String escape) {
    if (escape != null && escape.codePointCount(0, escape.length()) != 1) {
      throw invalid();
    }
    int escapeCharacter = escape == null ? Integer.MIN_VALUE : escape.codePointAt(0);
    int[] source = pattern.codePoints().toArray();
    int[] parts = new int[source.length];
    int count = 0;
    for (int i = 0; i < source.length; i++) {
      int c = source[i];
      if (c == escapeCharacter) {
        i++;
        boolean known =
            i < source.length
                && (source[i] == '%' || source[i] == '_' || source[i] == escapeCharacter);
        if (!known) {
          throw invalid();
        }
        parts[count++] = source[i];
      } else if (c == '_') {
        parts[count++] = ONE;
      } else if (c == '%') {
        parts[count++] = MANY;
      } else {
        parts[count++] = c;
      }
    }
    return new LikePattern(Arrays.copyOf(parts, count));
  }

  private static RuntimeException invalid() {
    return SqlErrors.of(
        "EvaluatorLikePatternInvalidEscapeSequence",
        "An argument given to the LIKE expression was not valid.");
  }

  boolean matches(String text) {
    int at = 0;
    int part = 0;
    int lastMany = -1;
    int resume = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (part < parts.length && parts[part] == MANY) {
        lastMany = part++;
        resume = at;
      } else if (part < parts.length && (parts[part] == ONE || parts[part] == c)) {
        part++;
        at += Character.charCount(c);
      } else if (lastMany >= 0) {
        resume += Character.charCount(text.codePointAt(resume));
        at = resume;
        part = lastMany + 1;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == MANY) {
      part++;
    }
    return part == parts.length;
  }
}
