package dev.brume.s3.select.sql;

import java.math.BigDecimal;

/**
 * The state of an aggregate over the records. Absent values are skipped; only numbers are accepted,
 * except by COUNT.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-aggregate.html">Aggregate
 *     functions</a>
 */
final class Accumulator {
  private final AggregateFunction function;

  /** Null for {@code COUNT(*)}. */
  private final Evaluator operand;

  private long count;
  private Value kept;

  Accumulator(AggregateFunction function, Evaluator operand) {
    this.function = function;
    this.operand = operand;
  }

  void add(Row row) {
    if (operand == null) {
      count++;
      return;
    }
    Value value = operand.of(row);
    if (value.isAbsent()) {
      return;
    }
    count++;
    if (function == AggregateFunction.COUNT) {
      return;
    }
    if (!Numbers.isNumber(value)) {
      throw SqlErrors.argumentType();
    }
    if (kept == null) {
      kept = value;
      return;
    }
    kept =
        switch (function) {
          case MAX -> SqlComparison.order(value, kept) > 0 ? value : kept;
          case MIN -> SqlComparison.order(value, kept) < 0 ? value : kept;
          case SUM, AVG -> sum(value);
          case COUNT -> throw new IllegalStateException();
        };
  }

  /** An average's sum may exceed an integer. */
  private Value sum(Value value) {
    boolean average = function == AggregateFunction.AVG && kept instanceof Value.Int;
    Value left = average ? new Value.Decimal(Numbers.decimal(kept)) : kept;
    return Numbers.calculate(Operator.PLUS, left, value);
  }

  Value result() {
    if (function == AggregateFunction.COUNT) {
      return new Value.Int(count);
    }
    if (kept == null) {
      return Value.Absent.NULL;
    }
    if (function != AggregateFunction.AVG) {
      return kept;
    }
    return kept instanceof Value.Float sum
        ? new Value.Float(sum.number() / count)
        : new Value.Decimal(
            Numbers.decimal(kept).divide(BigDecimal.valueOf(count), Numbers.PRECISION));
  }
}
