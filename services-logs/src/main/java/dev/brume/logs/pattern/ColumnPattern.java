package dev.brume.logs.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A pattern such as {@code [ip, user, ..., status = 4*, bytes > 1000]}, for messages with
 * space-separated columns. Text in brackets or double quotes is one column.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html">
 *     Filter pattern syntax: space-delimited log events</a>
 */
public final class ColumnPattern implements LogPattern {
  private static final String REST = "...";
  private static final String ENDS = " \t\r\n,]&|)";
  private static final int MAX_COLUMNS = 1000;

  private final List<Column> columns = new ArrayList<>();

  /** A column; {@code ...} matches any number of them. */
  private record Column(String name, Predicate<String> condition) {
    boolean isRest() {
      return name.equals(REST);
    }
  }

  private ColumnPattern() {}

  static ColumnPattern parse(String pattern) throws InvalidPatternException {
    ColumnPattern parsed = new ColumnPattern();
    PatternText text = new PatternText(pattern);
    text.expect("[");
    while (text.peek() != ']') {
      parsed.columns.add(column(text));
      text.skipSpace();
      if (!text.skip(",") && text.peek() != ']') {
        throw PatternText.invalid();
      }
      text.skipSpace();
    }
    text.expect("]");
    long rests = parsed.columns.stream().filter(Column::isRest).count();
    if (!text.atEnd() || rests > 1 || parsed.columns.size() > MAX_COLUMNS) {
      throw PatternText.invalid();
    }
    return parsed;
  }

  private static Column column(PatternText text) throws InvalidPatternException {
    if (text.skip(REST)) {
      return new Column(REST, value -> true);
    }
    boolean grouped = text.skip("(");
    text.skipSpace();
    String name = name(text);
    Predicate<String> condition = value -> true;
    if ("=!<>".indexOf(text.peek()) >= 0 && !text.atEnd()) {
      condition = conditions(text);
    }
    if (grouped) {
      text.expect(")");
    }
    return new Column(name, condition);
  }

  private static String name(PatternText text) {
    String name = text.until(" \t\r\n,]=!<>()&|");
    text.skipSpace();
    return name;
  }

  private static Predicate<String> conditions(PatternText text) throws InvalidPatternException {
    Predicate<String> all = PatternComparison.parse(text, ENDS)::passes;
    text.skipSpace();
    while (true) {
      boolean and = text.skip("&&");
      if (!and && !text.skip("||")) {
        return all;
      }
      text.skipSpace();
      name(text);
      Predicate<String> next = PatternComparison.parse(text, ENDS)::passes;
      all = and ? all.and(next) : all.or(next);
      text.skipSpace();
    }
  }

  private static List<String> split(String message) {
    List<String> values = new ArrayList<>();
    int at = 0;
    while (at < message.length() && values.size() < MAX_COLUMNS) {
      char first = message.charAt(at);
      if (Character.isWhitespace(first)) {
        at++;
        continue;
      }
      char close = first == '"' ? '"' : ']';
      int end = first == '"' || first == '[' ? message.indexOf(close, at + 1) : -1;
      if (end > 0) {
        values.add(message.substring(at + 1, end));
        at = end + 1;
      } else {
        int start = at;
        while (at < message.length() && !Character.isWhitespace(message.charAt(at))) {
          at++;
        }
        values.add(message.substring(start, at));
      }
    }
    return values;
  }

  /** The values of the columns in order; null if the message has more or fewer columns. */
  private List<String> aligned(String message) {
    List<String> values = split(message);
    int rest = -1;
    for (int i = 0; i < columns.size(); i++) {
      rest = columns.get(i).isRest() ? i : rest;
    }
    int named = columns.size() - (rest < 0 ? 0 : 1);
    if (rest < 0 ? values.size() != named : values.size() < named) {
      return null;
    }
    if (rest < 0) {
      return values;
    }
    List<String> aligned = new ArrayList<>(values.subList(0, rest));
    aligned.add("");
    aligned.addAll(values.subList(values.size() - (named - rest), values.size()));
    return aligned;
  }

  @Override
  public boolean matches(String message) {
    if (columns.isEmpty()) {
      return true;
    }
    List<String> values = aligned(message);
    if (values == null) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).condition().test(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Map<String, String> extract(String message) {
    List<String> values = columns.isEmpty() ? split(message) : aligned(message);
    Map<String, String> extracted = new LinkedHashMap<>();
    for (int i = 0; values != null && i < values.size(); i++) {
      boolean named = i < columns.size() && !columns.get(i).name().isEmpty();
      if (i >= columns.size() || !columns.get(i).isRest()) {
        extracted.put("$" + (named ? columns.get(i).name() : i + 1), values.get(i));
      }
    }
    return extracted;
  }
}
