package dev.brume.s3.select.sql;

import dev.brume.core.error.AwsError;
import java.util.Locale;

/**
 * The errors of expressions. S3 returns its parser's own texts, which are those of Amazon's PartiQL
 * library, with line and column (observed in public reports for ParseUnexpectedToken,
 * ParseUnexpectedOperator, ParseExpectedTypeName, ParseInvalidPathComponent); for the rest, the
 * documentation's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#SelectObjectContentErrorCodeList">List
 *     of SELECT Object Content error codes</a>
 */
public final class SqlErrors {
  private SqlErrors() {}

  /** An error with that code and text: status 400. */
  public static AwsError of(String code, String message) {
    return AwsError.client(code, 400, message);
  }

  private static String at(int line, int column) {
    return "at line " + line + ", column " + column;
  }

  static AwsError lexer(String code, String what, int line, int column) {
    return of(code, what + " " + at(line, column) + ".");
  }

  /** What the parser found where it did not expect it. */
  static AwsError found(String code, String what, SqlToken token) {
    return of(code, what + " " + token.shown() + " " + at(token.line(), token.column()) + ".");
  }

  static AwsError unexpectedToken(SqlToken token) {
    return found("ParseUnexpectedToken", "Unexpected token found", token);
  }

  static AwsError unexpectedKeyword(SqlToken token) {
    return found("ParseUnExpectedKeyword", "Unexpected keyword found", token);
  }

  static AwsError expectedToken(TokenType expected, SqlToken token) {
    return found("ParseExpectedTokenType", "Expected token of type " + expected + ", found", token);
  }

  static AwsError expectedKeyword(String keyword, SqlToken token) {
    return found(
        "ParseExpectedKeyword",
        "Expected keyword " + keyword.toUpperCase(Locale.ROOT) + ", found",
        token);
  }

  static AwsError invalidPathComponent(SqlToken token) {
    return of(
        "ParseInvalidPathComponent",
        "Invalid Path component, expecting either an IDENTIFIER or STAR, got: "
            + token.type()
            + ","
            + at(token.line(), token.column())
            + ".");
  }

  static AwsError tooComplex() {
    return of(
        "MaxOperatorsExceeded",
        "Failed to parse SQL expression, try reducing complexity. For example, reduce number of"
            + " operators used.");
  }

  static AwsError unsupportedStructure() {
    return of(
        "UnsupportedSqlStructure",
        "We encountered an unsupported SQL structure. Check the SQL Reference.");
  }

  /** A name that is no number of a column where columns have no names. */
  public static AwsError invalidColumnIndex(Expression.Reference path) {
    return of(
        "InvalidColumnIndex",
        "The column index "
            + at(path.line(), path.column())
            + " is invalid. Please check the service documentation and try again.");
  }

  /** A table that is not in the FROM clause. */
  public static AwsError invalidTableAlias(int line, int column) {
    return of(
        "InvalidTableAlias",
        "Invalid table alias is specified "
            + at(line, column)
            + ". Please check the file and try again.");
  }

  /** A path that records of this format can't have. */
  public static AwsError invalidKeyPath() {
    return of("InvalidKeyPath", "The key path in the SQL expression is not valid.");
  }

  /** A name that matches two fields when case is ignored. */
  public static AwsError ambiguousFieldName() {
    return of(
        "AmbiguousFieldName",
        "The field name matches to multiple fields in the file. Check the SQL expression and the"
            + " file, and try again.");
  }

  static AwsError unsupportedFunction() {
    return of("UnsupportedFunction", "We encountered an unsupported SQL function.");
  }

  static AwsError argumentCount() {
    return of(
        "EvaluatorInvalidArguments",
        "There is an incorrect number of arguments in the function call in the SQL expression.");
  }

  static AwsError argumentType() {
    return of(
        "IncorrectSqlFunctionArgumentType",
        "An incorrect argument type was specified in a function call in the SQL expression.");
  }

  static AwsError illegalArgument() {
    return of("IllegalSqlFunctionArgument", "An illegal argument was used in the SQL function.");
  }

  static AwsError overflow() {
    return of(
        "IntegerOverflow", "An integer overflow or underflow occurred in the SQL expression.");
  }

  static AwsError dataType() {
    return of("InvalidDataType", "The SQL expression contains a data type that is not valid.");
  }

  static AwsError uncomparable() {
    return of(
        "UnsupportedTypeForQuerying",
        "Your query contains an unsupported type for comparison (e.g. verifying that a Parquet"
            + " INT96 column type is greater than 0).");
  }

  /** A value that can't be cast to the type, because of its content or its own type. */
  static AwsError cast(String code, Value from, DataType to) {
    return of(
        code,
        "Attempt to convert from one data type to another failed: cast from "
            + from.typeName()
            + " to "
            + to
            + ".");
  }
}
