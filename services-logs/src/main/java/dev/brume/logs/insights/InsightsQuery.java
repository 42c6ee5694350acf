package dev.brume.logs.insights;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.brume.logs.insights.QueryTokens.Kind;
import dev.brume.logs.insights.QueryTokens.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A query of Logs Insights: {@code fields}, {@code display}, {@code filter}, {@code parse}, {@code
 * stats}, {@code sort}, {@code limit} and {@code dedup}, in sequence.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">CloudWatch
 *     Logs Insights language query syntax</a>
 */
public final class InsightsQuery {
  /** "If you omit limit, the default is 10,000", which is also the maximum. */
  public static final int MAX_ROWS = 10_000;

  private static final String TIMESTAMP = "@timestamp";
  private static final String POINTER = "@ptr";

  private final List<Step> steps = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private final Set<String> times = new HashSet<>(Set.of(TIMESTAMP, "@ingestionTime"));
  private boolean displayed;
  private boolean aggregated;
  private boolean sorted;
  private int limit = MAX_ROWS;

  /** The effect of a command on the rows. */
  @FunctionalInterface
  private interface Step {
    List<QueryRow> apply(List<QueryRow> rows);
  }

  private InsightsQuery() {}

  /**
   * Parses a query.
   *
   * @throws MalformedQuery if it is malformed
   */
  public static InsightsQuery parse(String text) {
    InsightsQuery query = new InsightsQuery();
    QueryTokens tokens = new QueryTokens(text);
    do {
      query.command(tokens);
    } while (tokens.skip("|"));
    if (tokens.peek().kind() != Kind.END) {
      throw tokens.unexpected();
    }
    return query;
  }

  private void command(QueryTokens tokens) {
    Token token = tokens.peek();
    switch (tokens.word().toLowerCase(Locale.ROOT)) {
      case "fields" -> fields(tokens, false);
      case "display" -> fields(tokens, true);
      case "filter" -> {
        QueryExpression condition = QueryExpression.parse(tokens);
        steps.add(rows -> rows.stream().filter(condition::holds).toList());
      }
      case "parse" -> parse(tokens);
      case "stats" -> stats(tokens);
      case "sort", "order" -> sort(tokens);
      case "limit", "head" -> limit(tokens, false);
      case "tail" -> limit(tokens, true);
      case "dedup" -> dedup(tokens);
      default -> throw new MalformedQuery("unexpected symbol found " + token.text(), token.start());
    }
  }

  private void fields(QueryTokens tokens, boolean display) {
    if (display && !displayed || aggregated && display) {
      shown.clear();
    }
    displayed |= display;
    do {
      int start = tokens.peek().start();
      String name = tokens.peek().text();
      boolean plain = isAlone(tokens);
      QueryExpression value = QueryExpression.parse(tokens);
      String label = tokens.skip("as") ? tokens.word() : plain ? name : "expr" + start;
      if (!label.equals(name) || !plain) {
        steps.add(rows -> set(rows, label, value));
        if (plain && times.contains(name)) {
          times.add(label);
        }
      }
      if (display || !displayed) {
        shown.remove(label);
        shown.add(label);
      }
    } while (tokens.skip(","));
  }

  private static boolean isAlone(QueryTokens tokens) {
    Token after = tokens.peek(1);
    return tokens.peek().kind() == Kind.WORD
        && (after.kind() == Kind.END
            || after.text().equals(",")
            || after.text().equals("|")
            || after.text().equalsIgnoreCase("as"));
  }

  private static List<QueryRow> set(List<QueryRow> rows, String label, QueryExpression value) {
    rows.forEach(row -> row.set(label, value.of(row)));
    return rows;
  }

