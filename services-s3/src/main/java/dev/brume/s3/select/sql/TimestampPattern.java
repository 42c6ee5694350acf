package dev.brume.s3.select.sql;

import dev.brume.core.error.AwsError;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The pattern of TO_STRING, and the optional one of TO_TIMESTAMP: letters represent parts; quoted
 * text and other characters are literal.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-date.html#s3-select-sql-reference-to-string">TO_STRING</a>
 */
final class TimestampPattern {
  /** The permitted repetitions of a letter. */
  private static final Map<Character, Set<Integer>> COUNTS =
      Map.ofEntries(
          Map.entry('y', Set.of(1, 2, 4)),
          Map.entry('M', Set.of(1, 2, 3, 4, 5)),
          Map.entry('d', Set.of(1, 2)),
          Map.entry('a', Set.of(1)),
          Map.entry('h', Set.of(1, 2)),
          Map.entry('H', Set.of(1, 2)),
          Map.entry('m', Set.of(1, 2)),
          Map.entry('s', Set.of(1, 2)),
          Map.entry('S', Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9)),
          Map.entry('n', Set.of(1)),
          Map.entry('X', Set.of(1, 2, 3, 4, 5)),
          Map.entry('x', Set.of(1, 2, 3, 4, 5)));

  /** Two digits mean 1970 to 2069. */
  private static final int FIRST_YEAR_OF_1900 = 70;

  private final List<String> letters = new ArrayList<>();
  private final String pattern;

  private TimestampPattern(String pattern) {
    this.pattern = pattern;
  }

  /** Parses a pattern. */
  static TimestampPattern of(String pattern) {
    TimestampPattern read = new TimestampPattern(pattern);
    read.scan();
    return read;
  }

  private void scan() {
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\'') {
        int end = pattern.indexOf('\'', at + 1);
        if (end < 0) {
          throw error(
              "EvaluatorUnterminatedTimestampFormatPatternToken",
              "The timestamp format pattern contains an unterminated token in the SQL expression.");
        }
        at = end + 1;
      } else if (Character.isLetter(c)) {
        int end = at;
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        letters.add(letter(c, end - at));
        at = end;
      } else {
        at++;
      }
    }
  }

  private static String letter(char c, int count) {
    Set<Integer> counts = COUNTS.get(c);
    if (counts == null) {
      throw error(
          "EvaluatorInvalidTimestampFormatPatternSymbol",
          "The timestamp format pattern contains a symbol in the SQL expression that is not valid.");
    }
    if (!counts.contains(count)) {
      throw error(
          "EvaluatorInvalidTimestampFormatPatternToken",
          "The timestamp format pattern contains a token in the SQL expression that is not valid.");
    }
    return String.valueOf(c).repeat(count);
  }

  private static AwsError error(String code, String message) {
    return SqlErrors.of(code, message);
  }

  String format(Timestamp time) {
    return formatter().format(time.moment());
  }

  /** Java's form: some characters are reserved there, and {@code y} is the year of an era. */
  private DateTimeFormatter formatter() {
    StringBuilder java = new StringBuilder();
    boolean quoted = false;
    for (char c : pattern.toCharArray()) {
      if (c == '\'') {
        quoted = !quoted;
      }
      if (!quoted && "{}[]#".indexOf(c) >= 0) {
        java.append('\'').append(c).append('\'');
      } else {
        java.append(!quoted && c == 'y' ? 'u' : c);
      }
    }
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(java.toString())
        .toFormatter(Locale.ENGLISH);
  }

  /** Parses {@code text} in this form. */
  Timestamp parse(String text) {
    requireParsable();
    try {
      TemporalAccessor parts = formatter().parse(text);
      int year = get(parts, ChronoField.YEAR, 1);
      boolean ofLastCentury = letters.contains("yy") && year % 100 >= FIRST_YEAR_OF_1900;
      LocalDateTime local =
          LocalDateTime.of(
              ofLastCentury ? year - 100 : year,
              get(parts, ChronoField.MONTH_OF_YEAR, 1),
              get(parts, ChronoField.DAY_OF_MONTH, 1),
              get(parts, ChronoField.HOUR_OF_DAY, 0),
              get(parts, ChronoField.MINUTE_OF_HOUR, 0),
              get(parts, ChronoField.SECOND_OF_MINUTE, 0),
              get(parts, ChronoField.NANO_OF_SECOND, 0));
      ZoneOffset offset =
          parts.isSupported(ChronoField.OFFSET_SECONDS)
              ? ZoneOffset.ofTotalSeconds(parts.get(ChronoField.OFFSET_SECONDS))
              : null;
      return new Timestamp(local, offset, precision(), fractionDigits());
    } catch (DateTimeException e) {
      throw error("ValueParseFailure", "A timestamp parse failure occurred in the SQL expression.");
    }
  }

  private static int get(TemporalAccessor parts, ChronoField field, int otherwise) {
    return parts.isSupported(field) ? parts.get(field) : otherwise;
  }

  private boolean has(String letter) {
    return letters.stream().anyMatch(token -> token.startsWith(letter));
  }

  private void requireParsable() {
    Set<Character> seen = new HashSet<>();
    for (String token : letters) {
      char kind =
          switch (token.charAt(0)) {
            case 'h' -> 'H';
            case 'X' -> 'x';
            case 'n' -> 'S';
            default -> token.charAt(0);
          };
      if (!seen.add(kind)) {
        throw error(
            "EvaluatorTimestampFormatPatternDuplicateFields",
            "The timestamp format pattern contains multiple format specifiers representing the"
                + " timestamp field in the SQL expression.");
      }
      if (token.equals("MMMMM")) {
        throw error(
            "EvaluatorInvalidTimestampFormatPatternSymbolForParsing",
            "The timestamp format pattern contains a valid format symbol that cannot be applied to"
                + " timestamp parsing in the SQL expression.");
      }
    }
    if (has("h") != has("a")) {
      throw error(
          "EvaluatorTimestampFormatPatternHourClockAmPmMismatch",
          "The timestamp format pattern contains a 12-hour hour of day format symbol but doesn't"
              + " also contain an AM/PM field, or it contains a 24-hour hour of day format specifier"
              + " and contains an AM/PM field in the SQL expression.");
    }
    requireGapless();
  }

  /** A part requires all larger ones. */
  private void requireGapless() {
    boolean hour = has("H") || has("h");
    boolean gapless =
        has("y")
            && (!has("d") || has("M"))
            && (!hour || has("d"))
            && (!has("m") || hour)
            && (!has("s") || has("m"))
            && (!(has("S") || has("n")) || has("s"));
    if (!gapless) {
      throw error(
          "EvaluatorInvalidTimestampFormatPattern",
          "The timestamp format string in the SQL expression is not valid.");
    }
  }

  private Timestamp.Precision precision() {
    if (has("s")) {
      return Timestamp.Precision.SECOND;
    }
    if (has("H") || has("h")) {
      return Timestamp.Precision.MINUTE;
    }
    if (has("d")) {
      return Timestamp.Precision.DAY;
    }
    return has("M") ? Timestamp.Precision.MONTH : Timestamp.Precision.YEAR;
  }

  private int fractionDigits() {
    for (String token : letters) {
      if (token.startsWith("S")) {
        return token.length();
      }
    }
    return has("n") ? 9 : 0;
  }
}
