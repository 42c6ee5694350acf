package dev.brume.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects in CSV.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CSVInput.html">CSVInput</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-select.html#s3-select-sql-reference-attribute-access">Attribute
 *     access</a>
 */
final class CsvInputTest {
  private static final String PEOPLE = "Name,City\nSam,Irvine\nJane,\"Chicago, IL\"\n";
  private static final String USE = "<FileHeaderInfo>USE</FileHeaderInfo>";

  private static String csv(String elements) {
    return "<CSV>" + elements + "</CSV>";
  }

  @Test
  void columnsGoByNumber() {
    Queries people = Queries.over(PEOPLE);
    assertThat(people.select("SELECT * FROM S3Object"))
        .isEqualTo("Name,City\nSam,Irvine\nJane,\"Chicago, IL\"\n");
    assertThat(people.select("SELECT s._2, _1 FROM S3Object AS s WHERE s._1 = 'Sam'"))
        .isEqualTo("Irvine,Sam\n");
    assertThat(
            people
                .in(csv("<FileHeaderInfo>Ignore</FileHeaderInfo>"))
                .select("SELECT _1 FROM S3Object"))
        .isEqualTo("Sam\nJane\n");
  }

  @Test
  void columnsGoByTheNamesOfTheHeader() {
    Queries people = Queries.over(PEOPLE).in(csv(USE));
    assertThat(people.select("SELECT s.name, S.\"City\", s._1 FROM s3object s LIMIT 1"))
        .isEqualTo("Sam,Irvine,Sam\n");
    assertThat(people.out("<JSON/>").select("SELECT * FROM S3Object"))
        .isEqualTo(
            "{\"Name\":\"Sam\",\"City\":\"Irvine\"}\n"
                + "{\"Name\":\"Jane\",\"City\":\"Chicago, IL\"}\n");
    people
        .refusal("SELECT s.\"name\" FROM S3Object s")
        .isError(
            400,
            "MissingHeaders",
            "Some headers in the query are missing from the file. Please check the file and try"
                + " again.");
    assertThat(people.select("SELECT COUNT(*) FROM S3Object")).isEqualTo("2\n");
  }

  @Test
  void namesThatDifferInCaseOnlyMustBeQuoted() {
    Queries twice = Queries.over("NAME,name\n1,2\n").in(csv(USE));
    assertThat(twice.select("SELECT s.\"NAME\", s.\"name\" FROM S3Object s")).isEqualTo("1,2\n");
    twice.refusal("SELECT s.name FROM S3Object s").isError(400, "AmbiguousFieldName");
    Queries reserved = Queries.over("CAST\n1\n").in(csv(USE));
    assertThat(reserved.select("SELECT s.\"CAST\" FROM S3Object s")).isEqualTo("1\n");
  }

  @Test
  void shortRecordsHaveNoLastColumns() {
    Queries ragged = Queries.over("1\n1,2,3\n\n4,\n");
    assertThat(ragged.out("<JSON/>").select("SELECT _1, _2, _100 FROM S3Object"))
        .isEqualTo("{\"_1\":\"1\"}\n{\"_1\":\"1\",\"_2\":\"2\"}\n{\"_1\":\"4\",\"_2\":\"\"}\n");
    assertThat(ragged.select("SELECT _1, _2, _3 FROM S3Object WHERE _2 IS MISSING"))
        .isEqualTo("1,,\n");
    assertThat(ragged.select("SELECT COUNT(_2) FROM S3Object")).isEqualTo("2\n");
  }

  @Test
  void quotesMayHoldDelimitersAndQuotes() {
    Queries quoted = Queries.over("\"a,b\",\"say \"\"hi\"\"\",plain \"x\"\n\"\",2\n");
    assertThat(quoted.out("<JSON/>").select("SELECT * FROM S3Object"))
        .isEqualTo(
            "{\"_1\":\"a,b\",\"_2\":\"say \\\"hi\\\"\",\"_3\":\"plain \\\"x\\\"\"}\n"
                + "{\"_1\":\"\",\"_2\":\"2\"}\n");
    Queries escaped =
        Queries.over("'it\\'s; \\\\';2|#no|x;y|")
            .in(
                csv(
                    "<QuoteCharacter>'</QuoteCharacter><QuoteEscapeCharacter>\\</QuoteEscapeCharacter>"
                        + "<FieldDelimiter>;</FieldDelimiter><RecordDelimiter>|</RecordDelimiter>"));
    assertThat(escaped.out("<JSON/>").select("SELECT * FROM S3Object"))
        .isEqualTo("{\"_1\":\"it's; \\\\\",\"_2\":\"2\"}\n{\"_1\":\"x\",\"_2\":\"y\"}\n");
  }

