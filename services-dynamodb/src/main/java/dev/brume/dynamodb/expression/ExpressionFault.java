package dev.brume.dynamodb.expression;

/**
 * An error in an expression, in AWS's words without the expression's kind as prefix. It carries no
 * stack trace.
 */
public final class ExpressionFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExpressionFault(String message) {
    super(message, null, false, false);
  }
}
