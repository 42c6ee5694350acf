package dev.brume.s3.select.sql;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A parsed SELECT statement.
 *
 * @param projections the selected expressions; empty for {@code *}
 * @param source the FROM clause
 * @param where the condition, or null
 * @param limit the most records, or null
 */
public record Query(List<SelectedColumn> projections, Source source, Expression where, Long limit) {

  /** The longest expression: 256 KB. */
  public static final int MAX_BYTES = 256 * 1024;

  /**
   * A selected expression.
   *
   * @param expression the expression
   * @param alias its alias, or null
   * @param isWhole whether all fields of the expression's value are selected: {@code s.*}
   */
  public record SelectedColumn(Expression expression, String alias, boolean isWhole) {}

  /**
   * The FROM clause.
   *
   * @param path the path after {@code S3Object[*]}; empty for the records themselves
   * @param alias the alias of records, or null
   * @param isOfArray whether {@code [*]} follows S3Object
   */
  public record Source(List<Expression.Step> path, SqlName alias, boolean isOfArray) {

    /**
     * The name of a record: the alias, else the last step of the path; {@code _1} for a wildcard.
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
   * Parses an expression.
   *
   * @throws dev.brume.core.error.AwsError if it is invalid or unsupported
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
