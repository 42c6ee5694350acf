package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Objects are read and written under conditions. That the conditions of writes take no lists, and
 * the elements of their errors, are as S3 has answered in public bug reports.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 */
class ConditionsTest {
  private static final String BEFORE = "Tue, 31 Dec 2024 23:59:59 GMT";
  private static final String THEN = "Wed, 01 Jan 2025 00:00:00 GMT";
  private static final String ETAG = "\"5d41402abc4b2a76b9719d911017c592\"";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void putObject() {
    s3.create("bucket");
    s3.put("/bucket/key", "hello", "Cache-Control", "no-cache").hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "If-Match          | etag  | -                   | -      | 200",
        "If-Match          | bare  | -                   | -      | 200",
        "If-Match          | *     | -                   | -      | 200",
        "If-Match          | list  | -                   | -      | 200",
        "If-Match          | other | -                   | -      | 412",
        "If-None-Match     | other | -                   | -      | 200",
        "If-None-Match     | etag  | -                   | -      | 304",
        "If-None-Match     | *     | -                   | -      | 304",
        "If-Modified-Since | before| -                   | -      | 200",
        "If-Modified-Since | then  | -                   | -      | 304",
        "If-Unmodified-Since| then | -                   | -      | 200",
        "If-Unmodified-Since| before| -                  | -      | 412",
        "If-Match          | etag  | If-Unmodified-Since | before | 200",
        "If-Match          | other | If-Unmodified-Since | then   | 412",
        "If-None-Match     | etag  | If-Modified-Since   | before | 304",
        "If-None-Match     | other | If-Modified-Since   | then   | 200",
        "If-Match          | etag  | If-None-Match       | etag   | 304",
        "If-Modified-Since | nodate| -                   | -      | 200"
      })
  void readsDependOnConditions(
      String name, String value, String secondName, String secondValue, int status) {
    String[] headers =
        secondName == null
            ? new String[] {name, value(value)}
            : new String[] {name, value(value), secondName, value(secondValue)};

    s3.get("/bucket/key", headers).hasStatus(status);
    s3.head("/bucket/key", headers).hasStatus(status);
  }

  private static String value(String word) {
    return switch (word) {
      case "etag" -> ETAG;
      case "bare" -> ETAG.replace("\"", "");
      case "list" -> "\"other\", " + ETAG;
      case "before" -> BEFORE;
      case "then" -> THEN;
      default -> word;
    };
  }

  @Test
  void notModifiedNamesWhatTheClientHas() {
    Answer known = s3.get("/bucket/key", "If-None-Match", ETAG).hasStatus(304);

    assertThat(known.body()).isEmpty();
    known
        .hasHeader("ETag", ETAG)
        .hasHeader("Last-Modified", THEN)
        .hasHeader("Cache-Control", "no-cache")
        .hasHeader("Content-Type", null);
    s3.get("/bucket/key", "If-Match", "\"other\"")
        .isError(
            412,
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold")
        .has("Condition", "If-Match");
  }

  @Test
  void anObjectIsWrittenOnlyIfThereIsNone() {
    s3.put("/bucket/new", "1", "If-None-Match", "*").hasStatus(200);
    s3.put("/bucket/new", "2", "If-None-Match", "*")
        .isError(412, "PreconditionFailed")
        .has("Condition", "If-None-Match");
    assertThat(s3.get("/bucket/new").text()).isEqualTo("1");

    s3.versioning("bucket", "Enabled");
    s3.delete("/bucket/new");
    s3.put("/bucket/new", "3", "If-None-Match", "*").hasStatus(200);
  }

  @Test
  void anObjectIsWrittenOnlyOverTheOneThatIsKnown() {
    s3.put("/bucket/key", "2", "If-Match", "\"other\"")
        .isError(412, "PreconditionFailed")
        .has("Condition", "If-Match");
    s3.put("/bucket/none", "2", "If-Match", ETAG).isError(404, "NoSuchKey");
    s3.put("/bucket/key", "2", "If-Match", ETAG).hasStatus(200);
    s3.put("/bucket/key", "3", "If-Match", ETAG).isError(412, "PreconditionFailed");
    assertThat(s3.get("/bucket/key").text()).isEqualTo("2");
  }

  @Test
  void writesTakeNoOtherConditions() {
    s3.put("/bucket/key", "2", "If-None-Match", ETAG)
        .isError(501, "NotImplemented")
        .has("Header", "If-None-Match")
        .has(
            "additionalMessage",
            "We don't accept the provided value of If-None-Match header for this API");
    s3.put("/bucket/key", "2", "If-None-Match", "*", "If-Match", ETAG)
        .isError(501, "NotImplemented")
        .has("additionalMessage", "Multiple conditional request headers present in the request");
  }

  // Answer recorded on AWS, S3, 2026-02.
  @Test
  void aTimeToComeIsNoCondition() {
    String later = "Wed, 01 Jan 2098 00:00:00 GMT";
    s3.get("/bucket/key", "If-Modified-Since", later).hasStatus(200);
    s3.head("/bucket/key", "If-Modified-Since", later).hasStatus(200);
    s3.put(
            "/bucket/copy",
            "",
            "x-amz-copy-source",
            "bucket/key",
            "x-amz-copy-source-if-modified-since",
            later)
        .hasStatus(200);
    String id = s3.post("/bucket/big?uploads", "").element("UploadId");
    s3.put(
            "/bucket/big?partNumber=1&uploadId=" + id,
            "",
            "x-amz-copy-source",
            "bucket/key",
            "x-amz-copy-source-if-modified-since",
            later)
        .hasStatus(200);
  }

  /**
   * Writes take entity tags only, whether or not there is an object: answer recorded on AWS, S3,
   * 2026-02, of CopyObject. Reads and deletes of what is not there are 404, as reported in public;
   * the page on conditional deletes lets them take the asterisk.
   */
  @Test
  void theAsteriskMatchesNothingThatIsNotThere() {
    s3.put("/bucket/none", "x", "If-Match", "*")
        .isError(501, "NotImplemented")
        .has("Header", "If-Match")
        .has(
            "additionalMessage",
            "We don't accept the provided value of If-Match header for this API");
    s3.put("/bucket/none", "", "x-amz-copy-source", "bucket/key", "If-Match", "*")
        .isError(501, "NotImplemented");
    s3.get("/bucket/none", "If-Match", "*").isError(404, "NoSuchKey");
    s3.head("/bucket/none", "If-Match", "*").hasStatus(404);
    s3.delete("/bucket/none", "If-Match", "*").isError(404, "NoSuchKey");
    s3.delete("/bucket/key", "If-Match", "*").hasStatus(204);
  }
}
