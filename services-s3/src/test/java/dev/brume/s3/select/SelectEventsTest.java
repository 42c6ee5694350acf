package dev.brume.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The answer as a stream of events.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html">Appendix:
 *     SelectObjectContent response</a>
 */
final class SelectEventsTest {
  private static final String ALL = "SELECT * FROM S3Object";
  private static final String PROGRESS =
      "<RequestProgress><Enabled>true</Enabled></RequestProgress>";

  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void aSmallAnswerIsRecordsStatsEnd() {
    SelectedEvents events = Queries.over("1,a\n2,b\n").events("SELECT _2 FROM S3Object");
    assertThat(events.types()).containsExactly("Records", "Stats", "End");
    assertThat(events.first("Records").headers())
        .containsEntry(":message-type", "event")
        .containsEntry(":content-type", "application/octet-stream");
    assertThat(events.first("Stats").text())
        .contains("<BytesScanned>8</BytesScanned>")
        .contains("<BytesProcessed>8</BytesProcessed>")
        .contains("<BytesReturned>4</BytesReturned>");
    assertThat(events.first("End").payload()).isEmpty();
  }

  @Test
  void anAnswerWithoutRecordsHasNoSuchEvent() {
    assertThat(Queries.over("1\n").events("SELECT * FROM S3Object WHERE _1 = '2'").types())
        .containsExactly("Stats", "End");
  }

  /** The pieces are cut anywhere: a client has to put them together. */
  @Test
  void recordsComeInPieces() {
    String line = "x".repeat(999) + "\n";
    SelectedEvents events = Queries.over(line.repeat(200)).events(ALL);
    assertThat(events.records()).isEqualTo(line.repeat(200));
    assertThat(events.messages())
        .filteredOn(message -> message.type().equals("Records"))
        .extracting(message -> message.payload().length)
        .containsExactly(65_536, 65_536, 65_536, 3_392);
  }

  /**
   * Who asks for it hears how far the query is, who does not hears that it goes on. S3 does so by
   * the clock; here it is by the bytes, each eight mebibytes and at the end.
   */
  @Test
  void longQueriesGiveSignsOfLife() {
    Queries large = Queries.over(("y".repeat(1023) + "\n").repeat(20 * 1024));
    String none = "SELECT * FROM S3Object WHERE _1 = 'z'";
    assertThat(large.events(none).types()).containsExactly("Cont", "Cont", "Stats", "End");
    SelectedEvents reported = large.with(PROGRESS).events(none);
    assertThat(reported.types())
        .containsExactly("Progress", "Progress", "Progress", "Stats", "End");
    assertThat(reported.messages().get(2).text())
        .contains("<BytesProcessed>" + 20 * MEBIBYTE + "</BytesProcessed>");
  }

  /**
   * What goes wrong before the first event refuses the request, what does later ends the stream.
   */
  @Test
  void anErrorInTheMidstEndsTheStream() {
    String good = "1\n".repeat(100_000);
    SelectedEvents events =
        Queries.over(good + "one\n").events("SELECT CAST(_1 AS INT) FROM S3Object");
    assertThat(events.types()).last().isEqualTo("error");
    assertThat(events.types()).contains("Records").doesNotContain("Stats", "End");
    assertThat(events.first("error").headers())
        .containsEntry(":message-type", "error")
        .containsEntry(":error-code", "CastFailed")
        .containsEntry(
            ":error-message",
            "Attempt to convert from one data type to another failed: cast from STRING to INT.");
    Queries.over("one\n" + good)
        .refusal("SELECT CAST(_1 AS INT) FROM S3Object")
        .isError(400, "CastFailed");
  }

  /** The place is that of a buffer of 8 KiB, or the object's end, as in public reports. */
  @Test
  void textMustBeUtf8() {
    byte[] broken = "abcdefghijklm\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    String text = "UTF-8 encoding is required. The text encoding error was found near byte ";
    Queries.over(broken).refusal(ALL).isError(400, "InvalidTextEncoding", text + "14.");
    byte[] later =
        ("x\n".repeat(4_000) + "\u00e9" + "x\n".repeat(4_000))
            .getBytes(StandardCharsets.ISO_8859_1);
    Queries.over(later).refusal(ALL).isError(400, "InvalidTextEncoding", text + "8,192.");
    byte[] cut = {'a', (byte) 0xE2, (byte) 0x82};
    Queries.over(cut).refusal(ALL).isError(400, "InvalidTextEncoding", text + "3.");
    byte[] surrogate = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '\n'};
    Queries.over(surrogate).refusal(ALL).isError(400, "InvalidTextEncoding", text + "5.");
  }

  /** The boundary of the parts is in the midst of a record. */
  @Test
  void partsOfAnObjectAreReadAsOne() {
    Queries object = Queries.over("");
    S3Wire wire = object.wire();
    String upload = wire.post("/data/object?uploads", "").element("UploadId");
    String first = "12345,7\n".repeat(5 * MEBIBYTE / 8) + "1";
    StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
    for (String part : List.of(first, "2,x\n3,y\n")) {
      int number = part.equals(first) ? 1 : 2;
      String etag =
          wire.put("/data/object?partNumber=" + number + "&uploadId=" + upload, part)
              .hasStatus(200)
              .header("ETag");
      parts
          .append("<Part><PartNumber>" + number + "</PartNumber>")
          .append("<ETag>" + etag + "</ETag></Part>");
    }
    wire.post("/data/object?uploadId=" + upload, parts + "</CompleteMultipartUpload>")
        .hasStatus(200);
    assertThat(object.select("SELECT * FROM S3Object WHERE _2 <> '7'")).isEqualTo("12,x\n3,y\n");
  }

  @Test
  void limitsEndTheReading() {
    Queries large = Queries.over("1\n".repeat(MEBIBYTE));
    SelectedEvents events = large.events("SELECT * FROM S3Object LIMIT 3");
    assertThat(events.records()).isEqualTo("1\n1\n1\n");
    String stats = events.first("Stats").text();
    assertThat(stats).doesNotContain("<BytesScanned>" + 2 * MEBIBYTE);
    assertThat(large.events("SELECT * FROM S3Object LIMIT 0").types())
        .isEqualTo(List.of("Stats", "End"));
  }
}
