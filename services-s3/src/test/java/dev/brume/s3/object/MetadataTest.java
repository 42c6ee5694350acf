package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said of objects beside their bytes. The elements of errors are as S3 has answered in
 * public bug reports.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
class MetadataTest {
  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  @Test
  void systemMetadataIsGivenBack() {
    s3.put(
            "/bucket/key",
            "x",
            "Cache-Control",
            "no-cache",
            "Content-Disposition",
            "attachment; filename=\"a b\"",
            "Content-Encoding",
            "gzip",
            "Content-Language",
            "de-DE, en-CA",
            "Expires",
            "Sun, 01 Dec 2030 16:00:00 GMT",
            "x-amz-website-redirect-location",
            "/other",
            "x-amz-storage-class",
            "STANDARD_IA")
        .hasStatus(200);

    s3.head("/bucket/key")
        .hasHeader("Content-Type", "binary/octet-stream")
        .hasHeader("Cache-Control", "no-cache")
        .hasHeader("Content-Disposition", "attachment; filename=\"a b\"")
        .hasHeader("Content-Encoding", "gzip")
        .hasHeader("Content-Language", "de-DE, en-CA")
        .hasHeader("Expires", "Sun, 01 Dec 2030 16:00:00 GMT")
        .hasHeader("x-amz-website-redirect-location", "/other")
        .hasHeader("x-amz-storage-class", "STANDARD_IA");
  }

  @Test
  void readersMayOverrideHeadersIfTheySign() {
    s3.put("/bucket/key", "x", "Cache-Control", "no-cache").hasStatus(200);
    String overrides =
        "/bucket/key?response-cache-control=max-age%3D1&response-content-disposition=inline"
            + "&response-content-encoding=br&response-content-language=fr"
            + "&response-content-type=text%2Fhtml"
            + "&response-expires=Sun%2C%2001%20Dec%202030%2016%3A00%3A00%20GMT";

    for (Answer answer : new Answer[] {s3.get(overrides), s3.head(overrides)}) {
      answer
          .hasStatus(200)
          .hasHeader("Cache-Control", "max-age=1")
          .hasHeader("Content-Disposition", "inline")
          .hasHeader("Content-Encoding", "br")
          .hasHeader("Content-Language", "fr")
          .hasHeader("Content-Type", "text/html")
          .hasHeader("Expires", "Sun, 01 Dec 2030 16:00:00 GMT");
    }
    s3.anonymous()
        .get(overrides)
        .isError(
            400,
            "InvalidRequest",
            "Request specific response headers cannot be used for anonymous GET requests.");
  }

  @Test
  void awsChunkedIsNoEncodingOfTheObject() {
    s3.put("/bucket/key", "x", "Content-Encoding", "aws-chunked, gzip").hasStatus(200);

    s3.head("/bucket/key").hasHeader("Content-Encoding", "gzip");
  }

  // Answer recorded on AWS, S3, 2026-02.
  @ParameterizedTest
  @ValueSource(strings = {"gzip, identity", "GZIP", "a,,b"})
  void otherEncodingsAreKeptAsTheyWereSent(String encoding) {
    s3.put("/bucket/key", "x", "Content-Encoding", encoding).hasStatus(200);

    s3.head("/bucket/key").hasHeader("Content-Encoding", encoding);
  }

  /** A plus in a path stands for a space, as S3 has answered in public bug reports. */
  @Test
  void aPlusInAPathIsASpace() {
    s3.put("/bucket/a+b", "x").hasStatus(200);

    s3.get("/bucket/a%20b").hasStatus(200);
    s3.get("/bucket/a%2Bb").isError(404, "NoSuchKey").has("Key", "a+b");
    assertThat(s3.get("/bucket?list-type=2").text()).contains("<Key>a b</Key>");
    s3.delete("/bucket/a+b").hasStatus(204);
    assertThat(s3.get("/bucket?list-type=2").text()).doesNotContain("<Key>");
  }