  private void parse(QueryTokens tokens) {
    String field = tokens.peek().kind() == Kind.WORD ? tokens.next().text() : "@message";
    Token token = tokens.next();
    Pattern pattern;
    List<String> names = new ArrayList<>();
    if (token.kind() == Kind.REGEX) {
      pattern = QueryExpression.regex(token);
      names.addAll(named(pattern));
    } else if (token.kind() == Kind.TEXT) {
      pattern = glob(token.text());
    } else {
      throw new MalformedQuery("unexpected symbol found " + token.text(), token.start());
    }
    if (tokens.skip("as")) {
      names.clear();
      do {
        names.add(tokens.word());
      } while (tokens.skip(","));
    }
    if (names.size() != pattern.groupCount()) {
      throw new MalformedQuery("the number of names differs from that of values", token.start());
    }
    steps.add(rows -> parsed(rows, field, pattern, names));
  }

  private static List<String> named(Pattern pattern) {
    String[] names = new String[pattern.groupCount()];
    pattern.namedGroups().forEach((name, number) -> names[number - 1] = name);
    for (int i = 0; i < names.length; i++) {
      names[i] = names[i] == null ? "@" + (i + 1) : names[i];
    }
    return List.of(names);
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder("(?s)");
    String[] parts = text.split("\\*", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1 && parts[i].isEmpty();
      regex.append(i == 0 ? "" : last ? "(.*)" : "(.*?)").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.toString());
  }

  private static List<QueryRow> parsed(
      List<QueryRow> rows, String field, Pattern pattern, List<String> names) {
    for (QueryRow row : rows) {
      String value = row.get(field);
      Matcher matcher = value == null ? null : pattern.matcher(value);
      if (matcher != null && matcher.find()) {
        for (int i = 0; i < names.size(); i++) {
          row.set(names.get(i), matcher.group(i + 1));
        }
      }
    }
    return rows;
  }

  private void stats(QueryTokens tokens) {
    List<QueryAggregate> aggregates = new ArrayList<>();
    do {
      aggregates.add(aggregate(tokens));
    } while (tokens.skip(","));
    Map<String, QueryExpression> by = new LinkedHashMap<>();
    if (tokens.skip("by")) {
      do {
        String name = tokens.peek().text();
        boolean bin = name.equalsIgnoreCase("bin");
        String period = bin ? tokens.peek(2).text() : "";
        QueryExpression key = QueryExpression.parse(tokens);
        String label = tokens.skip("as") ? tokens.word() : bin ? "bin(" + period + ")" : name;
        if (bin) {
          times.add(label);
        }
        by.put(label, key);
      } while (tokens.skip(","));
    }
    aggregated = true;
    displayed = false;
    sorted = true;
    shown.clear();
    shown.addAll(by.keySet());
    aggregates.forEach(each -> shown.add(each.label()));
    steps.add(rows -> grouped(rows, by, aggregates));
  }

  private static QueryAggregate aggregate(QueryTokens tokens) {
    Token name = tokens.next();
    if (!QueryAggregate.isName(name.text())) {
      throw new MalformedQuery("unexpected symbol found " + name.text(), name.start());
    }
    String function = name.text().toLowerCase(Locale.ROOT);
    StringBuilder label = new StringBuilder(name.text()).append('(');
    tokens.expect("(");
    QueryExpression value = null;
    double rank = 50;
    if (tokens.skip("*")) {
      label.append('*');
    } else if (!tokens.peek().text().equals(")")) {
      label.append(tokens.peek().text());
      value = QueryExpression.parse(tokens);
      if (tokens.skip(",")) {
        String number = tokens.word();
        rank = QueryValues.number(number) == null ? rank : Double.parseDouble(number);
        label.append(", ").append(number);
      }
    }
    tokens.expect(")");
    if (value == null && !function.equals("count")) {
      throw tokens.unexpected();
    }
    label.append(')');
    return new QueryAggregate(
        function, value, rank, tokens.skip("as") ? tokens.word() : label.toString());
  }

