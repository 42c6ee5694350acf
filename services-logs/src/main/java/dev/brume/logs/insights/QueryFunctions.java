package dev.brume.logs.insights;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The scalar functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html">
 *     Supported operations and functions</a>
 */
final class QueryFunctions {
  private QueryFunctions() {}

  /**
   * A function call.
   *
   * @param last the source text of the last argument, or its beginning
   * @throws MalformedQuery if there is no such function
   */
  static QueryExpression of(String name, List<QueryExpression> arguments, String last, int start) {
    return switch (name) {
      case "bin" -> {
        QueryPeriod period = QueryPeriod.of(last, start);
        yield row -> shown(row.get("@timestamp"), period::floor);
      }
      case "coalesce" ->
          row ->
              arguments.stream()
                  .map(a -> a.of(row))
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(null);
      case "concat" ->
          row -> {
            StringBuilder text = new StringBuilder();
            arguments.forEach(a -> text.append(Objects.requireNonNullElse(a.of(row), "")));
            return text.toString();
          };
      case "greatest", "least" ->
          row ->
              arguments.stream()
                  .map(a -> a.of(row))
                  .filter(Objects::nonNull)
                  .reduce((a, b) -> QueryValues.order(a, b) > 0 == name.equals("greatest") ? a : b)
                  .orElse(null);
      case "datefloor", "dateceil" -> {
        if (arguments.size() != 2) {
          throw new MalformedQuery("function " + name + " takes a time and a period", start);
        }
        QueryPeriod period = QueryPeriod.of(last, start);
        QueryExpression time = arguments.getFirst();
        yield name.equals("datefloor")
            ? row -> shown(time.of(row), period::floor)
            : row -> shown(time.of(row), period::ceil);
      }
      default -> ofOne(name, arguments, start);
    };
  }

  private static QueryExpression ofOne(String name, List<QueryExpression> arguments, int start) {
    if (arguments.isEmpty()) {
      throw new MalformedQuery("function " + name + " is not known or lacks arguments", start);
    }
    QueryExpression value = arguments.getFirst();
    return switch (name) {
      case "ispresent" -> row -> QueryValues.truth(value.of(row) != null);
      case "isempty" -> row -> QueryValues.truth(value.of(row) == null || value.of(row).isEmpty());
      case "isblank" -> row -> QueryValues.truth(value.of(row) == null || value.of(row).isBlank());
      case "abs" -> number(value, Math::abs);
      case "ceil" -> number(value, Math::ceil);
      case "floor" -> number(value, Math::floor);
      case "log" -> number(value, Math::log);
      case "sqrt" -> number(value, Math::sqrt);
      case "strlen" -> text(value, text -> Integer.toString(text.length()));
      case "tolower" -> text(value, text -> text.toLowerCase(Locale.ROOT));
      case "toupper" -> text(value, text -> text.toUpperCase(Locale.ROOT));
      case "trim" -> text(value, String::strip);
      case "ltrim" -> text(value, String::stripLeading);
      case "rtrim" -> text(value, String::stripTrailing);
      case "frommillis", "tomillis" -> value;
      default -> ofMore(name, arguments, start);
    };
  }

  private static QueryExpression ofMore(String name, List<QueryExpression> arguments, int start) {
    QueryExpression value = arguments.getFirst();
    if (arguments.size() < 2) {
      throw new MalformedQuery("function " + name + " is not known or lacks arguments", start);
    }
    QueryExpression second = arguments.get(1);
    return switch (name) {
      case "strcontains" ->
          row -> {
            String text = value.of(row);
            String part = second.of(row);
            return QueryValues.truth(text != null && part != null && text.contains(part));
          };
      case "replace" -> {
        QueryExpression third = arguments.get(arguments.size() - 1);
        yield row -> {
          String text = value.of(row);
          String part = second.of(row);
          String by = third.of(row);
          return text == null || part == null || by == null ? text : text.replace(part, by);
        };
      }
      case "substr" ->
          row ->
              substring(
                  value.of(row),
                  second.of(row),
                  arguments.size() > 2 ? arguments.get(2).of(row) : null);
      default -> throw new MalformedQuery("function " + name + " is not known", start);
    };
  }

  private static String substring(String text, String from, String count) {
    BigDecimal start = QueryValues.number(from);
    if (text == null || start == null) {
      return null;
    }
    int begin = between(start.longValue(), 0, text.length());
    BigDecimal length = QueryValues.number(count);
    int end =
        length == null ? text.length() : between(begin + length.longValue(), begin, text.length());
    return text.substring(begin, end);
  }

  private static int between(long value, int least, int most) {
    return (int) Math.max(least, Math.min(most, value));
  }

  private static QueryExpression number(QueryExpression value, DoubleUnaryOperator function) {
    return row -> {
      BigDecimal number = QueryValues.number(value.of(row));
      return number == null
          ? null
          : QueryValues.shown(QueryValues.ofDouble(function.applyAsDouble(number.doubleValue())));
    };
  }

  private static QueryExpression text(QueryExpression value, UnaryOperator<String> function) {
    return row -> {
      String text = value.of(row);
      return text == null ? null : function.apply(text);
    };
  }

  /** A time in milliseconds after a function of it; null if it is none. */
  private static String shown(String millis, LongUnaryOperator function) {
    BigDecimal number = QueryValues.number(millis);
    return number == null ? null : Long.toString(function.applyAsLong(number.longValue()));
  }
}