  /** The first value is the documentation's example: header bytes that are no ASCII. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\u00c3\u0084M\u00c3\u0084Z\u00c3\u0095\u00c3\u0091 S3"
            + "|=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=",
        "=?UTF-8?B?w4RNw4RaIFMz?=|=?UTF-8?Q?=C3=84M=C3=84Z_S3?=",
        "=?utf-8?q?caf=C3=A9?=|=?UTF-8?Q?caf=C3=A9?=",
        "=?ISO-8859-1?Q?caf=E9?= =?UTF-8?Q?_au_lait?=|=?UTF-8?Q?caf=C3=A9_au_lait?=",
        "=?UTF-8?Q?plain_text?=|plain text",
        "=?nonsense?=|=?nonsense?=",
        "=?UTF-8?B?***?=|=?UTF-8?B?***?=",
        "=?none?B?YQ==?=|=?none?B?YQ==?=",
        "a=?b|a=?b"
      })
  void userMetadataIsAsciiOnTheWire(String given, String returned) {
    s3.put("/bucket/key", "x", "X-Amz-Meta-NonAscii", given).hasStatus(200);

    s3.get("/bucket/key").hasHeader("x-amz-meta-nonascii", returned);
  }

  @Test
  void longTextIsWrittenInSeveralWords() {
    String text = "\u00e9".repeat(100);
    s3.put("/bucket/key", "x", "x-amz-meta-long", text).hasStatus(200);

    String returned = s3.get("/bucket/key").header("x-amz-meta-long");
    assertThat(returned.split(" ")).hasSizeGreaterThan(1).allMatch(word -> word.length() <= 75);
    s3.put("/bucket/key", "x", "x-amz-meta-long", returned).hasStatus(200);
    s3.get("/bucket/key").hasHeader("x-amz-meta-long", returned);
  }

  /**
   * The documentation has S3 combine names that differ in case. What no header can carry it counts
   * by the documentation; by the answers recorded on AWS (S3, 2026-02) it comes back encoded.
   */
  @Test
  void namesAreCombinedAndWhatNoHeaderCarriesIsEncoded() {
    String[] sent = {
      "x-amz-meta-a", "1", "X-Amz-Meta-A", "2", "x-amz-meta-c", "=?UTF-8?B?AQ0KYg==?="
    };
    s3.put("/bucket/key", "x", sent).hasStatus(200);
    for (Answer answer : List.of(s3.get("/bucket/key"), s3.head("/bucket/key"))) {
      answer
          .hasHeader("x-amz-meta-a", "1,2")
          .hasHeader("x-amz-meta-c", "=?UTF-8?B?AQ0KYg==?=")
          .hasHeader("x-amz-missing-meta", null);
    }
    s3.put("/bucket/key", "x", "x-amz-meta-a", "=?UTF-8?B?w6k=?=").hasStatus(200);
    s3.head("/bucket/key").hasHeader("x-amz-missing-meta", null);
  }

  @Test
  void userMetadataHasTwoKibibytes() {
    s3.put("/bucket/key", "x", "x-amz-meta-name", "v".repeat(2044)).hasStatus(200);
    s3.put("/bucket/key", "x", "x-amz-meta-name", "v".repeat(2045))
        .isError(
            400,
            "MetadataTooLarge",
            "Your metadata headers exceed the maximum allowed metadata size")
        .has("Size", "2049")
        .has("MaxSizeAllowed", "2048");
  }

  @Test
  void keysHaveTheirLimit() {
    s3.put("/bucket/" + "k".repeat(1024), "x").hasStatus(200);
    String tooLong = "/bucket/" + "%C3%A9".repeat(512) + "k";
    s3.put(tooLong, "x")
        .isError(400, "KeyTooLongError", "Your key is too long")
        .has("Size", "1025")
        .has("MaxSizeAllowed", "1024");
    s3.get(tooLong).isError(400, "KeyTooLongError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a//b", ".", "a/../b", "a%2Fb", "a+b", "a%20b", "%F0%9F%98%80", "a%25b", "%26"})
  void keysAreKeptByteForByte(String key) {
    s3.put("/bucket/" + key, key).hasStatus(200);

    assertThat(s3.get("/bucket/" + key).text()).isEqualTo(key);
    assertThat(s3.get("/bucket").text().split("<Key>")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXPRESS_ONEZONE", "OUTPOSTS", "SNOW", "standard", "NONE"})
  void otherStorageClassesAreRefused(String name) {
    s3.put("/bucket/key", "x", "x-amz-storage-class", name)
        .isError(400, "InvalidStorageClass", "The storage class you specified is not valid")
        .has("StorageClassRequested", name);
  }

  @Test
  void theStandardClassIsNotNamed() {
    s3.put("/bucket/key", "x", "x-amz-storage-class", "STANDARD").hasStatus(200);

    s3.head("/bucket/key").hasHeader("x-amz-storage-class", null);
  }

  @Test
  void redirectsLeadSomewhere() {
    s3.put("/bucket/key", "x", "x-amz-website-redirect-location", "other")
        .isError(
            400,
            "InvalidRedirectLocation",
            "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.");
    s3.put("/bucket/key", "x", "x-amz-website-redirect-location", "/" + "a".repeat(2048))
        .isError(400, "InvalidRedirectLocation");
  }

  @Test
  void anOverrideMustFitIntoAHeader() {
    s3.put("/bucket/key", "x").hasStatus(200);

    s3.get("/bucket/key?response-content-disposition=%E2%82%AC")
        .isError(400, "InvalidArgument", "Header value cannot be represented using ISO-8859-1.")
        .has("ArgumentName", "response-content-disposition");
  }
}
