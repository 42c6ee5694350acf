package dev.brume.s3.select.sql;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A parsed SELECT statement.
 *
 * @param projections what is asked for; empty for {@code *}
 * @param source what the FROM clause says
 * @param where the condition, or null
 * @param limit how many records at most, or null
 */
public record Query(List<SelectedColumn> projections, Source source, Expression where, Long limit) {

  /** The longest expression: 256 KB. */
  public static final int MAX_BYTES = 256 * 1024;

  /**
   * One of the things asked for.
   *
   * @param expression what it is
   * @param alias the name that the query gives it, or null
   * @param isWhole whether it stands for all fields of what the expression is: {@code s.*}
   */
  public record SelectedColumn(Expression expression, String alias, boolean isWhole) {}

  /**
   * The FROM clause.
   *
   * @param path what follows {@code S3Object[*]}; empty for the records themselves
   * @param alias the name that records go by, or null
   * @param isOfArray whether {@code [*]} follows S3Object
   */
  public record Source(List<Expression.Step> path, SqlName alias, boolean isOfArray) {

    /**
     * The name that a record goes by: the alias, else the last step of the path; {@code _1} where
     * that is a wildcard.
     */
    public SqlName rowName() {
      if (alias != null) {
        return alias;
      }
      if (path.isEmpty()) {
        return new SqlName(isOfArray ? "_1" : "S3Object", false);
      }
      return path.getLast() instanceof Expression.FieldStep field
          ? field.name()
          : new SqlName("_1", false);
    }
  }

  /**
   * Reads an expression.
   *
   * @throws dev.brume.core.error.AwsError where it is none that is supported
   */
  public static Query parse(String expression) {
    if (StandardCharsets.UTF_8.encode(expression).remaining() > MAX_BYTES) {
      throw SqlErrors.of(
          "ExpressionTooLong",
          "The SQL expression is too long. The maximum byte-length for an SQL expression is 256"
              + " KB.");
    }
    return new QueryParser(new Tokens(Lexer.tokens(expression))).query();
  }
}
