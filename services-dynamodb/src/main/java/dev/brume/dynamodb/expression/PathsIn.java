package dev.brume.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/** The document paths that an expression reads. */
public final class PathsIn {
  private final List<Path> paths = new ArrayList<>();

  private PathsIn() {}

  /** All paths of {@code expression}, in order; empty for null. */
  public static List<Path> of(BooleanExpression expression) {
    PathsIn found = new PathsIn();
    if (expression != null) {
      found.add(expression);
    }
    return found.paths;
  }

  private void add(BooleanExpression expression) {
    switch (expression) {
      case BooleanExpression.And and -> {
        add(and.left());
        add(and.right());
      }
      case BooleanExpression.Or or -> {
        add(or.left());
        add(or.right());
      }
      case BooleanExpression.Not not -> add(not.inner());
      case BooleanExpression.Comparison comparison -> {
        add(comparison.left());
        add(comparison.right());
      }
      case BooleanExpression.Between between -> {
        add(between.value());
        add(between.low());
        add(between.high());
      }
      case BooleanExpression.In in -> {
        add(in.value());
        in.candidates().forEach(this::add);
      }
      case BooleanExpression.Test test -> add(test.call());
    }
  }

  private void add(Operand operand) {
    switch (operand) {
      case Path path -> paths.add(path);
      case Operand.Call call -> call.arguments().forEach(this::add);
      case Operand.Arithmetic sum -> {
        add(sum.left());
        add(sum.right());
      }
      case Operand.Literal literal -> {
        // reads nothing
      }
      case Operand.Placeholder placeholder -> {
        // reads nothing
      }
    }
  }
}
