package dev.brume.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Queries of the records that begin in a range of bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/selecting-content-from-objects.html#selecting-content-from-objects-using-byte-range">Requests
 *     using scan ranges</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ScanRange.html">ScanRange</a>
 */
final class ScanRangeTest {
  private static final String ALL = "SELECT * FROM S3Object";

  private static String range(String start, String end) {
    return "<ScanRange>"
        + (start == null ? "" : "<Start>" + start + "</Start>")
        + (end == null ? "" : "<End>" + end + "</End>")
        + "</ScanRange>";
  }

  /** The first line is the documentation's example; the end is the last byte of the range. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1, 4, 'C,D '",
        "0, 0, 'A,B '",
        "0, 3, 'A,B '",
        "4, 7, 'C,D '",
        "5, 7, ''",
        "5, 8, 'D,E '",
        "1, -, 'C,D D,E E,F '",
        "-, 4, 'E,F '",
        "-, 5, 'E,F '",
        "-, 8, 'D,E E,F '",
        "-, 1000, 'A,B C,D D,E E,F '",
        "12, 1000, 'E,F '"
      })
  void recordsThatBeginInTheRangeAreRead(String start, String end, String expected) {
    Queries letters = Queries.over("A,B\nC,D\nD,E\nE,F\n");
    assertThat(letters.with(range(start, end)).select(ALL).replace('\n', ' ')).isEqualTo(expected);
  }

  /** Ranges that lie side by side give every record once, wherever they cut. */
  @Test
  void rangesSideBySideGiveEveryRecordOnce() {
    String content = "é;1\n\nüö;22\n#c\nß;333\n4444;x";
    int length = content.getBytes(StandardCharsets.UTF_8).length;
    Queries object = Queries.over(content);
    String whole = object.select(ALL);
    for (int cut = 1; cut < length; cut++) {
      String first = object.with(range("0", Integer.toString(cut - 1))).select(ALL);
      String second = object.with(range(Integer.toString(cut), null)).select(ALL);
      assertThat(first + second).as("cut before byte %s", cut).isEqualTo(whole);
    }
  }

  @Test
  void namesAreReadFromTheHeaderWhereverTheRangeIs() {
    Queries people =
        Queries.over("id,name\n1,a\n2,b\n").in("<CSV><FileHeaderInfo>USE</FileHeaderInfo></CSV>");
    assertThat(people.with(range("9", null)).select("SELECT name FROM S3Object")).isEqualTo("b\n");
    assertThat(people.with(range("0", "3")).select("SELECT name FROM S3Object")).isEmpty();
  }

  @Test
  void linesOfJsonHaveRangesToo() {
    Queries lines =
        Queries.over("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
            .in("<JSON><Type>LINES</Type></JSON>")
            .out("<JSON/>");
    assertThat(lines.with(range("3", "9")).select(ALL)).isEqualTo("{\"a\":2}\n");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, -", "5, 4", "-1, 4", "16, 20"})
  void rangesMustBeWithinTheObject(String start, String end) {
    Queries.over("A,B\nC,D\nD,E\nE,F\n")
        .with(range(start, end))
        .refusal(ALL)
        .isError(400, "InvalidScanRange", "The provided scan range is not valid.");
  }

  @ParameterizedTest
  @CsvSource({
    "<JSON><Type>DOCUMENT</Type></JSON>",
    "<CSV/><CompressionType>GZIP</CompressionType>",
    "<CSV><AllowQuotedRecordDelimiter>true</AllowQuotedRecordDelimiter></CSV>"
  })
  void someObjectsHaveNoRanges(String input) {
    Queries.over("A,B\n")
        .in(input)
        .with(range("0", "1"))
        .refusal(ALL)
        .isError(
            400,
            "UnsupportedScanRangeInput",
            "Scan range queries are not supported on this type of object.");
  }
}