  private static List<QueryRow> grouped(
      List<QueryRow> rows, Map<String, QueryExpression> by, List<QueryAggregate> aggregates) {
    Map<List<String>, List<QueryRow>> groups = new LinkedHashMap<>();
    if (by.isEmpty()) {
      groups.put(List.of(), rows);
    }
    for (QueryRow row : by.isEmpty() ? List.<QueryRow>of() : rows) {
      List<String> key = new ArrayList<>();
      by.values().forEach(each -> key.add(each.of(row)));
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
    }
    List<QueryRow> results = new ArrayList<>();
    groups.forEach(
        (key, members) -> {
          Map<String, String> fields = new LinkedHashMap<>();
          int i = 0;
          for (String label : by.keySet()) {
            put(fields, label, key.get(i++));
          }
          aggregates.forEach(each -> put(fields, each.label(), each.of(members)));
          results.add(QueryRow.of(fields));
        });
    return results;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private void sort(QueryTokens tokens) {
    tokens.skip("by");
    Comparator<QueryRow> order = (a, b) -> 0;
    do {
      QueryExpression key = QueryExpression.parse(tokens);
      boolean ascending = tokens.skip("asc") || !tokens.skip("desc");
      Comparator<QueryRow> next = (a, b) -> QueryValues.order(key.of(a), key.of(b));
      order = order.thenComparing(ascending ? next : next.reversed());
    } while (tokens.skip(","));
    sorted = true;
    Comparator<QueryRow> chosen = order;
    steps.add(rows -> rows.stream().sorted(chosen).toList());
  }

  private void limit(QueryTokens tokens, boolean last) {
    Token token = tokens.peek();
    String word = tokens.word();
    if (QueryValues.number(word) == null || word.length() > 5) {
      throw new MalformedQuery("unexpected symbol found " + word, token.start());
    }
    int count = Math.min(MAX_ROWS, QueryValues.number(word).intValue());
    if (last) {
      steps.add(rows -> rows.subList(Math.max(0, rows.size() - count), rows.size()));
    } else {
      limit = count;
    }
  }

  private void dedup(QueryTokens tokens) {
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.word());
    } while (tokens.skip(","));
    steps.add(
        rows -> {
          Set<List<String>> seen = new HashSet<>();
          return newestFirst(rows).stream()
              .filter(
                  row ->
                      seen.add(names.stream().map(name -> String.valueOf(row.get(name))).toList()))
              .toList();
        });
  }

  private List<QueryRow> newestFirst(List<QueryRow> rows) {
    if (sorted) {
      return rows;
    }
    List<QueryRow> ordered = new ArrayList<>(rows);
    Collections.reverse(ordered);
    ordered.sort((a, b) -> QueryValues.order(b.get(TIMESTAMP), a.get(TIMESTAMP)));
    return ordered;
  }

  /**
   * The results in order: the fields and values of each row.
   *
   * @param rows all events, earliest first
   * @param most the maximum number of results
   */
  List<Map<String, String>> run(List<QueryRow> rows, int most) {
    List<QueryRow> left = rows;
    for (Step step : steps) {
      left = step.apply(left);
    }
    left = newestFirst(left);
    List<String> names = shown.isEmpty() ? List.of(TIMESTAMP, "@message") : shown;
    List<Map<String, String>> results = new ArrayList<>();
    for (QueryRow row : left.subList(0, Math.min(left.size(), Math.min(most, limit)))) {
      Map<String, String> result = new LinkedHashMap<>();
      for (String name : names) {
        put(result, name, times.contains(name) ? QueryTimes.shown(row.get(name)) : row.get(name));
      }
      if (!aggregated) {
        result.put(POINTER, row.get(POINTER));
      }
      results.add(result);
    }
    return results;
  }

  /**
   * With an aggregation, all scanned events: those that pass the filters before it aren't counted.
   */
  int matched(List<Map<String, String>> results, int scanned) {
    return aggregated ? scanned : results.size();
  }
}
