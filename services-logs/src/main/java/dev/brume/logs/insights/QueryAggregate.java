package dev.brume.logs.insights;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An aggregate function over the rows of a group.
 *
 * @param name such as {@code avg}
 * @param value its argument; null for {@code *}
 * @param rank the percentile of {@code pct}, 0 to 100
 * @param label the column name of its value
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html">stats</a>
 */
record QueryAggregate(String name, QueryExpression value, double rank, String label) {
  private static final List<String> NAMES =
      List.of(
          "count",
          "count_distinct",
          "sum",
          "avg",
          "min",
          "max",
          "stddev",
          "pct",
          "median",
          "earliest",
          "latest",
          "sortsfirst",
          "sortslast");

  static boolean isName(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The value for the rows of a group; null if there is none. */
  String of(List<QueryRow> rows) {
    if (value == null) {
      return Integer.toString(rows.size());
    }
    List<String> values = rows.stream().map(value::of).filter(Objects::nonNull).toList();
    return switch (name) {
      case "count" -> Integer.toString(values.size());
      case "count_distinct" -> Long.toString(values.stream().distinct().count());
      case "min", "sortsfirst" -> values.stream().min(QueryValues::order).orElse(null);
      case "max", "sortslast" -> values.stream().max(QueryValues::order).orElse(null);
      case "earliest" -> at(rows, false);
      case "latest" -> at(rows, true);
      default ->
          QueryValues.shown(
              numeric(values.stream().map(QueryValues::number).filter(Objects::nonNull).toList()));
    };
  }

  private String at(List<QueryRow> rows, boolean latest) {
    Comparator<QueryRow> order =
        (a, b) -> QueryValues.order(a.get("@timestamp"), b.get("@timestamp"));
    return rows.stream()
        .filter(row -> value.of(row) != null)
        .max(latest ? order : order.reversed())
        .map(value::of)
        .orElse(null);
  }

  private BigDecimal numeric(List<BigDecimal> numbers) {
    if (numbers.isEmpty()) {
      return null;
    }
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal count = BigDecimal.valueOf(numbers.size());
    return switch (name) {
      case "sum" -> sum;
      case "avg" -> sum.divide(count, MathContext.DECIMAL64);
      case "stddev" -> deviation(numbers, sum.doubleValue() / numbers.size());
      default -> percentile(numbers);
    };
  }

  private static BigDecimal deviation(List<BigDecimal> numbers, double mean) {
    double squares = numbers.stream().mapToDouble(n -> Math.pow(n.doubleValue() - mean, 2)).sum();
    return QueryValues.ofDouble(Math.sqrt(squares / numbers.size()));
  }

  private BigDecimal percentile(List<BigDecimal> numbers) {
    List<BigDecimal> sorted = numbers.stream().sorted().toList();
    int index = (int) Math.ceil(rank / 100 * sorted.size()) - 1;
    return sorted.get(Math.max(0, Math.min(index, sorted.size() - 1)));
  }
}
