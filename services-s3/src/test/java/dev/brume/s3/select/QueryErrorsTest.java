package dev.brume.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expressions that are refused before the object is read. Codes are those of the documentation.
 * Texts with line and column are as S3 has answered in public reports for ParseUnexpectedToken,
 * ParseUnexpectedOperator, ParseExpectedTypeName, ParseInvalidPathComponent, InvalidColumnIndex and
 * InvalidTableAlias; the others follow the same form with the words of Amazon's PartiQL library,
 * which S3's parser is an earlier version of. AWS does not document which mistake has which code.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#SelectObjectContentErrorCodeList">List
 *     of SELECT Object Content error codes</a>
 */
final class QueryErrorsTest {
  private static Queries object;

  @BeforeAll
  static void put() {
    object = Queries.over("a,b\n1,2\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          SELECT CounterID, count(*) FROM S3Object GROUP BY CounterID ORDER BY count(*) DESC LIMIT 10 | ParseUnexpectedToken | Unexpected token found KEYWORD:UNKNOWN at line 1, column 61.
          SELECT * FROM S3OBJECT s WHERE s.5 = `true` | ParseUnexpectedToken | Unexpected token found LITERAL:5d-1 at line 1, column 33.
          SELECT * FROM S3OBJECT s WHERE s.'odd' is "true" | ParseInvalidPathComponent | Invalid Path component, expecting either an IDENTIFIER or STAR, got: LITERAL,at line 1, column 34.
          SELECT * FROM S3OBJECT s WHERE s.odd is "true" | ParseExpectedTypeName | Expected type name, found QUOTED_IDENTIFIER:'true' at line 1, column 41.
          SELECT * FROM S3OBJECT s WHERE s._1 LIKE %a% | ParseUnexpectedOperator | Unexpected operator OPERATOR:'%' at line 1, column 42.
          SELECT * FROM S3OBJECT WHERE odd = true | InvalidColumnIndex | The column index at line 1, column 30 is invalid. Please check the service documentation and try again.
          SELECT * FROM S3OBJECT s WHERE s._1 = "true" | InvalidColumnIndex | The column index at line 1, column 39 is invalid. Please check the service documentation and try again.
          SELECT s."country_code" FROM S3Object s | InvalidColumnIndex | The column index at line 1, column 8 is invalid. Please check the service documentation and try again.
          SELECT _0 FROM S3Object | InvalidColumnIndex | The column index at line 1, column 8 is invalid. Please check the service documentation and try again.
          SELECT * FROM S3OBJECT WHERE s."oddf" = 'true' | InvalidTableAlias | Invalid table alias is specified at line 1, column 30. Please check the file and try again.
          SELECT * FROM elsewhere | InvalidTableAlias | Invalid table alias is specified at line 1, column 15. Please check the file and try again.
          SELECT s.CAST FROM S3Object s | ParseInvalidPathComponent | Invalid Path component, expecting either an IDENTIFIER or STAR, got: KEYWORD,at line 1, column 10.
          SELECT * FROM S3Object LIMIT -1 | EvaluatorNegativeLimit | LIMIT must not be negative.
          SELECT * FROM S3Object LIMIT ten | ParseExpectedNumber | Expected number, found IDENTIFIER:ten at line 1, column 30.
          SELECT *, _1 FROM S3Object | ParseAsteriskIsNotAloneInSelectList | Other expressions are not allowed in the SELECT list when * is used without dot notation in the SQL expression.
          SELECT FROM S3Object | ParseEmptySelect | Found empty SELECT list KEYWORD:UNKNOWN at line 1, column 8.
          SELECT _1 | ParseSelectMissingFrom | Missing FROM after SELECT list EOF:EOF at line 1, column 10.
          SELECT # FROM S3Object | LexerInvalidChar | Invalid character at line 1, column 8.
          SELECT 'open FROM S3Object | LexerInvalidChar | Invalid character at line 1, column 8.
          SELECT 1x FROM S3Object | LexerInvalidLiteral | Invalid literal at line 1, column 8.
          SELECT 1 ! 2 FROM S3Object | LexerInvalidOperator | Invalid operator at line 1, column 10.
          SELECT `{` FROM S3Object | LexerInvalidIONLiteral | Invalid ion literal at line 1, column 8.
          SELECT (1 FROM S3Object | ParseExpectedTokenType | Expected token of type RIGHT_PAREN, found KEYWORD:UNKNOWN at line 1, column 11.
          SELECT CASE WHEN 1 = 1 2 END FROM S3Object | ParseExpectedKeyword | Expected keyword THEN, found LITERAL:2 at line 1, column 24.
          SELECT CASE 1 END FROM S3Object | ParseExpectedWhenClause | Expected WHEN clause in CASE KEYWORD:UNKNOWN at line 1, column 15.
          SELECT CAST _1 AS INT FROM S3Object | ParseExpectedLeftParenAfterCast | Expected left parenthesis after CAST IDENTIFIER:_1 at line 1, column 13.
          SELECT CAST(_1 AS INT(1)) FROM S3Object | ParseCastArity | The SQL expression CAST has incorrect arity.
          SELECT CAST(_1 AS SYMBOL) FROM S3Object | InvalidDataType | The SQL expression contains a data type that is not valid.
          SELECT DATE_ADD(week, 1, `2010T`) FROM S3Object | ParseExpectedDatePart | Expected one of: [year, month, day, hour, minute, second, timezone_hour, timezone_minute], found IDENTIFIER:week at line 1, column 17.
          SELECT SUBSTRING('a') FROM S3Object | ParseExpectedArgumentDelimiter | Expected argument delimiter RIGHT_PAREN:')' at line 1, column 21.
          SELECT TRIM('a' 1.5) FROM S3Object | ParseExpectedRightParenBuiltinFunctionCall | Expected right parenthesis LITERAL:1.5 at line 1, column 17.
          SELECT lower FROM S3Object | ParseUnExpectedKeyword | Unexpected keyword found KEYWORD:UNKNOWN at line 1, column 8.
          SELECT REPLACE(_1, 'a') FROM S3Object | UnsupportedFunction | We encountered an unsupported SQL function.
          SELECT SUM(*) FROM S3Object | ParseUnsupportedCallWithStar | Only COUNT with (*) as a parameter is supported in the SQL expression.
          SELECT SUM(_1, _2) FROM S3Object | ParseNonUnaryAgregateFunctionCall | Only one argument is supported for aggregate functions in the SQL expression.
          SELECT _1, COUNT(*) FROM S3Object | UnsupportedSqlStructure | We encountered an unsupported SQL structure. Check the SQL Reference.
          SELECT _1 FROM S3Object WHERE COUNT(*) > 1 | UnsupportedSqlStructure | We encountered an unsupported SQL structure. Check the SQL Reference.
          SELECT DISTINCT _1 FROM S3Object | UnsupportedSqlStructure | We encountered an unsupported SQL structure. Check the SQL Reference.
          SELECT _1 FROM S3Object GROUP BY _1 | UnsupportedSqlStructure | We encountered an unsupported SQL structure. Check the SQL Reference.
          SELECT _1 FROM S3Object a, S3Object b | MultipleDataSourcesUnsupported | Multiple data sources are not supported.
          SELECT _1 FROM S3Object a JOIN S3Object b ON a._1 = b._1 | ParseMalformedJoin | JOIN is not supported in the SQL expression.
          SELECT _1 FROM (SELECT * FROM S3Object) | ParseUnsupportedSelect | Unsupported use of SELECT LEFT_PAREN:'(' at line 1, column 16.
          SELECT s.*.a FROM S3Object s | ParseInvalidContextForWildcardInSelectList | The use of * in the SELECT list in the SQL expression is not valid.
          SELECT s[0].* FROM S3Object s | ParseCannotMixSqbAndWildcardInSelectList | Cannot mix [] and * in the same expression in a SELECT list in the SQL expression.
          SELECT * FROM S3Object.a | InvalidKeyPath | The key path in the SQL expression is not valid.
          SELECT * FROM S3Object[*].a | InvalidKeyPath | The key path in the SQL expression is not valid.
          DELETE FROM S3Object | ParseUnsupportedSyntax | Unsupported Syntax KEYWORD:UNKNOWN at line 1, column 1.
          """)
  void sayWhatIsWrongAndWhere(String expression, String code, String message) {
    object.refusal(expression).isError(400, code, message);
  }

  @Test
  void linesAreCounted() {
    object
        .refusal("SELECT _1\n -- a comment\nFROM S3Object /* another\n */\n  WHERE ?")
        .isError(400, "LexerInvalidChar", "Invalid character at line 5, column 9.");
  }

  @Test
  void expressionsHaveAtMost256Kilobytes() {
    String padding = " ".repeat(256 * 1024 - "SELECT 1 FROM S3Object".length());
    assertThat(object.select("SELECT 1 FROM S3Object" + padding)).isEqualTo("1\n1\n");
    object
        .refusal("SELECT 1 FROM S3Object" + padding + " ")
        .isError(
            400,
            "ExpressionTooLong",
            "The SQL expression is too long. The maximum byte-length for an SQL expression is 256"
                + " KB.");
  }

  /** What is nested is bounded; what is only long is not. AWS states no number. */
  @Test
  void expressionsMayBeLongButNotDeep() {
    String many = " OR _1 = 'x'".repeat(10_000);
    assertThat(object.select("SELECT _1 FROM S3Object WHERE _1 = 'a'" + many)).isEqualTo("a\n");
    String code = "MaxOperatorsExceeded";
    object
        .refusal("SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + " FROM S3Object")
        .isError(400, code);
    object.refusal("SELECT " + "- ".repeat(5_000) + "_1 FROM S3Object").isError(400, code);
    object.refusal("SELECT " + "NOT ".repeat(5_000) + "_1 FROM S3Object").isError(400, code);
    object.refusal("SELECT 1" + " + 1".repeat(5_000) + " FROM S3Object").isError(400, code);
  }
}
