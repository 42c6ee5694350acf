package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parts of objects are read: one range a request, as S3 documents.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110: range requests</a>
 */
class RangesTest {
  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void putObject() {
    s3.create("bucket");
    s3.put("/bucket/key", "0123456789").hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=2-4, 234, bytes 2-4/10",
    "bytes=7-, 789, bytes 7-9/10",
    "bytes=-2, 89, bytes 8-9/10",
    "bytes=-20, 0123456789, bytes 0-9/10",
    "bytes=9-99999999999999999999999, 9, bytes 9-9/10",
    "BYTES=0-0, 0, bytes 0-0/10"
  })
  void oneRangeIsGiven(String range, String bytes, String contentRange) {
    Answer whole = s3.get("/bucket/key", "Range", range).hasStatus(206);

    assertThat(whole.text()).isEqualTo(bytes);
    whole.hasHeader("Content-Range", contentRange);
    s3.head("/bucket/key", "Range", range)
        .hasStatus(206)
        .hasHeader("Content-Range", contentRange)
        .hasHeader("Content-Length", Integer.toString(bytes.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,4-5", "bytes=5-2", "bytes=a-b", "bytes=-", "lines=1-2", "2-4"})
  void whatIsNotOneRangeIsIgnored(String range) {
    Answer whole = s3.get("/bucket/key", "Range", range).hasStatus(200);

    assertThat(whole.text()).isEqualTo("0123456789");
    whole.hasHeader("Content-Range", null);
  }

  @ParameterizedTest
  @CsvSource({
    "key, bytes=10-, 10",
    "key, bytes=-0, 10",
    "empty, bytes=0-, 0",
    "empty, bytes=-5, 0"
  })
  void aRangeWithoutBytesIsRefused(String key, String range, String size) {
    s3.put("/bucket/empty", "").hasStatus(200);

    s3.get("/bucket/" + key, "Range", range)
        .isError(416, "InvalidRange", "The requested range is not satisfiable")
        .has("RangeRequested", range)
        .has("ActualObjectSize", size);
    s3.head("/bucket/" + key, "Range", range).hasStatus(416);
  }

  @Test
  void aRangeOfAnotherObjectIsTheWholeOfThisOne() {
    String etag = s3.head("/bucket/key").header("ETag");
    String date = s3.head("/bucket/key").header("Last-Modified");

    s3.get("/bucket/key", "Range", "bytes=0-1", "If-Range", etag).hasStatus(206);
    s3.get("/bucket/key", "Range", "bytes=0-1", "If-Range", date).hasStatus(206);
    s3.get("/bucket/key", "Range", "bytes=0-1", "If-Range", "\"other\"").hasStatus(200);
    s3.get("/bucket/key", "Range", "bytes=0-1", "If-Range", "Mon, 02 Dec 2024 00:00:00 GMT")
        .hasStatus(200);
  }

  @Test
  void anObjectOfOneRequestHasOnePart() {
    Answer part = s3.get("/bucket/key?partNumber=1").hasStatus(206);

    assertThat(part.text()).isEqualTo("0123456789");
    part.hasHeader("Content-Range", "bytes 0-9/10").hasHeader("x-amz-mp-parts-count", null);
    s3.get("/bucket/key?partNumber=2")
        .isError(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
        .has("PartNumberRequested", "2")
        .has("ActualPartCount", "1");
    s3.get("/bucket/key?partNumber=0")
        .isError(
            400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive")
        .has("ArgumentName", "partNumber")
        .has("ArgumentValue", "0");
    s3.get("/bucket/key?partNumber=1", "Range", "bytes=0-1")
        .isError(
            400,
            "InvalidRequest",
            "Cannot specify both Range header and partNumber query parameter");
  }

  @Test
  void theChecksumOfTheWholeIsNotThatOfARange() {
    s3.get("/bucket/key", "Range", "bytes=0-1", "x-amz-checksum-mode", "ENABLED")
        .hasHeader("x-amz-checksum-crc64nvme", null)
        .hasHeader("x-amz-checksum-type", null);
    String whole =
        s3.get("/bucket/key", "x-amz-checksum-mode", "ENABLED").header("x-amz-checksum-crc64nvme");
    s3.get("/bucket/key", "Range", "bytes=0-9", "x-amz-checksum-mode", "ENABLED")
        .hasHeader("x-amz-checksum-crc64nvme", whole);
  }
}
