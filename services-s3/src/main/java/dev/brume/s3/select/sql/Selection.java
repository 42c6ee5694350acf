package dev.brume.s3.select.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A query bound to its records' names. It counts and aggregates, so each run needs its own. Not for
 * use by several threads.
 */
public final class Selection {
  private final Query query;
  private final Evaluator where;
  private final List<Evaluator> projections = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private final List<Accumulator> accumulators;
  private long taken;

  /**
   * Binds {@code query}.
   *
   * @param now the result of UTCNOW
   * @throws dev.brume.core.error.AwsError if names or functions are unknown
   */
  public Selection(Query query, SqlNames names, Timestamp now) {
    this.query = query;
    Compiler compiler = new Compiler(names, now);
    where = query.where() == null ? null : compiler.compile(query.where());
    if (!compiler.accumulators().isEmpty()) {
      throw SqlErrors.unsupportedStructure();
    }
    boolean plain = query.projections().isEmpty();
    for (Query.SelectedColumn projection : query.projections()) {
      projections.add(compiler.compile(projection.expression()));
      columns.add(column(projection, columns.size() + 1));
      plain |= projection.isWhole() || namesRecord(projection.expression());
    }
    accumulators = compiler.accumulators();
    if (plain && !accumulators.isEmpty()) {
      throw SqlErrors.unsupportedStructure();
    }
  }

  /** Whether the expression refers to a record outside of aggregates. */
  private static boolean namesRecord(Expression expression) {
    return switch (expression) {
      case Expression.Reference path -> true;
      case Expression.Literal literal -> false;
      case Expression.Aggregate aggregate -> false;
      case Expression.Not not -> namesRecord(not.operand());
      case Expression.Sign sign -> namesRecord(sign.operand());
      case Expression.Logic logic -> anyNamesRecord(logic.operands());
      case Expression.Binary binary -> namesRecord(binary.left()) || namesRecord(binary.right());
      case Expression.Between between ->
          anyNamesRecord(List.of(between.operand(), between.low(), between.high()));
      case Expression.In in -> namesRecord(in.operand()) || namesRecord(in.list());
      case Expression.Like like -> namesRecord(like.operand()) || namesRecord(like.pattern());
      case Expression.Is is -> namesRecord(is.operand());
      case Expression.Case cases ->
          (cases.operand() != null && namesRecord(cases.operand()))
              || (cases.otherwise() != null && namesRecord(cases.otherwise()))
              || cases.cases().stream()
                  .anyMatch(when -> namesRecord(when.condition()) || namesRecord(when.result()));
      case Expression.Cast cast -> namesRecord(cast.operand());
      case Expression.Call call -> anyNamesRecord(call.arguments());
      case Expression.DateCall call -> anyNamesRecord(call.arguments());
      case Expression.Trim trim -> namesRecord(trim.text());
      case Expression.ListOf list -> anyNamesRecord(list.elements());
    };
  }

  private static boolean anyNamesRecord(List<Expression> expressions) {
    return expressions.stream().anyMatch(Selection::namesRecord);
  }

  /** The alias, else the last name of a path, else the position. */
  private static String column(Query.SelectedColumn projection, int position) {
    if (projection.alias() != null) {
      return projection.alias();
    }
    if (projection.expression() instanceof Expression.Reference path) {
      if (path.steps().isEmpty()) {
        return path.root().text();
      }
      if (path.steps().getLast() instanceof Expression.FieldStep field) {
        return field.name().text();
      }
    }
    return "_" + position;
  }

  /** Whether no more records are needed. */
  public boolean isDone() {
    return query.limit() != null && (accumulators.isEmpty() ? taken : 0) >= query.limit();
  }

  /**
   * Processes a record.
   *
   * @return its result, or null if it does not satisfy the condition or is only aggregated
   */
  public Value.Tuple take(Row row) {
    if (where != null) {
      Value met = where.of(row);
      if (!(met instanceof Value.Bool) && !met.isAbsent()) {
        throw SqlErrors.dataType();
      }
      if (met != Value.Bool.TRUE) {
        return null;
      }
    }
    if (accumulators.isEmpty()) {
      taken++;
      return project(row);
    }
    for (Accumulator accumulator : accumulators) {
      accumulator.add(row);
    }
    return null;
  }

  /** The final result after all records: the aggregates; else null. */
  public Value.Tuple finish() {
    return accumulators.isEmpty() || isDone() ? null : project(null);
  }

  private Value.Tuple project(Row row) {
    if (projections.isEmpty()) {
      return tuple(row.whole());
    }
    List<String> names = new ArrayList<>(projections.size());
    List<Value> values = new ArrayList<>(projections.size());
    for (int i = 0; i < projections.size(); i++) {
      Value value = projections.get(i).of(row);
      if (query.projections().get(i).isWhole()) {
        Value.Tuple whole = tuple(value);
        names.addAll(whole.names());
        values.addAll(whole.values());
      } else {
        names.add(columns.get(i));
        values.add(value);
      }
    }
    return new Value.Tuple(names, values);
  }

  /** A value that is not an object becomes one with the field {@code _1}. */
  private static Value.Tuple tuple(Value value) {
    if (value instanceof Value.Tuple tuple) {
      return tuple;
    }
    return value == Value.Absent.MISSING
        ? new Value.Tuple(List.of(), List.of())
        : new Value.Tuple(List.of("_1"), List.of(value));
  }
}