  @Test
  void quotedRecordDelimitersMustBeAllowed() {
    Queries lines = Queries.over("\"a\nb\",1\n");
    lines.refusal("SELECT * FROM S3Object").isError(400, "CSVEscapingRecordDelimiter");
    assertThat(
            lines
                .in(csv("<AllowQuotedRecordDelimiter>true</AllowQuotedRecordDelimiter>"))
                .out("<JSON/>")
                .select("SELECT * FROM S3Object"))
        .isEqualTo("{\"_1\":\"a\\nb\",\"_2\":\"1\"}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"b,1\n", "1,\"never closed"})
  void quotesMustBeClosed(String content) {
    Queries.over(content)
        .in(csv("<AllowQuotedRecordDelimiter>true</AllowQuotedRecordDelimiter>"))
        .refusal("SELECT * FROM S3Object")
        .isError(400, "CSVUnescapedQuote");
  }

  @Test
  void recordDelimitersMayHaveSeveralCharacters() {
    String delimiter = "<RecordDelimiter>&#13;&#10;</RecordDelimiter>";
    assertThat(
            Queries.over("1,2\r\n3,4\n5\r\n")
                .in(csv(delimiter))
                .out("<JSON/>")
                .select("SELECT * FROM S3Object"))
        .isEqualTo("{\"_1\":\"1\",\"_2\":\"2\"}\n{\"_1\":\"3\",\"_2\":\"4\\n5\"}\n");
    assertThat(
            Queries.over("1╦2@@3╦4")
                .in(csv("<RecordDelimiter>@@</RecordDelimiter><FieldDelimiter>╦</FieldDelimiter>"))
                .select("SELECT _2 FROM S3Object"))
        .isEqualTo("2\n4\n");
  }

  /** A byte order mark and carriage returns at line ends: AWS does not document them. */
  @Test
  void filesOfOtherSystemsWork() {
    assertThat(
            Queries.over("\uFEFFid,name\r\n1,\"x\"\r\n")
                .in(csv(USE))
                .select("SELECT id, name FROM S3Object"))
        .isEqualTo("1,x\n");
  }

  @Test
  void commentsAreLeftOut() {
    assertThat(Queries.over("#one\n1\n#two\n2#\n").select("SELECT * FROM S3Object"))
        .isEqualTo("1\n2#\n");
    assertThat(
            Queries.over("#one\n-1\n")
                .in(csv("<Comments>-</Comments>"))
                .select("SELECT * FROM S3Object"))
        .isEqualTo("#one\n");
  }

  @Test
  void textsAreNoNumbersUntilTheyAreCast() {
    Queries numbers = Queries.over("9\n10\n");
    assertThat(numbers.select("SELECT _1 FROM S3Object WHERE _1 = 9")).isEmpty();
    assertThat(numbers.select("SELECT _1 FROM S3Object WHERE CAST(_1 AS INT) > 9"))
        .isEqualTo("10\n");
    assertThat(numbers.select("SELECT MAX(CAST(_1 AS INT)) FROM S3Object")).isEqualTo("10\n");
    numbers
        .refusal("SELECT MAX(_1) FROM S3Object")
        .isError(400, "IncorrectSqlFunctionArgumentType");
  }

  /** One megabyte is the documented limit, of a record read as of one written. */
  @Test
  void recordsHaveAtMostOneMegabyte() {
    String field = "x".repeat(1024 * 1024 - 1);
    assertThat(Queries.over(field + "\n1\n").select("SELECT CHAR_LENGTH(_1) FROM S3Object"))
        .isEqualTo("1048575\n1\n");
    String message =
        "The character number in one record is more than our max threshold, maxCharsPerRecord:"
            + " 1,048,576";
    Queries.over(field + "xyz".repeat(100) + "\n1\n")
        .refusal("SELECT _2 FROM S3Object")
        .isError(400, "OverMaxRecordSize", message);
    Queries.over(field + "\n")
        .refusal("SELECT _1, _1 FROM S3Object")
        .isError(400, "OverMaxRecordSize", message);
  }

  @Test
  void emptyObjectsGiveNothing() {
    assertThat(Queries.over("").select("SELECT * FROM S3Object")).isEmpty();
    assertThat(Queries.over("").in(csv(USE)).select("SELECT COUNT(*) FROM S3Object"))
        .isEqualTo("0\n");
  }
}
