package dev.brume.s3.select.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses expressions by operator precedence; expressions that are nested too deeply are refused.
 */
final class ExpressionParser {
  /** The deepest nesting: AWS states no number for MaxOperatorsExceeded. */
  private static final int MAX_DEPTH = 200;

  /** The longest chain of operators with the same precedence, except AND and OR, which are flat. */
  private static final int MAX_CHAIN = 1_000;

  private final Tokens tokens;
  private final FunctionParser functions;
  private int depth;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
    this.functions = new FunctionParser(tokens, this);
  }

  Expression expression() {
    return expression(0);
  }

  /** An expression of operators that bind more strongly than {@code strength}. */
  private Expression expression(int strength) {
    if (++depth > MAX_DEPTH) {
      throw SqlErrors.tooComplex();
    }
    Expression left = unary();
    int chained = 0;
    while (true) {
      SqlToken token = tokens.peek();
      boolean negated = token.is("not");
      Operator operator = Operator.of(negated ? tokens.peekSecond() : token);
      if (operator == null || operator.strength() <= strength) {
        break;
      }
      if (negated && !isNegatable(operator)) {
        break;
      }
      if (++chained > MAX_CHAIN) {
        throw SqlErrors.tooComplex();
      }
      tokens.take();
      if (negated) {
        tokens.take();
      }
      Expression joined = joined(left, operator);
      left = negated ? new Expression.Not(joined) : joined;
    }
    depth--;
    return left;
  }

  private static boolean isNegatable(Operator operator) {
    return operator == Operator.IN || operator == Operator.LIKE || operator == Operator.BETWEEN;
  }

  /** Combines {@code left operator} with the following operand. */
  private Expression joined(Expression left, Operator operator) {
    return switch (operator) {
      case AND, OR -> logic(left, operator);
      case IS -> is(left);
      case BETWEEN -> {
        Expression low = expression(operator.strength());
        tokens.expectKeyword("and");
        yield new Expression.Between(left, low, expression(operator.strength()));
      }
      case LIKE -> {
        Expression pattern = expression(operator.strength());
        Expression escape = tokens.takeIf("escape") ? expression(operator.strength()) : null;
        yield new Expression.Like(left, pattern, escape);
      }
      case IN ->
          new Expression.In(
              left,
              tokens.peek().type() == TokenType.LEFT_PAREN
                  ? new Expression.ListOf(parenthesised())
                  : expression(operator.strength()));
      default -> new Expression.Binary(operator, left, expression(operator.strength()));
    };
  }

  private Expression logic(Expression left, Operator operator) {
    List<Expression> operands = new ArrayList<>();
    operands.add(left);
    do {
      operands.add(expression(operator.strength()));
    } while (tokens.takeIf(operator == Operator.AND ? "and" : "or"));
    return new Expression.Logic(operator == Operator.AND, List.copyOf(operands));
  }

  private Expression is(Expression left) {
    boolean negated = tokens.takeIf("not");
    Expression is;
    if (tokens.takeIf(TokenType.NULL)) {
      is = new Expression.Is(left, Value.Absent.NULL, null);
    } else if (tokens.takeIf(TokenType.MISSING)) {
      is = new Expression.Is(left, Value.Absent.MISSING, null);
    } else {
      is = new Expression.Is(left, null, functions.type());
    }
    return negated ? new Expression.Not(is) : is;
  }

  private Expression unary() {
    SqlToken token = tokens.peek();
    if (token.is("not")) {
      tokens.take();
      return new Expression.Not(expression(Operator.NOT_STRENGTH));
    }
    if (!token.is("-") && !token.is("+")) {
      return path();
    }
    tokens.take();
    if (++depth > MAX_DEPTH) {
      throw SqlErrors.tooComplex();
    }
    Expression operand = unary();
    depth--;
    boolean negative = token.is("-");
    if (operand instanceof Expression.Literal literal && Numbers.isNumber(literal.value())) {
      return negative ? new Expression.Literal(Numbers.negate(literal.value())) : literal;
    }
    return new Expression.Sign(negative, operand);
  }

  private Expression path() {
    SqlToken token = tokens.peek();
    if (token.isName() && tokens.peekSecond().type() != TokenType.LEFT_PAREN) {
      tokens.take();
      return new Expression.Reference(token.name(), steps(), token.line(), token.column());
    }
    Expression term = term();
    SqlToken next = tokens.peek();
    if (next.type() == TokenType.DOT || next.type() == TokenType.LEFT_BRACKET) {
      throw SqlErrors.unexpectedToken(next);
    }
    return term;
  }

  /** The steps after a name. */
  List<Expression.Step> steps() {
    List<Expression.Step> steps = new ArrayList<>();
    while (true) {
      if (tokens.takeIf(TokenType.DOT)) {
        steps.add(dotStep());
      } else if (tokens.takeIf(TokenType.LEFT_BRACKET)) {
        steps.add(bracketStep());
        tokens.expect(TokenType.RIGHT_BRACKET);
      } else {
        return List.copyOf(steps);
      }
      if (steps.size() > MAX_CHAIN) {
        throw SqlErrors.tooComplex();
      }
    }
  }

  private Expression.Step dotStep() {
    SqlToken token = tokens.peek();
    if (token.isName()) {
      return new Expression.FieldStep(tokens.take().name());
    }
    if (token.type() == TokenType.STAR) {
      tokens.take();
      return new Expression.AnyStep(false);
    }
    throw SqlErrors.invalidPathComponent(token);
  }

  private Expression.Step bracketStep() {
    SqlToken token = tokens.peek();
    if (tokens.takeIf(TokenType.STAR)) {
      return new Expression.AnyStep(true);
    }
    if (token.value() instanceof Value.Int index) {
      tokens.take();
      return new Expression.IndexStep(index.number());
    }
    if (token.value() instanceof Value.Text name) {
      tokens.take();
      return new Expression.FieldStep(new SqlName(name.text(), true));
    }
    throw SqlErrors.invalidPathComponent(token);
  }

  private Expression term() {
    SqlToken token = tokens.peek();
    return switch (token.type()) {
      case LITERAL, ION_LITERAL, NULL, MISSING -> new Expression.Literal(tokens.take().value());
      case LEFT_PAREN -> {
        List<Expression> group = parenthesised();
        yield group.size() == 1 ? group.getFirst() : new Expression.ListOf(group);
      }
      case LEFT_BRACKET -> {
        tokens.take();
        yield new Expression.ListOf(listUntil(TokenType.RIGHT_BRACKET));
      }
      case KEYWORD, IDENTIFIER, QUOTED_IDENTIFIER -> functions.call();
      case OPERATOR ->
          throw SqlErrors.found("ParseUnexpectedOperator", "Unexpected operator", token);
      case EOF -> throw SqlErrors.found("ParseExpectedExpression", "Expected expression", token);
      default -> throw SqlErrors.found("ParseUnexpectedTerm", "Unexpected term found", token);
    };
  }

  private List<Expression> parenthesised() {
    SqlToken open = tokens.expect(TokenType.LEFT_PAREN);
    if (tokens.peek().type() == TokenType.RIGHT_PAREN) {
      throw SqlErrors.found("ParseExpectedExpression", "Expected expression", open);
    }
    return listUntil(TokenType.RIGHT_PAREN);
  }

  /** Comma-separated expressions up to {@code end}, which is consumed; there may be none. */
  List<Expression> listUntil(TokenType end) {
    List<Expression> list = new ArrayList<>();
    if (tokens.takeIf(end)) {
      return list;
    }
    do {
      list.add(expression());
    } while (tokens.takeIf(TokenType.COMMA));
    tokens.expect(end);
    return list;
  }
}
