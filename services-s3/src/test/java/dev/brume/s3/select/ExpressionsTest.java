package dev.brume.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What expressions give, each over the same record. Mostly the documentation's own examples.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference.html">SQL
 *     reference for Amazon S3 Select</a>
 */
final class ExpressionsTest {
  private static Queries record;

  @BeforeAll
  static void put() {
    record =
        Queries.over(
                """
                {"i": 7, "d": 2.50, "t": "text", "b": true, "n": null, "a": [1, "x", null],
                 "o": {"p": {"q": [{"r": 1}, {"r": 2}]}}, "big": 123456789012345678901234567890}
                """)
            .in("<JSON><Type>DOCUMENT</Type></JSON>")
            .out("<JSON/>");
  }

  private static String value(String expression) {
    String result = record.select("SELECT " + expression + " AS v FROM S3Object s").strip();
    return result.equals("{}") ? "MISSING" : result.substring(5, result.length() - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          1 + 2 * 3                        | 7
          (1 + 2) * 3                      | 9
          -s.i % 4                         | -3
          7 / 2                            | 3
          7 / 2.0                          | 3.5
          1 / 3.0                          | 0.33333333333333333333333333333333333333
          s.i + s.d                        | 9.50
          CAST(1 AS FLOAT) / 4             | 0.25
          1 + s.n                          | null
          1 + s.nowhere                    | null
          s.big                            | 123456789012345678901234567890
          'it''s'                          | "it's"
          -9223372036854775807 - 1         | -9223372036854775808
          1e2                              | 1E+2
          """)
  void calculate(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @Test
  void textsAreJoinedAndNothingJoinsWithNull() {
    assertThat(value("'a' || 'b' || s.t")).isEqualTo("\"abtext\"");
    assertThat(value("'a' || s.n")).isEqualTo("null");
    record
        .refusal("SELECT 'a' || 1 FROM S3Object")
        .isError(
            400, "InvalidDataType", "The SQL expression contains a data type that is not valid.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          1 = 1.0                          | true
          1 = '1'                          | false
          1 <> '1'                         | true
          'a' < 'b'                        | true
          2 >= 2.0 AND 2 != 3              | true
          NOT 1 = 1                        | false
          TRUE OR s.n                      | true
          FALSE AND s.n                    | false
          TRUE AND s.n                     | null
          NOT s.n                          | null
          s.n = s.n                        | null
          s.i BETWEEN 7 AND 8              | true
          s.i NOT BETWEEN 7 AND 8          | false
          s.t IN ('text', 'other')         | true
          s.t NOT IN ('other')             | true
          s.i IN (1, 7.0)                  | true
          1 IN (2, NULL)                   | null
          'x' IN s.a                       | true
          2 IN s.o.p.q[*].r                | true
          3 IN s.o.p.q[*].r                | false
          s.n IS NULL                      | true
          s.nowhere IS NULL                | true
          s.nowhere IS MISSING             | true
          s.n IS NOT MISSING               | true
          s.i IS INTEGER                   | true
          s.t IS NOT TIMESTAMP             | true
          s.t LIKE 't%t'                   | true
          s.t LIKE '_e%'                   | true
          s.t NOT LIKE 'T%'                | true
          '100%' LIKE '100!%' ESCAPE '!'   | true
          '1000' LIKE '100!%' ESCAPE '!'   | false
          'a😀b' LIKE 'a_b'                | true
          'aaab' LIKE '%a%a%b%'            | true
          `2020-01-01T00:00Z` = `2020-01-01T01:00+01:00` | true
          `2020T` < `2020-01-02`           | true
          """)
  void decide(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          s.o.p.q[1].r                     | 2
          s['o']['p'].q[0]['r']            | 1
          s.a[1]                           | "x"
          s.a[3]                           | MISSING
          s.a[2]                           | null
          s.T                              | "text"
          s."t"                            | "text"
          s."T"                            | MISSING
          t                                | "text"
          S3Object.t                       | "text"
          s.o                              | {"p":{"q":[{"r":1},{"r":2}]}}
          s.t.further                      | MISSING
          """)
  void reachIntoTheRecord(String path, String expected) {
    assertThat(value(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          CASE s.i WHEN 1 THEN 'one' WHEN 7 THEN 'seven' ELSE 'other' END | "seven"
          CASE WHEN s.i < 5 THEN 'few' WHEN s.n THEN 'null' END           | null
          COALESCE(1)                      | 1
          COALESCE(null, missing)          | null
          COALESCE(null, null, 1)          | 1
          COALESCE(missing, 'string')      | "string"
          NULLIF(1, 1)                     | null
          NULLIF(1, 2)                     | 1
          NULLIF(1.0, 1)                   | null
          NULLIF(1, '1')                   | 1
          NULLIF([1], [1])                 | null
          NULLIF(1, NULL)                  | 1
          NULLIF(NULL, 1)                  | null
          NULLIF(missing, missing)         | null
          """)
  void choose(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          CAST('12' AS INT)                | 12
          CAST('+012' AS INTEGER)          | 12
          CAST(12.9 AS INT)                | 12
          CAST(TRUE AS INT)                | 1
          CAST('true' AS BOOL)             | true
          CAST(0 AS BOOL)                  | false
          CAST('1.5' AS DECIMAL(10, 2))    | 1.5
          CAST('1e3' AS FLOAT)             | 1000.0
          CAST(0.456 AS FLOAT)             | 0.456
          CAST(1.50 AS STRING)             | "1.50"
          CAST(s.n AS INT)                 | null
          CAST('2007-04-05T14:30Z' AS TIMESTAMP)     | "2007-04-05T14:30Z"
          CAST('2007T' AS TIMESTAMP)                 | "2007T"
          CAST('2007-02-23T12:14:33.079-08:00' AS TIMESTAMP) | "2007-02-23T12:14:33.079-08:00"
          """)
  void convert(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          CHAR_LENGTH('')                          | 0
          CHARACTER_LENGTH('abcdefg')              | 7
          CHAR_LENGTH('a😀')                       | 2
          LOWER('AbCdEfG!@#$')                     | "abcdefg!@#$"
          UPPER('AbCdEfG!@#$')                     | "ABCDEFG!@#$"
          SUBSTRING('123456789', 0)                | "123456789"
          SUBSTRING('123456789', 2)                | "23456789"
          SUBSTRING('123456789', -4)               | "123456789"
          SUBSTRING('123456789', 0, 999)           | "123456789"
          SUBSTRING('123456789', 1, 5)             | "12345"
          SUBSTRING('123456789', -1, 4)            | "12"
          SUBSTRING('123456789', -5, 4)            | ""
          SUBSTRING('123456789' FROM 2 FOR 3)      | "234"
          SUBSTRING('123456789' FROM 20)           | ""
          TRIM('   foobar ')                       | "foobar"
          TRIM(LEADING FROM '   foobar ')          | "foobar "
          TRIM(TRAILING FROM '   foobar ')         | "   foobar"
          TRIM(BOTH FROM ' foobar ')               | "foobar"
          TRIM(BOTH '12' FROM '1112211foobar22211122') | "foobar"
          TRIM('1' FROM '1foobar1')                | "foobar"
          UPPER(s.n)                               | null
          """)
  void workOnTexts(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  /** EXTRACT and DATE_DIFF by year are as the text says; the example of a year in months is not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          DATE_ADD(year, 5, `2010-01-01T`)                 | "2015-01-01"
          DATE_ADD(month, 1, `2010T`)                      | "2010-02T"
          DATE_ADD(month, 13, `2010T`)                     | "2011-02T"
          DATE_ADD(day, -1, `2017-01-10T`)                 | "2017-01-09"
          DATE_ADD(hour, 1, `2017T`)                       | "2017-01-01T01:00-00:00"
          DATE_ADD(hour, 1, `2017-01-02T03:04Z`)           | "2017-01-02T04:04Z"
          DATE_ADD(minute, 1, `2017-01-02T03:04:05.006Z`)  | "2017-01-02T03:05:05.006Z"
          DATE_ADD(second, 1, `2017-01-02T03:04:05.006Z`)  | "2017-01-02T03:04:06.006Z"
          DATE_DIFF(year, `2010-01-01T`, `2011-01-01T`)    | 1
          DATE_DIFF(month, `2010T`, `2010-05T`)            | 4
          DATE_DIFF(month, `2010T`, `2011T`)               | 12
          DATE_DIFF(month, `2011T`, `2010T`)               | -12
          DATE_DIFF(day, `2010-01-01T23:00`, `2010-01-02T01:00`) | 0
          EXTRACT(YEAR FROM `2010-01-01T`)                 | 2010
          EXTRACT(MONTH FROM `2010T`)                      | 1
          EXTRACT(HOUR FROM `2017-01-02T03:04:05+07:08`)   | 3
          EXTRACT(TIMEZONE_HOUR FROM `2017-01-02T03:04:05+07:08`)   | 7
          EXTRACT(TIMEZONE_MINUTE FROM `2017-01-02T03:04:05+07:08`) | 8
          TO_STRING(`1969-07-20T20:18Z`, 'MMMM d, y')      | "July 20, 1969"
          TO_STRING(`1969-07-20T20:18Z`, 'MMM d, yyyy')    | "Jul 20, 1969"
          TO_STRING(`1969-07-20T20:18Z`, 'M-d-yy')         | "7-20-69"
          TO_STRING(`1969-07-20T20:18Z`, 'MM-d-y')         | "07-20-1969"
          TO_STRING(`1969-07-20T20:18Z`, 'MMMM d, y h:m a') | "July 20, 1969 8:18 PM"
          TO_STRING(`1969-07-20T20:18Z`, 'y-MM-dd''T''H:m:ssX')        | "1969-07-20T20:18:00Z"
          TO_STRING(`1969-07-20T20:18+08:00`, 'y-MM-dd''T''H:m:ssXXXX') | "1969-07-20T20:18:00+0800"
          TO_STRING(`1969-07-20T20:18+08:00`, 'y-MM-dd''T''H:m:ssXXXXX') | "1969-07-20T20:18:00+08:00"
          TO_TIMESTAMP('2007T')                            | "2007T"
          TO_TIMESTAMP('2007-02-23T12:14:33.079-08:00')    | "2007-02-23T12:14:33.079-08:00"
          TO_TIMESTAMP('July 20, 69 8:18 pm', 'MMMM d, yy h:m a') | "2069-07-20T20:18-00:00"
          TO_TIMESTAMP('20-07-70', 'd-M-yy')               | "1970-07-20"
          """)
  void workOnMoments(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  /** The moment is that of the timeline, the same for all records. */
  @Test
  void nowIsTheMomentOfTheTimeline() {
    String now = record.wire().timeline().now().toString();
    assertThat(value("DATE_DIFF(second, UTCNOW(), CAST('" + now + "' AS TIMESTAMP))"))
        .isEqualTo("0");
    assertThat(value("UTCNOW()")).matches("\"\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z\"");
  }

  /** Errors that the data cause; AWS documents codes and texts, not which fault has which code. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          CAST(s.t AS TIMESTAMP) | CastFailed | Attempt to convert from one data type to another failed: cast from STRING to TIMESTAMP.
          CAST('1.5' AS INT)     | CastFailed | Attempt to convert from one data type to another failed: cast from STRING to INT.
          CAST('' AS DECIMAL)    | CastFailed | Attempt to convert from one data type to another failed: cast from STRING to DECIMAL.
          CAST(s.i AS TIMESTAMP) | InvalidCast | Attempt to convert from one data type to another failed: cast from INT to TIMESTAMP.
          9223372036854775807 + 1 | IntegerOverflow | An integer overflow or underflow occurred in the SQL expression.
          1 / 0                  | IntegerOverflow | An integer overflow or underflow occurred in the SQL expression.
          CAST(1e99999999 AS INT) | IntegerOverflow | An integer overflow or underflow occurred in the SQL expression.
          s.t + 1                | InvalidDataType | The SQL expression contains a data type that is not valid.
          NOT s.t                | InvalidDataType | The SQL expression contains a data type that is not valid.
          s.t < 1                | UnsupportedTypeForQuerying | Your query contains an unsupported type for comparison (e.g. verifying that a Parquet INT96 column type is greater than 0).
          s.i LIKE '7'           | LikeInvalidInputs | The argument given to the LIKE clause in the SQL expression is not valid.
          'a' LIKE 'a' ESCAPE 'xy' | EvaluatorLikePatternInvalidEscapeSequence | An argument given to the LIKE expression was not valid.
          'a' LIKE '!a' ESCAPE '!' | EvaluatorLikePatternInvalidEscapeSequence | An argument given to the LIKE expression was not valid.
          UPPER(s.i)             | IncorrectSqlFunctionArgumentType | An incorrect argument type was specified in a function call in the SQL expression.
          UPPER('a', 'b')        | EvaluatorInvalidArguments | There is an incorrect number of arguments in the function call in the SQL expression.
          SUBSTRING('a', 1, -1)  | IllegalSqlFunctionArgument | An illegal argument was used in the SQL function.
          TO_TIMESTAMP('x')      | ValueParseFailure | A timestamp parse failure occurred in the SQL expression.
          TO_STRING(`2010T`, 'q') | EvaluatorInvalidTimestampFormatPatternSymbol | The timestamp format pattern contains a symbol in the SQL expression that is not valid.
          TO_STRING(`2010T`, 'yyy') | EvaluatorInvalidTimestampFormatPatternToken | The timestamp format pattern contains a token in the SQL expression that is not valid.
          TO_STRING(`2010T`, 'y''T') | EvaluatorUnterminatedTimestampFormatPatternToken | The timestamp format pattern contains an unterminated token in the SQL expression.
          TO_TIMESTAMP('1', 'MMMMM') | EvaluatorInvalidTimestampFormatPatternSymbolForParsing | The timestamp format pattern contains a valid format symbol that cannot be applied to timestamp parsing in the SQL expression.
          TO_TIMESTAMP('1', 'y y') | EvaluatorTimestampFormatPatternDuplicateFields | The timestamp format pattern contains multiple format specifiers representing the timestamp field in the SQL expression.
          TO_TIMESTAMP('1', 'y-M-d h') | EvaluatorTimestampFormatPatternHourClockAmPmMismatch | The timestamp format pattern contains a 12-hour hour of day format symbol but doesn't also contain an AM/PM field, or it contains a 24-hour hour of day format specifier and contains an AM/PM field in the SQL expression.
          TO_TIMESTAMP('1', 'd') | EvaluatorInvalidTimestampFormatPattern | The timestamp format string in the SQL expression is not valid.
          """)
  void refuseWhatTheyCannotDo(String expression, String code, String message) {
    record.refusal("SELECT " + expression + " FROM S3Object s").isError(400, code, message);
  }
}
