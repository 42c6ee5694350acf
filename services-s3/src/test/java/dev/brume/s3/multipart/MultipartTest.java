package dev.brume.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Objects that are uploaded in parts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart
 *     upload</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
class MultipartTest {
  private static final byte[] BIG =
      "0123456789abcdef".repeat(5 << 16).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST = "the end".getBytes(StandardCharsets.US_ASCII);

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  private String begin(String key, String... headers) {
    return s3.post("/bucket/" + key + "?uploads", "", headers).hasStatus(200).element("UploadId");
  }

  private Answer part(String key, String uploadId, int number, byte[] bytes, String... headers) {
    String target = "/bucket/" + key + "?partNumber=" + number + "&uploadId=" + uploadId;
    return s3.send("PUT", target, bytes, headers);
  }

  private Answer complete(String key, String uploadId, String parts, String... headers) {
    return s3.post(
        "/bucket/" + key + "?uploadId=" + uploadId,
        "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>",
        headers);
  }

  private static String listed(int number, String etag) {
    return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + "</ETag></Part>";
  }

  private static byte[] value(ChecksumAlgorithm algorithm, byte[]... pieces) {
    Digest digest = algorithm.start();
    for (byte[] piece : pieces) {
      digest.update(ByteBuffer.wrap(piece));
    }
    return digest.value();
  }

  private static String base64(byte[] value) {
    return java.util.Base64.getEncoder().encodeToString(value);
  }

