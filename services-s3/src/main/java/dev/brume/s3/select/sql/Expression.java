package dev.brume.s3.select.sql;

import java.util.List;

/** A parsed expression. */
public sealed interface Expression {

  /** A value. */
  record Literal(Value value) implements Expression {}

  /**
   * A name with steps: {@code s.projects[0].name}.
   *
   * @param line the line in which the path begins
   * @param column the column in which the path begins
   */
  record Reference(SqlName root, List<Step> steps, int line, int column) implements Expression {
    /** Whether it names several values. */
    boolean hasWildcard() {
      return steps.stream().anyMatch(step -> step instanceof AnyStep);
    }
  }

  /** A step of a path. */
  sealed interface Step {}

  /** {@code .name} or {@code ['name']}. */
  record FieldStep(SqlName name) implements Step {}

  /** {@code [0]}. */
  record IndexStep(long index) implements Step {}

  /** {@code .*}, or {@code [*]} for the elements of an array. */
  record AnyStep(boolean isOfArray) implements Step {}

  /** {@code NOT operand}. */
  record Not(Expression operand) implements Expression {}

  /** {@code -operand}, or {@code +operand}. */
  record Sign(boolean isNegative, Expression operand) implements Expression {}

  /** Any number of conditions joined by AND, or by OR. */
  record Logic(boolean isAnd, List<Expression> operands) implements Expression {}

  /** {@code left operator right}. */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {}

  /** {@code operand BETWEEN low AND high}. */
  record Between(Expression operand, Expression low, Expression high) implements Expression {}

  /** {@code operand IN (...)}: {@code list} is a ListOf, or an expression with an array value. */
  record In(Expression operand, Expression list) implements Expression {}

  /** {@code operand LIKE pattern ESCAPE escape}; escape may be null. */
  record Like(Expression operand, Expression pattern, Expression escape) implements Expression {}

  /** {@code operand IS NULL}, IS MISSING, or IS a type. */
  record Is(Expression operand, Value.Absent absent, DataType type) implements Expression {}

  /** {@code CASE operand WHEN ... ELSE otherwise END}; operand and otherwise may be null. */
  record Case(Expression operand, List<When> cases, Expression otherwise) implements Expression {}

  /** {@code WHEN condition THEN result}. */
  record When(Expression condition, Expression result) {}

  /** {@code CAST(operand AS type)}. */
  record Cast(Expression operand, DataType type) implements Expression {}

  /** {@code name(arguments)}; the name is in lower case. */
  record Call(String name, List<Expression> arguments) implements Expression {}

  /** {@code DATE_ADD}, {@code DATE_DIFF} or {@code EXTRACT} with their date part. */
  record DateCall(String name, DatePart part, List<Expression> arguments) implements Expression {}

  /** {@code TRIM}: {@code characters} may be null. */
  record Trim(boolean isLeading, boolean isTrailing, Expression characters, Expression text)
      implements Expression {}

  /** {@code COUNT(operand)} and the like; the operand of {@code COUNT(*)} is null. */
  record Aggregate(AggregateFunction function, Expression operand) implements Expression {}

  /** {@code [a, b]}, or the right side of IN. */
  record ListOf(List<Expression> elements) implements Expression {}
}
