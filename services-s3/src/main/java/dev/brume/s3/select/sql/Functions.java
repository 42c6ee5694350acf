package dev.brume.s3.select.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The scalar functions. Except for COALESCE and NULLIF, an absent argument makes the result NULL.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-sql-functions.html">SQL
 *     functions</a>
 */
final class Functions {
  private static final Set<String> KNOWN =
      Set.of(
          "char_length",
          "character_length",
          "coalesce",
          "lower",
          "nullif",
          "substring",
          "to_string",
          "to_timestamp",
          "upper",
          "utcnow");

  private Functions() {}

  /** Refuses an unknown function. */
  static void requireKnown(String name) {
    if (!KNOWN.contains(name)) {
      throw SqlErrors.unsupportedFunction();
    }
  }

  /**
   * The function with that name applied to {@code arguments}.
   *
   * @param now the result of UTCNOW
   */
  static Evaluator of(String name, List<Evaluator> arguments, Timestamp now) {
    return switch (name) {
      case "char_length", "character_length" ->
          strict(arguments, 1, 1, values -> length(text(values.getFirst())));
      case "lower" ->
          strict(arguments, 1, 1, v -> new Value.Text(text(v.getFirst()).toLowerCase(Locale.ROOT)));
      case "upper" ->
          strict(arguments, 1, 1, v -> new Value.Text(text(v.getFirst()).toUpperCase(Locale.ROOT)));
      case "substring" -> strict(arguments, 2, 3, Functions::substring);
      case "to_string" ->
          strict(
              arguments,
              2,
              2,
              v -> new Value.Text(TimestampPattern.of(text(v.get(1))).format(time(v.get(0)))));
      case "to_timestamp" -> strict(arguments, 1, 2, Functions::toTimestamp);
      case "coalesce" -> coalesce(arguments);
      case "nullif" -> nullif(arguments);
      case "utcnow" -> strict(arguments, 0, 0, values -> new Value.Moment(now));
      default -> throw SqlErrors.unsupportedFunction();
    };
  }

  /** A function's result for present arguments. */
  private interface Body {
    Value of(List<Value> values);
  }

  private static Evaluator strict(List<Evaluator> arguments, int least, int most, Body body) {
    if (arguments.size() < least || arguments.size() > most) {
      throw SqlErrors.argumentCount();
    }
    return row -> {
      List<Value> values = new ArrayList<>(arguments.size());
      for (Evaluator argument : arguments) {
        Value value = argument.of(row);
        if (value.isAbsent()) {
          return Value.Absent.NULL;
        }
        values.add(value);
      }
      return body.of(values);
    };
  }

  private static String text(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw SqlErrors.argumentType();
  }

  private static long integer(Value value) {
    if (value instanceof Value.Int number) {
      return number.number();
    }
    throw SqlErrors.argumentType();
  }

  private static Timestamp time(Value value) {
    if (value instanceof Value.Moment moment) {
      return moment.time();
    }
    throw SqlErrors.argumentType();
  }

  private static Value length(String text) {
    return new Value.Int(text.codePointCount(0, text.length()));
  }

  /** Positions count from 1; positions before the text reduce the length. */
  private static Value substring(List<Value> values) {
    String text = text(values.get(0));
    int length = text.codePointCount(0, text.length());
    long start = integer(values.get(1));
    long end = length;
    if (values.size() == 3) {
      long asked = integer(values.get(2));
      if (asked < 0) {
        throw SqlErrors.illegalArgument();
      }
      end = start > length ? 0 : Math.min(length, start - 1 + Math.min(asked, 1L << 32));
    }
    long from = Math.max(1, start) - 1;
    if (from >= end) {
      return new Value.Text("");
    }
    int first = text.offsetByCodePoints(0, (int) from);
    return new Value.Text(
        text.substring(first, text.offsetByCodePoints(first, (int) (end - from))));
  }

  private static Value toTimestamp(List<Value> values) {
    String text = text(values.get(0));
    if (values.size() == 2) {
      return new Value.Moment(TimestampPattern.of(text(values.get(1))).parse(text));
    }
    Timestamp time = Timestamp.parse(text);
    if (time == null) {
      throw SqlErrors.of(
          "ValueParseFailure", "A timestamp parse failure occurred in the SQL expression.");
    }
    return new Value.Moment(time);
  }

  private static Evaluator coalesce(List<Evaluator> arguments) {
    if (arguments.isEmpty()) {
      throw SqlErrors.argumentCount();
    }
    return row -> {
      for (Evaluator argument : arguments) {
        Value value = argument.of(row);
        if (!value.isAbsent()) {
          return value;
        }
      }
      return Value.Absent.NULL;
    };
  }

  private static Evaluator nullif(List<Evaluator> arguments) {
    if (arguments.size() != 2) {
      throw SqlErrors.argumentCount();
    }
    return row -> {
      Value first = arguments.get(0).of(row);
      Value second = arguments.get(1).of(row);
      boolean same = first.isAbsent() || (!second.isAbsent() && SqlComparison.equal(first, second));
      return same ? Value.Absent.NULL : first;
    };
  }

  /** DATE_ADD, DATE_DIFF and EXTRACT. */
  static Evaluator ofDate(String name, DatePart part, List<Evaluator> arguments) {
    return switch (name) {
      case "date_add" ->
          strict(arguments, 2, 2, values -> dateAdd(part, values.get(0), values.get(1)));
      case "date_diff" ->
          strict(
              arguments,
              2,
              2,
              values -> new Value.Int(time(values.get(0)).until(time(values.get(1)), part)));
      case "extract" ->
          strict(arguments, 1, 1, values -> new Value.Int(time(values.getFirst()).get(part)));
      default -> throw SqlErrors.unsupportedFunction();
    };
  }

  private static Value dateAdd(DatePart part, Value amount, Value time) {
    Timestamp moved = time(time).plus(part, integer(amount));
    if (moved == null) {
      throw SqlErrors.illegalArgument();
    }
    return new Value.Moment(moved);
  }

  /** TRIM; {@code characters} may be null, for spaces. */
  static Evaluator trim(boolean leading, boolean trailing, Evaluator characters, Evaluator text) {
    List<Evaluator> arguments = characters == null ? List.of(text) : List.of(text, characters);
    return strict(
        arguments,
        1,
        2,
        values -> {
          String set = values.size() == 2 ? text(values.get(1)) : " ";
          int[] points = text(values.getFirst()).codePoints().toArray();
          int from = 0;
          int to = points.length;
          while (leading && from < to && set.indexOf(points[from]) >= 0) {
            from++;
          }
          while (trailing && from < to && set.indexOf(points[to - 1]) >= 0) {
            to--;
          }
          return new Value.Text(new String(points, from, to - from));
        });
  }
}