  private static String etag(byte[]... parts) {
    byte[][] sums = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      sums[i] = value(ChecksumAlgorithm.MD5, parts[i]);
    }
    byte[] sum = parts.length == 1 ? sums[0] : value(ChecksumAlgorithm.MD5, sums);
    return HexFormat.of().formatHex(sum);
  }

  @Test
  void thePartsBecomeTheObject() {
    Answer begun =
        s3.post("/bucket/a/b?uploads", "", "Content-Type", "text/plain", "x-amz-meta-a", "1");
    begun.hasStatus(200).has("Bucket", "bucket").has("Key", "a/b");
    String id = begun.element("UploadId");
    s3.get("/bucket/a/b").isError(404, "NoSuchKey");
    part("a/b", id, 3, BIG).hasStatus(200).hasHeader("ETag", '"' + etag(BIG) + '"');
    part("a/b", id, 7, LAST).hasStatus(200);

    Answer done = complete("a/b", id, listed(3, '"' + etag(BIG) + '"') + listed(7, etag(LAST)));

    String whole = etag(BIG, LAST) + "-2";
    String checksum = base64(value(ChecksumAlgorithm.CRC64NVME, BIG, LAST));
    done.hasStatus(200)
        .has("ETag", "&quot;" + whole + "&quot;")
        .has("Location", "http://localhost:4566/bucket/a%2Fb")
        .has("ChecksumCRC64NVME", checksum)
        .has("ChecksumType", "FULL_OBJECT");
    s3.head("/bucket/a/b", "x-amz-checksum-mode", "ENABLED")
        .hasHeader("Content-Length", Integer.toString(BIG.length + LAST.length))
        .hasHeader("Content-Type", "text/plain")
        .hasHeader("x-amz-meta-a", "1")
        .hasHeader("ETag", '"' + whole + '"')
        .hasHeader("x-amz-checksum-crc64nvme", checksum);
    complete("a/b", id, listed(3, etag(BIG)))
        .hasStatus(200)
        .has("ETag", "&quot;" + whole + "&quot;");
    part("a/b", id, 1, LAST).isError(404, "NoSuchUpload").has("UploadId", id);
  }

  @Test
  void aPartCanBeUploadedAgain() {
    String id = begin("key");
    part("key", id, 1, BIG).hasStatus(200);
    part("key", id, 1, LAST).hasStatus(200);

    complete("key", id, listed(1, etag(BIG))).isError(400, "InvalidPart").has("PartNumber", "1");
    complete("key", id, listed(1, etag(LAST))).hasStatus(200);
    assertThat(s3.get("/bucket/key").body()).isEqualTo(LAST);
  }

  @Test
  void thePartsMustBeRight() {
    String id = begin("key");
    part("key", id, 1, LAST).hasStatus(200);
    part("key", id, 2, LAST).hasStatus(200);
    String one = listed(1, etag(LAST));
    String two = listed(2, etag(LAST));

    complete("key", id, two + one)
        .isError(
            400,
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.")
        .has("UploadId", id);
    complete("key", id, one + one).isError(400, "InvalidPartOrder");
    complete("key", id, one + listed(3, etag(LAST))).isError(400, "InvalidPart");
    complete("key", id, one + two)
        .isError(
            400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
        .has("ProposedSize", "7")
        .has("MinSizeAllowed", "5242880")
        .has("PartNumber", "1")
        .has("ETag", etag(LAST));
    complete("key", id, "").isError(400, "MalformedXML");
    s3.post("/bucket/key?uploadId=" + id, "")
        .isError(400, "InvalidRequest", "You must specify at least one part");
    complete("key", id, one, "x-amz-mp-object-size", "size")
        .isError(400, "InvalidRequest", "Value for x-amz-mp-object-size header is invalid: 'size'");
    complete("key", id, one, "x-amz-mp-object-size", "5")
        .isError(
            400,
            "InvalidRequest",
            "The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 7");
    s3.get("/bucket/key").isError(404, "NoSuchKey");
    complete("key", id, one, "x-amz-mp-object-size", "7").hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource({"0", "10001", "-1"})
  void partNumbersHaveBounds(int number) {
    part("key", begin("key"), number, LAST)
        .isError(
            400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive")
        .has("ArgumentName", "partNumber")
        .has("ArgumentValue", Integer.toString(number));
  }

  @Test
  void anAbortedUploadIsGone() {
    String id = begin("key");
    part("key", id, 1, LAST).hasStatus(200);
    s3.delete("/bucket/other?uploadId=" + id).isError(404, "NoSuchUpload");

    s3.delete("/bucket/key?uploadId=" + id).hasStatus(204);

    s3.delete("/bucket/key?uploadId=" + id).isError(404, "NoSuchUpload");
    s3.get("/bucket/key?uploadId=" + id).isError(404, "NoSuchUpload");
    complete("key", id, listed(1, etag(LAST))).isError(404, "NoSuchUpload");
  }

  @Test
  void aCompositeChecksumIsMadeOfThoseOfTheParts() {
    String id = begin("key", "x-amz-checksum-algorithm", "SHA256");
    byte[] big = value(ChecksumAlgorithm.SHA256, BIG);
    byte[] last = value(ChecksumAlgorithm.SHA256, LAST);
    part("key", id, 1, BIG, "x-amz-checksum-sha256", base64(big))
        .hasStatus(200)
        .hasHeader("x-amz-checksum-sha256", base64(big));
    part("key", id, 2, LAST, "x-amz-checksum-crc32", base64(value(ChecksumAlgorithm.CRC32, LAST)))
        .isError(
            400,
            "InvalidRequest",
            "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type:"
                + " crc32");
    part("key", id, 2, LAST, "x-amz-checksum-sha256", base64(last)).hasStatus(200);
    String plain = listed(1, etag(BIG)) + listed(2, etag(LAST));
    complete("key", id, plain)
        .isError(
            400,
            "InvalidRequest",
            "The upload was created using a sha256 checksum. The complete request must include the"
                + " checksum for each part. It was missing for part 1 in the request.");
    String first = "<ChecksumSHA256>" + base64(big) + "</ChecksumSHA256></Part>";
    String second = "<ChecksumSHA256>" + base64(last) + "</ChecksumSHA256></Part>";

    Answer done =
        complete(
            "key",
            id,
            listed(1, etag(BIG)).replace("</Part>", first)
                + listed(2, etag(LAST)).replace("</Part>", second));

    done.hasStatus(200)
        .has("ChecksumType", "COMPOSITE")
        .has("ChecksumSHA256", base64(value(ChecksumAlgorithm.SHA256, big, last)) + "-2");
  }

  /**
   * AWS does not document it; users of its SDKs met it where they asked for no algorithm.
   *
   * @see <a href="https://github.com/aws/aws-sdk-java-v2/issues/6518">AWS SDK for Java: #6518</a>
   */
  @Test
  void aPartIsNotKnownByAChecksumThatTheUploadHasNot() {
    String id = begin("key");
    String crc = base64(value(ChecksumAlgorithm.CRC32, LAST));
    part("key", id, 1, LAST, "x-amz-checksum-crc32", crc).hasStatus(200);
    String listed = listed(1, etag(LAST));
    String sum = "<ChecksumCRC32>" + crc + "</ChecksumCRC32></Part>";
    complete("key", id, listed.replace("</Part>", sum)).isError(400, "InvalidPart");
    complete("key", id, listed(0, etag(LAST)))
        .isError(400, "InvalidArgument", "PartNumber must be &gt;= 1");
    complete("key", id, listed).hasStatus(200);
  }

  /**
   * Reported of AWS: parts of a composite checksum can't do without theirs, those of a full
   * object's can (<a href="https://github.com/versity/versitygw/issues/1342">versitygw #1342</a>).
   */
  @Test
  void aPartOfACompositeChecksumHasOne() {
    String id = begin("key", "x-amz-checksum-algorithm", "CRC32");
    part("key", id, 1, LAST)
        .isError(
            400,
            "InvalidRequest",
            "Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type:"
                + " null");
    String full =
        begin("key", "x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT");
    part("key", full, 1, LAST).hasStatus(200);
  }

  @Test
  void aFullObjectChecksumIsComparedWithTheParts() {
    String id =
        begin("key", "x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT");
    part("key", id, 1, BIG).hasStatus(200);
    part("key", id, 2, LAST).hasStatus(200);
    String parts = listed(1, etag(BIG)) + listed(2, etag(LAST));
    String whole = base64(value(ChecksumAlgorithm.CRC32, BIG, LAST));

    complete("key", id, parts, "x-amz-checksum-crc32", "AAAAAA==").isError(400, "BadDigest");
    complete("key", id, parts, "x-amz-checksum-crc32", whole, "x-amz-checksum-type", "FULL_OBJECT")
        .hasStatus(200)
        .has("ChecksumCRC32", whole)
        .has("ChecksumType", "FULL_OBJECT");
  }

  /** The texts were reported of AWS; the documentation has the table of types alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHA1|FULL_OBJECT|The FULL_OBJECT checksum type cannot be used with the sha1 checksum"
            + " algorithm.",
        "CRC64NVME|COMPOSITE|The COMPOSITE checksum type cannot be used with the crc64nvme checksum"
            + " algorithm.",
        "|FULL_OBJECT|The x-amz-checksum-type header can only be used with the"
            + " x-amz-checksum-algorithm header.",
      })
  void notEveryChecksumHasEveryType(String algorithm, String type, String message) {
    String[] headers =
        algorithm == null
            ? new String[] {"x-amz-checksum-type", type}
            : new String[] {"x-amz-checksum-algorithm", algorithm, "x-amz-checksum-type", type};
    s3.post("/bucket/key?uploads", "", headers).isError(400, "InvalidRequest", message);
  }

  @Test
  void partsAreListedPageByPage() {
    String id = begin("key", "x-amz-storage-class", "STANDARD_IA");
    s3.pass(Duration.ofSeconds(5));
    for (int number : new int[] {2, 9, 4}) {
      part("key", id, number, LAST).hasStatus(200);
    }

    Answer first = s3.get("/bucket/key?max-parts=2&uploadId=" + id);
    first
        .hasStatus(200)
        .has("PartNumberMarker", "0")
        .has("NextPartNumberMarker", "4")
        .has("MaxParts", "2")
        .has("IsTruncated", "true")
        .has("StorageClass", "STANDARD_IA")
        .has("PartNumber", "2")
        .has("Size", "7")
        .has("LastModified", "2025-01-01T00:00:05.000Z");
    assertThat(first.text()).contains("<Initiator><ID>", "<Owner><ID>");
    s3.get("/bucket/key?part-number-marker=4&uploadId=" + id)
        .has("PartNumber", "9")
        .has("IsTruncated", "false");
    s3.get("/bucket/key?max-parts=-1&uploadId=" + id).isError(400, "InvalidArgument");
  }

  @Test
  void uploadsAreListedByKeyAndAge() {
    String first = begin("a/x");
    String second = begin("b");
    String third = begin("b");
    begin("c/y");
    begin("c/z");

    Answer all = s3.get("/bucket?uploads");
    assertThat(all.text().indexOf(second))
        .isBetween(all.text().indexOf(first), all.text().indexOf(third));
    all.has("Initiated", "2025-01-01T00:00:00.000Z")
        .has("MaxUploads", "1000")
        .has("IsTruncated", "false");
    Answer page = s3.get("/bucket?uploads&max-uploads=2");
    page.has("NextKeyMarker", "b").has("NextUploadIdMarker", second).has("IsTruncated", "true");
    s3.get("/bucket?uploads&max-uploads=1&key-marker=b&upload-id-marker=" + second)
        .has("UploadId", third);
    s3.get("/bucket?uploads&key-marker=b").has("Key", "c/y");
    Answer rolledUp = s3.get("/bucket?uploads&delimiter=/&key-marker=b");
    assertThat(rolledUp.text())
        .containsOnlyOnce("<CommonPrefixes>")
        .contains("<Prefix>c/</Prefix>");
    s3.get("/bucket?uploads&prefix=c/z").has("Key", "c/z");
  }

  @Test
  void aVersionedBucketKeepsWhatWasThere() {
    s3.versioning("bucket", "Enabled");
    s3.put("/bucket/key", "old").hasStatus(200);
    String id = begin("key");
    part("key", id, 1, LAST).hasStatus(200);

    String version = complete("key", id, listed(1, etag(LAST))).header("x-amz-version-id");

    assertThat(version).hasSize(32);
    assertThat(s3.get("/bucket/key?versionId=" + version).body()).isEqualTo(LAST);
    complete("key", id, listed(1, etag(LAST))).hasHeader("x-amz-version-id", version);
  }

  @Test
  void aPartIsCopiedFromAnObject() {
    s3.put("/bucket/source", "0123456789").hasStatus(200);
    String id = begin("key");
    String target = "/bucket/key?partNumber=1&uploadId=" + id;
    String from = "x-amz-copy-source";
    String range = "x-amz-copy-source-range";

    s3.put(target, "", from, "/bucket/source", range, "bytes=2-5")
        .hasStatus(200)
        .has("ETag", "&quot;" + etag("2345".getBytes(StandardCharsets.US_ASCII)) + "&quot;");
    complete("key", id, listed(1, etag("2345".getBytes(StandardCharsets.US_ASCII)))).hasStatus(200);
    assertThat(s3.get("/bucket/key").text()).isEqualTo("2345");

    String other = "/bucket/other?partNumber=1&uploadId=" + begin("other");
    s3.put(other, "", from, "/bucket/source", range, "bytes=2-")
        .isError(400, "InvalidArgument")
        .has("ArgumentName", range);
    s3.put(other, "", from, "/bucket/source", range, "bytes=5-10")
        .isError(
            400, "InvalidArgument", "Range specified is not valid for source object of size: 10");
    s3.put(other, "", from, "/bucket/nothing").isError(404, "NoSuchKey");
    s3.put(other, "", from, "/bucket/source", "x-amz-copy-source-if-match", "x")
        .isError(412, "PreconditionFailed");
    s3.put(target, "", from, "/bucket/source").isError(404, "NoSuchUpload");
  }

  // Answer recorded on AWS, S3, 2026-02: of a part the digest is shown as it was sent.
  @Test
  void theDigestOfAPartIsShownAsItWasSent() {
    String other = S3Wire.md5("other");
    String id = s3.post("/bucket/big?uploads", "").element("UploadId");
    s3.put("/bucket/big?partNumber=1&uploadId=" + id, "x", "Content-MD5", other)
        .isError(400, "BadDigest", "The Content-MD5 you specified did not match what we received.")
        .has("ExpectedDigest", other)
        .has("CalculatedDigest", S3Wire.md5("x"));
    s3.put("/bucket/whole", "x", "Content-MD5", other)
        .isError(400, "BadDigest")
        .has("ExpectedDigest", "795f3202b17cb6bc3d4b771d8c6c9eaf");
  }

  // Answer recorded on AWS, S3, 2026-02.
  @Test
  void anEmptyNumberOfAListOfPartsIsNone() {
    String id = s3.post("/bucket/big?uploads", "").element("UploadId");
    s3.get("/bucket/big?uploadId=" + id + "&part-number-marker=")
        .hasStatus(200)
        .has("PartNumberMarker", "0");
    s3.get("/bucket/big?uploadId=" + id + "&max-parts=").hasStatus(200).has("MaxParts", "1000");
  }
}
