package dev.brume.s3.select.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compiles expressions for evaluation over records. Errors that do not depend on records are
 * reported here: names, functions, numbers of arguments.
 */
final class Compiler {
  private final SqlNames names;
  private final Timestamp now;
  private final List<Accumulator> accumulators = new ArrayList<>();
  private boolean inAggregate;

  Compiler(SqlNames names, Timestamp now) {
    this.names = names;
    this.now = now;
  }

  /** The aggregates compiled so far. */
  List<Accumulator> accumulators() {
    return accumulators;
  }

  Evaluator compile(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> row -> literal.value();
      case Expression.Reference path -> names.resolve(path);
      case Expression.Not not -> not(compile(not.operand()));
      case Expression.Sign sign -> sign(sign.isNegative(), compile(sign.operand()));
      case Expression.Logic logic -> logic(logic.isAnd(), compileAll(logic.operands()));
      case Expression.Binary binary -> binary(binary);
      case Expression.Between between -> between(between);
      case Expression.In in -> in(in);
      case Expression.Like like -> like(like);
      case Expression.Is is -> is(is, compile(is.operand()));
      case Expression.Case cases -> cases(cases);
      case Expression.Cast cast -> {
        Evaluator operand = compile(cast.operand());
        yield row -> Casts.cast(operand.of(row), cast.type());
      }
      case Expression.Call call -> Functions.of(call.name(), compileAll(call.arguments()), now);
      case Expression.DateCall call ->
          Functions.ofDate(call.name(), call.part(), compileAll(call.arguments()));
      case Expression.Trim trim ->
          Functions.trim(
              trim.isLeading(),
              trim.isTrailing(),
              trim.characters() == null ? null : compile(trim.characters()),
              compile(trim.text()));
      case Expression.Aggregate aggregate -> aggregate(aggregate);
      case Expression.ListOf list -> {
        List<Evaluator> elements = compileAll(list.elements());
        yield row -> new Value.Sequence(elements.stream().map(element -> element.of(row)).toList());
      }
    };
  }

  private List<Evaluator> compileAll(List<Expression> expressions) {
    List<Evaluator> compiled = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      compiled.add(compile(expression));
    }
    return compiled;
  }

  /** TRUE, FALSE, or NULL for absent values. */
  private static Value truth(Value value) {
    if (value instanceof Value.Bool) {
      return value;
    }
    if (value.isAbsent()) {
      return Value.Absent.NULL;
    }
    throw SqlErrors.dataType();
  }

  private static Evaluator not(Evaluator operand) {
    return row -> {
      Value value = truth(operand.of(row));
      return value.isAbsent() ? value : Value.of(value == Value.Bool.FALSE);
    };
  }

  private static Evaluator sign(boolean negative, Evaluator operand) {
    return row -> {
      Value value = operand.of(row);
      if (value.isAbsent()) {
        return Value.Absent.NULL;
      }
      if (!Numbers.isNumber(value)) {
        throw SqlErrors.dataType();
      }
      return negative ? Numbers.negate(value) : value;
    };
  }

  /** AND is false as soon as one operand is, OR true; else an absent operand makes it NULL. */
  private static Evaluator logic(boolean and, List<Evaluator> operands) {
    Value decisive = Value.of(!and);
    return row -> {
      boolean open = false;
      for (Evaluator operand : operands) {
        Value value = truth(operand.of(row));
        if (value == decisive) {
          return decisive;
        }
        open |= value.isAbsent();
      }
      return open ? Value.Absent.NULL : Value.of(and);
    };
  }

  private Evaluator binary(Expression.Binary binary) {
    Evaluator left = compile(binary.left());
    Evaluator right = compile(binary.right());
    Operator operator = binary.operator();
    return row -> {
      Value a = left.of(row);
      Value b = right.of(row);
      return a.isAbsent() || b.isAbsent() ? Value.Absent.NULL : apply(operator, a, b);
    };
  }

  private static Value apply(Operator operator, Value a, Value b) {
    return switch (operator) {
      case EQUAL -> Value.of(SqlComparison.equal(a, b));
      case NOT_EQUAL -> Value.of(!SqlComparison.equal(a, b));
      case LESS -> Value.of(order(a, b) < 0);
      case LESS_OR_EQUAL -> Value.of(order(a, b) <= 0);
      case GREATER -> Value.of(order(a, b) > 0);
      case GREATER_OR_EQUAL -> Value.of(order(a, b) >= 0);
      case CONCATENATED -> {
        if (a instanceof Value.Text first && b instanceof Value.Text second) {
          yield new Value.Text(first.text() + second.text());
        }
        throw SqlErrors.dataType();
      }
      default -> {
        if (!Numbers.isNumber(a) || !Numbers.isNumber(b)) {
          throw SqlErrors.dataType();
        }
        yield Numbers.calculate(operator, a, b);
      }
    };
  }

  private static int order(Value a, Value b) {
    Integer order = SqlComparison.order(a, b);
    if (order == null) {
      throw SqlErrors.uncomparable();
    }
    return order;
  }

  private Evaluator between(Expression.Between between) {
    Evaluator operand = compile(between.operand());
    Evaluator low = compile(between.low());
    Evaluator high = compile(between.high());
    return row -> {
      Value value = operand.of(row);
      Value least = low.of(row);
      Value most = high.of(row);
      if (value.isAbsent() || least.isAbsent() || most.isAbsent()) {
        return Value.Absent.NULL;
      }
      return Value.of(order(value, least) >= 0 && order(value, most) <= 0);
    };
  }

  private Evaluator in(Expression.In in) {
    Evaluator operand = compile(in.operand());
    Set<String> texts = in.list() instanceof Expression.ListOf list ? texts(list) : null;
    if (texts != null) {
      return row -> {
        Value value = operand.of(row);
        return value.isAbsent()
            ? Value.Absent.NULL
            : Value.of(value instanceof Value.Text text && texts.contains(text.text()));
      };
    }
    Evaluator list = compile(in.list());
    return row -> contains(operand.of(row), list.of(row));
  }

  /** The strings, if the list only has strings; else null. */
  private static Set<String> texts(Expression.ListOf list) {
    Set<String> texts = new HashSet<>();
    for (Expression element : list.elements()) {
      if (!(element instanceof Expression.Literal literal
          && literal.value() instanceof Value.Text text)) {
        return null;
      }
      texts.add(text.text());
    }
    return texts;
  }

  private static Value contains(Value value, Value list) {
    if (value.isAbsent() || list.isAbsent()) {
      return Value.Absent.NULL;
    }
    if (!(list instanceof Value.Sequence sequence)) {
      throw SqlErrors.dataType();
    }
    boolean open = false;
    for (Value element : sequence.elements()) {
      if (element.isAbsent()) {
        open = true;
      } else if (SqlComparison.equal(value, element)) {
        return Value.Bool.TRUE;
      }
    }
    return open ? Value.Absent.NULL : Value.Bool.FALSE;
  }

  private Evaluator like(Expression.Like like) {
    Evaluator operand = compile(like.operand());
    Evaluator pattern = compile(like.pattern());
    Evaluator escape = like.escape() == null ? null : compile(like.escape());
    LikePattern constant = null;
    if (like.pattern() instanceof Expression.Literal(Value.Text(String text))) {
      if (escape == null) {
        constant = LikePattern.of(text, null);
      } else if (like.escape() instanceof Expression.Literal(Value.Text(String character))) {
        constant = LikePattern.of(text, character);
      }
    }
    LikePattern known = constant;
    return row -> {
      Value value = operand.of(row);
      Value form = pattern.of(row);
      Value except = escape == null ? null : escape.of(row);
      if (value.isAbsent() || form.isAbsent() || (except != null && except.isAbsent())) {
        return Value.Absent.NULL;
      }
      String text = likeText(value);
      LikePattern matcher =
          known != null
              ? known
              : LikePattern.of(likeText(form), except == null ? null : likeText(except));
      return Value.of(matcher.matches(text));
    };
  }

  private static String likeText(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw SqlErrors.of(
        "LikeInvalidInputs",
        "The argument given to the LIKE clause in the SQL expression is not valid.");
  }

  /** MISSING is NULL, but not vice versa. */
  private static Evaluator is(Expression.Is is, Evaluator operand) {
    if (is.absent() == Value.Absent.NULL) {
      return row -> Value.of(operand.of(row).isAbsent());
    }
    if (is.absent() == Value.Absent.MISSING) {
      return row -> Value.of(operand.of(row) == Value.Absent.MISSING);
    }
    return row -> Value.of(Casts.isOf(operand.of(row), is.type()));
  }

  private Evaluator cases(Expression.Case cases) {
    Evaluator operand = cases.operand() == null ? null : compile(cases.operand());
    List<Evaluator> conditions = new ArrayList<>();
    List<Evaluator> results = new ArrayList<>();
    for (Expression.When when : cases.cases()) {
      conditions.add(compile(when.condition()));
      results.add(compile(when.result()));
    }
    Evaluator otherwise =
        cases.otherwise() == null ? row -> Value.Absent.NULL : compile(cases.otherwise());
    return row -> {
      Value wanted = operand == null ? null : operand.of(row);
      for (int i = 0; i < conditions.size(); i++) {
        Value condition = conditions.get(i).of(row);
        boolean met =
            wanted == null
                ? truth(condition) == Value.Bool.TRUE
                : !wanted.isAbsent()
                    && !condition.isAbsent()
                    && SqlComparison.equal(wanted, condition);
        if (met) {
          return results.get(i).of(row);
        }
      }
      return otherwise.of(row);
    };
  }

  private Evaluator aggregate(Expression.Aggregate aggregate) {
    if (inAggregate) {
      throw SqlErrors.unsupportedStructure();
    }
    inAggregate = true;
    Evaluator operand = aggregate.operand() == null ? null : compile(aggregate.operand());
    inAggregate = false;
    Accumulator accumulator = new Accumulator(aggregate.function(), operand);
    accumulators.add(accumulator);
    return row -> accumulator.result();
  }
}
