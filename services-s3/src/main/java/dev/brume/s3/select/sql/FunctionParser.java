package dev.brume.s3.select.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parses function calls, and CASE and CAST. */
final class FunctionParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;

  FunctionParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression call() {
    SqlToken token = tokens.take();
    String name = token.text().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "case" -> caseOf();
      case "cast" -> cast();
      case "substring" -> substring();
      case "trim" -> trim();
      case "extract" -> extract();
      case "date_add", "date_diff" -> dateCall(name);
      case "select" ->
          throw SqlErrors.found("ParseUnsupportedSelect", "Unsupported use of SELECT", token);
      case "avg", "count", "max", "min", "sum" -> aggregate(token, name);
      default -> plain(token, name);
    };
  }

  private Expression plain(SqlToken token, String name) {
    if (tokens.peek().type() != TokenType.LEFT_PAREN) {
      throw SqlErrors.unexpectedKeyword(token);
    }
    tokens.take();
    if (tokens.peek().type() == TokenType.STAR) {
      throw unsupportedStar();
    }
    Functions.requireKnown(name);
    return new Expression.Call(name, expressions.listUntil(TokenType.RIGHT_PAREN));
  }

  private static RuntimeException unsupportedStar() {
    return SqlErrors.of(
        "ParseUnsupportedCallWithStar",
        "Only COUNT with (*) as a parameter is supported in the SQL expression.");
  }

  private Expression aggregate(SqlToken token, String name) {
    if (tokens.peek().type() != TokenType.LEFT_PAREN) {
      throw SqlErrors.unexpectedKeyword(token);
    }
    tokens.take();
    AggregateFunction function = AggregateFunction.named(name);
    if (tokens.peek().type() == TokenType.STAR) {
      if (function != AggregateFunction.COUNT) {
        throw unsupportedStar();
      }
      tokens.take();
      tokens.expect(TokenType.RIGHT_PAREN);
      return new Expression.Aggregate(function, null);
    }
    if (tokens.peek().is("distinct")) {
      throw SqlErrors.unsupportedStructure();
    }
    tokens.takeIf("all");
    List<Expression> arguments = expressions.listUntil(TokenType.RIGHT_PAREN);
    if (arguments.size() != 1) {
      throw SqlErrors.of(
          "ParseNonUnaryAgregateFunctionCall",
          "Only one argument is supported for aggregate functions in the SQL expression.");
    }
    return new Expression.Aggregate(function, arguments.getFirst());
  }

  private Expression caseOf() {
    Expression operand = tokens.peek().is("when") ? null : expressions.expression();
    List<Expression.When> cases = new ArrayList<>();
    while (tokens.takeIf("when")) {
      Expression condition = expressions.expression();
      tokens.expectKeyword("then");
      cases.add(new Expression.When(condition, expressions.expression()));
    }
    if (cases.isEmpty()) {
      throw SqlErrors.found(
          "ParseExpectedWhenClause", "Expected WHEN clause in CASE", tokens.peek());
    }
    Expression otherwise = tokens.takeIf("else") ? expressions.expression() : null;
    tokens.expectKeyword("end");
    return new Expression.Case(operand, List.copyOf(cases), otherwise);
  }

  private Expression cast() {
    if (!tokens.takeIf(TokenType.LEFT_PAREN)) {
      throw SqlErrors.found(
          "ParseExpectedLeftParenAfterCast", "Expected left parenthesis after CAST", tokens.peek());
    }
    Expression operand = expressions.expression();
    tokens.expect(TokenType.AS);
    DataType type = type();
    tokens.expect(TokenType.RIGHT_PAREN);
    if (!type.isSupported()) {
      throw SqlErrors.dataType();
    }
    return new Expression.Cast(operand, type);
  }

  /** The name of a type. Precision and scale are parsed and, as on S3, ignored. */
  DataType type() {
    SqlToken token = tokens.peek();
    DataType type = token.type() == TokenType.KEYWORD ? DataType.named(token.text()) : null;
    if (type == null) {
      throw SqlErrors.found("ParseExpectedTypeName", "Expected type name, found", token);
    }
    tokens.take();
    if (token.is("double")) {
      tokens.takeIf("precision");
    } else if (token.is("character")) {
      tokens.takeIf("varying");
    }
    if (tokens.takeIf(TokenType.LEFT_PAREN)) {
      typeParameters(type);
    }
    return type;
  }

  private void typeParameters(DataType type) {
    int count = 0;
    do {
      SqlToken parameter = tokens.take();
      if (!(parameter.value() instanceof Value.Int)) {
        throw SqlErrors.found(
            "ParseInvalidTypeParam", "Invalid value used for type parameter", parameter);
      }
      count++;
    } while (tokens.takeIf(TokenType.COMMA));
    tokens.expect(TokenType.RIGHT_PAREN);
    if (count > type.mostParameters()) {
      throw SqlErrors.of("ParseCastArity", "The SQL expression CAST has incorrect arity.");
    }
  }

  private void leftParen() {
    if (!tokens.takeIf(TokenType.LEFT_PAREN)) {
      throw SqlErrors.found(
          "ParseExpectedLeftParenBuiltinFunctionCall", "Expected left parenthesis", tokens.peek());
    }
  }

  private void rightParen() {
    if (!tokens.takeIf(TokenType.RIGHT_PAREN)) {
      throw SqlErrors.found(
          "ParseExpectedRightParenBuiltinFunctionCall",
          "Expected right parenthesis",
          tokens.peek());
    }
  }

  /** {@code SUBSTRING(text FROM start FOR length)}, or with commas. */
  private Expression substring() {
    leftParen();
    List<Expression> arguments = new ArrayList<>();
    arguments.add(expressions.expression());
    boolean words = tokens.takeIf("from");
    if (!words && !tokens.takeIf(TokenType.COMMA)) {
      throw SqlErrors.found(
          "ParseExpectedArgumentDelimiter", "Expected argument delimiter", tokens.peek());
    }
    arguments.add(expressions.expression());
    if (words ? tokens.takeIf("for") : tokens.takeIf(TokenType.COMMA)) {
      arguments.add(expressions.expression());
    } else if (tokens.peek().type() != TokenType.RIGHT_PAREN) {
      throw SqlErrors.found("ParseExpected2TokenTypes", "Unexpected token", tokens.peek());
    }
    rightParen();
    return new Expression.Call("substring", arguments);
  }

  /** {@code TRIM([LEADING | TRAILING | BOTH] [characters] FROM text)}, or only the text. */
  private Expression trim() {
    leftParen();
    boolean leading = tokens.takeIf("leading");
    boolean trailing = !leading && tokens.takeIf("trailing");
    boolean specified = leading || trailing || tokens.takeIf("both");
    Expression characters = null;
    Expression text = null;
    if (!tokens.peek().is("from")) {
      characters = expressions.expression();
    }
    if (tokens.takeIf("from")) {
      text = expressions.expression();
    } else if (specified) {
      throw SqlErrors.expectedKeyword("from", tokens.peek());
    }
    rightParen();
    return text == null
        ? new Expression.Trim(true, true, null, characters)
        : new Expression.Trim(!trailing, !leading, characters, text);
  }

  private DatePart datePart() {
    SqlToken token = tokens.peek();
    boolean word = token.type() == TokenType.KEYWORD || token.type() == TokenType.IDENTIFIER;
    DatePart part = word ? DatePart.named(token.text()) : null;
    if (part == null) {
      throw SqlErrors.found(
          "ParseExpectedDatePart",
          "Expected one of: [year, month, day, hour, minute, second, timezone_hour,"
              + " timezone_minute], found",
          token);
    }
    tokens.take();
    return part;
  }

  private Expression extract() {
    leftParen();
    DatePart part = datePart();
    tokens.expectKeyword("from");
    Expression time = expressions.expression();
    rightParen();
    return new Expression.DateCall("extract", part, List.of(time));
  }

  private Expression dateCall(String name) {
    leftParen();
    DatePart part = datePart();
    tokens.expect(TokenType.COMMA);
    Expression first = expressions.expression();
    tokens.expect(TokenType.COMMA);
    Expression second = expressions.expression();
    rightParen();
    if (part == DatePart.TIMEZONE_HOUR || part == DatePart.TIMEZONE_MINUTE) {
      throw SqlErrors.illegalArgument();
    }
    return new Expression.DateCall(name, part, List.of(first, second));
  }
}
