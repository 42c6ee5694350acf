package dev.brume.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * How results are written.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CSVOutput.html">CSVOutput</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_JSONOutput.html">JSONOutput</a>
 */
final class ResultFormsTest {
  private static final String ALL = "SELECT * FROM S3Object";

  private static Queries json(String content) {
    return Queries.over(content).in("<JSON><Type>LINES</Type></JSON>");
  }

  @Test
  void fieldsAreQuotedWhereNeeded() {
    Queries texts =
        json("{\"a\":\"x,y\",\"b\":\"say \\\"hi\\\"\",\"c\":\"line\\nend\",\"d\":\" \"}\n");
    assertThat(texts.select(ALL)).isEqualTo("\"x,y\",\"say \"\"hi\"\"\",\"line\nend\", \n");
    assertThat(texts.out("<CSV><FieldDelimiter>|</FieldDelimiter></CSV>").select(ALL))
        .isEqualTo("x,y|\"say \"\"hi\"\"\"|\"line\nend\"| \n");
  }

  @Test
  void fieldsMayAlwaysBeQuoted() {
    String output =
        "<CSV><QuoteFields>ALWAYS</QuoteFields><QuoteCharacter>'</QuoteCharacter>"
            + "<QuoteEscapeCharacter>\\</QuoteEscapeCharacter>"
            + "<RecordDelimiter>;</RecordDelimiter></CSV>";
    assertThat(json("{\"a\":\"it's\",\"b\":\"\\\\\",\"c\":null,\"d\":1}").out(output).select(ALL))
        .isEqualTo("'it\\'s','\\\\','','1';");
  }

  @Test
  void delimitersOfJsonAreTheRequests() {
    Queries records = json("{\"a\":1}\n{\"a\":2}\n");
    assertThat(records.out("<JSON><RecordDelimiter>,</RecordDelimiter></JSON>").select(ALL))
        .isEqualTo("{\"a\":1},{\"a\":2},");
  }

  /** Only JSON has a form for what is nested; the code is not documented. */
  @Test
  void nestedValuesNeedJson() {
    json("{\"a\":[1]}").refusal(ALL).isError(400, "UnrecognizedFormatException");
  }

  @Test
  void columnsAreNamedByAliasPathOrPosition() {
    assertThat(
            json("{\"a\":{\"b\":1},\"l\":[2]}")
                .out("<JSON/>")
                .select("SELECT s.a.b, s.a.b AS x, s.a.b y, s.l[0], 1 + 1, s.a.b FROM S3Object s"))
        .isEqualTo("{\"b\":1,\"x\":1,\"y\":1,\"_4\":2,\"_5\":2,\"b\":1}\n");
  }
}
