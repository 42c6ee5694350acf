package dev.brume.s3.select.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses a SELECT statement: list, FROM, WHERE, LIMIT.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-select.html">SELECT
 *     command</a>
 */
final class QueryParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;

  QueryParser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  Query query() {
    SqlToken first = tokens.peek();
    if (!tokens.takeIf("select")) {
      throw SqlErrors.found("ParseUnsupportedSyntax", "Unsupported Syntax", first);
    }
    if (tokens.peek().is("distinct") || tokens.peek().is("value")) {
      throw SqlErrors.unsupportedStructure();
    }
    tokens.takeIf("all");
    List<Query.SelectedColumn> projections = projections();
    if (!tokens.takeIf("from")) {
      throw SqlErrors.found(
          "ParseSelectMissingFrom", "Missing FROM after SELECT list", tokens.peek());
    }
    Query.Source source = source();
    Expression where = tokens.takeIf("where") ? expressions.expression() : null;
    refuseGroups();
    Long limit = tokens.takeIf("limit") ? limit() : null;
    tokens.takeIf(TokenType.SEMICOLON);
    if (tokens.peek().type() != TokenType.EOF) {
      throw SqlErrors.unexpectedToken(tokens.peek());
    }
    return new Query(projections, source, where, limit);
  }

  /** S3's parser recognizes GROUP BY without supporting it; it does not recognize ORDER BY. */
  private void refuseGroups() {
    boolean grouped = false;
    if (tokens.takeIf("group")) {
      tokens.expectKeyword("by");
      do {
        expressions.expression();
      } while (tokens.takeIf(TokenType.COMMA));
      grouped = true;
    }
    if (tokens.takeIf("having")) {
      expressions.expression();
      grouped = true;
    }
    if (grouped && (tokens.peek().type() == TokenType.EOF || tokens.peek().is("limit"))) {
      throw SqlErrors.unsupportedStructure();
    }
  }

  private List<Query.SelectedColumn> projections() {
    if (tokens.peek().is("from") || tokens.peek().type() == TokenType.EOF) {
      throw SqlErrors.found("ParseEmptySelect", "Found empty SELECT list", tokens.peek());
    }
    List<Query.SelectedColumn> projections = new ArrayList<>();
    boolean all = false;
    do {
      if (tokens.takeIf(TokenType.STAR)) {
        all = true;
      } else {
        projections.add(projection());
      }
      if (all && (!projections.isEmpty() || tokens.peek().type() == TokenType.COMMA)) {
        throw SqlErrors.of(
            "ParseAsteriskIsNotAloneInSelectList",
            "Other expressions are not allowed in the SELECT list when * is used without dot"
                + " notation in the SQL expression.");
      }
    } while (tokens.takeIf(TokenType.COMMA));
    return projections;
  }

  private Query.SelectedColumn projection() {
    Expression expression = expressions.expression();
    boolean whole = false;
    if (expression instanceof Expression.Reference path && path.hasWildcard()) {
      expression = withoutLastWildcard(path);
      whole = true;
    }
    return new Query.SelectedColumn(expression, alias(), whole);
  }

  /** In a SELECT list {@code .*} may only be the end of a path without brackets. */
  private static Expression.Reference withoutLastWildcard(Expression.Reference path) {
    List<Expression.Step> steps = path.steps().subList(0, path.steps().size() - 1);
    boolean atEnd = path.steps().getLast() instanceof Expression.AnyStep any && !any.isOfArray();
    if (!atEnd || steps.stream().anyMatch(step -> step instanceof Expression.AnyStep)) {
      throw SqlErrors.of(
          "ParseInvalidContextForWildcardInSelectList",
          "The use of * in the SELECT list in the SQL expression is not valid.");
    }
    if (steps.stream().anyMatch(step -> step instanceof Expression.IndexStep)) {
      throw SqlErrors.of(
          "ParseCannotMixSqbAndWildcardInSelectList",
          "Cannot mix [] and * in the same expression in a SELECT list in the SQL expression.");
    }
    return new Expression.Reference(path.root(), List.copyOf(steps), path.line(), path.column());
  }

  private String alias() {
    if (tokens.takeIf(TokenType.AS)) {
      if (!tokens.peek().isName()) {
        throw SqlErrors.found(
            "ParseExpectedIdentForAlias", "Expected identifier for alias", tokens.peek());
      }
      return tokens.take().text();
    }
    return tokens.peek().isName() ? tokens.take().text() : null;
  }

  private Query.Source source() {
    SqlToken table = tokens.peek();
    if (table.is("select") || table.type() == TokenType.LEFT_PAREN) {
      throw SqlErrors.found("ParseUnsupportedSelect", "Unsupported use of SELECT", table);
    }
    if (!table.isName()) {
      throw table.type() == TokenType.KEYWORD
          ? SqlErrors.unexpectedKeyword(table)
          : SqlErrors.found("ParseUnexpectedTerm", "Unexpected term found", table);
    }
    if (!new SqlName("S3Object", false).matches(table.text())) {
      throw SqlErrors.invalidTableAlias(table.line(), table.column());
    }
    tokens.take();
    List<Expression.Step> steps = expressions.steps();
    boolean ofArray =
        !steps.isEmpty() && steps.getFirst() instanceof Expression.AnyStep any && any.isOfArray();
    if (!steps.isEmpty() && !ofArray) {
      throw SqlErrors.invalidKeyPath();
    }
    List<Expression.Step> path = ofArray ? steps.subList(1, steps.size()) : steps;
    SqlName alias = sourceAlias();
    if (tokens.peek().type() == TokenType.COMMA) {
      throw SqlErrors.of(
          "MultipleDataSourcesUnsupported", "Multiple data sources are not supported.");
    }
    refuseJoin(tokens.peek());
    return new Query.Source(List.copyOf(path), alias, ofArray);
  }

  private SqlName sourceAlias() {
    boolean named = tokens.takeIf(TokenType.AS);
    if (tokens.peek().isName()) {
      return tokens.take().name();
    }
    if (named) {
      throw SqlErrors.found(
          "ParseExpectedIdentForAlias", "Expected identifier for alias", tokens.peek());
    }
    if (tokens.peek().is("at")) {
      throw SqlErrors.found("ParseUnsupportedAlias", "Unsupported syntax for alias", tokens.peek());
    }
    return null;
  }

  private static void refuseJoin(SqlToken token) {
    for (String word : List.of("join", "inner", "left", "right", "full", "cross", "outer")) {
      if (token.is(word)) {
        throw SqlErrors.of("ParseMalformedJoin", "JOIN is not supported in the SQL expression.");
      }
    }
  }

  private long limit() {
    SqlToken token = tokens.peek();
    boolean negative = tokens.takeIf("-");
    if (!(tokens.peek().value() instanceof Value.Int number)) {
      throw SqlErrors.found("ParseExpectedNumber", "Expected number, found", token);
    }
    tokens.take();
    if (negative && number.number() > 0) {
      throw SqlErrors.of("EvaluatorNegativeLimit", "LIMIT must not be negative.");
    }
    return number.number();
  }
}
