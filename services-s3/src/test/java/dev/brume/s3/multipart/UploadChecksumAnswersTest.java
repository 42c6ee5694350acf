package dev.brume.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What multipart uploads tell of checksums, and in which order a completion is checked.
 *
 * <p>Source of truth: answers recorded on AWS, S3, 2026-02, where nothing else is said.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
class UploadChecksumAnswersTest {
  private static final String CRC32C_OF_AAA = "45fn2Q==";
  private static final String NULL_MODE =
      "The upload was created using the null checksum mode. The complete request must use the same"
          + " checksum mode.";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void create() {
    s3.create("bucket");
  }

  private String begin(String... headers) {
    return s3.send("POST", "/bucket/key?uploads", "", headers).hasStatus(200).element("UploadId");
  }

  private Answer part(String id, String... headers) {
    return s3.send("PUT", "/bucket/key?partNumber=1&uploadId=" + id, "aaa", headers);
  }

  private Answer complete(String id, String further, String... headers) {
    String parts =
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
            + "<ETag>47bce5c74f589f4867dbd57e9ca9f808</ETag>"
            + further
            + "</Part></CompleteMultipartUpload>";
    return s3.send("POST", "/bucket/key?uploadId=" + id, parts, headers);
  }

  @Test
  void besideAKeyInKmsNotEvenTheCompletionTellsOfOne() {
    String sse = "x-amz-server-side-encryption";
    String id = begin(sse, "aws:kms");
    String etag = part(id).hasStatus(200).header("ETag");
    for (int again = 0; again < 2; again++) {
      s3.send(
              "POST",
              "/bucket/key?uploadId=" + id,
              "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                  + etag.replace("\"", "&quot;")
                  + "</ETag></Part></CompleteMultipartUpload>")
          .hasStatus(200)
          .hasHeader(sse, "aws:kms")
          .has("ChecksumCRC64NVME", null)
          .has("ChecksumType", null);
    }
    s3.get("/bucket/key", "x-amz-checksum-mode", "ENABLED")
        .hasHeader("x-amz-checksum-type", "FULL_OBJECT");
  }

  @Test
  void withoutAnAlgorithmOnlyTheCompletionTellsOfOne() {
    String id = begin();
    part(id, "x-amz-checksum-crc32c", CRC32C_OF_AAA)
        .hasStatus(200)
        .hasHeader("x-amz-checksum-crc32c", CRC32C_OF_AAA)
        .hasHeader("x-amz-checksum-crc64nvme", null);
    s3.get("/bucket/key?uploadId=" + id).has("ChecksumCRC64NVME", null).has("Size", "3");

    complete(id, "<ChecksumCRC32C>" + CRC32C_OF_AAA + "</ChecksumCRC32C>")
        .isError(400, "InvalidPart");
    for (String type : new String[] {"FULL_OBJECT", "COMPOSITE"}) {
      complete(id, "", "x-amz-checksum-type", type).isError(400, "InvalidRequest", NULL_MODE);
    }
    complete(id, "")
        .hasStatus(200)
        .has("ChecksumCRC64NVME", "Rnr2/5P7Gsk=")
        .has("ChecksumType", "FULL_OBJECT");
    s3.send("GET", "/bucket/key?attributes", "", "x-amz-object-attributes", "Checksum,ObjectParts")
        .has("ChecksumCRC64NVME", "Rnr2/5P7Gsk=")
        .has("PartsCount", "1")
        .has("MaxParts", null);
  }

  @Test
  void aPartWithoutAChecksumIsAnsweredWithNone() {
    part(begin()).hasHeader("x-amz-checksum-crc64nvme", null);
  }

  @Test
  void aCopiedPartTellsOfItsEncryptionAndOfTheChecksumThatWasAskedFor() {
    s3.put("/bucket/source", "0123456789");
    String plain = begin();
    s3.put(
            "/bucket/key?partNumber=1&uploadId=" + plain,
            "",
            "x-amz-copy-source",
            "bucket/source",
            "x-amz-copy-source-range",
            "bytes=0-8")
        .hasHeader("x-amz-server-side-encryption", "AES256")
        .has("ChecksumCRC64NVME", null);
    s3.put(
            "/bucket/key?partNumber=1&uploadId=" + plain,
            "",
            "x-amz-copy-source",
            "bucket/source",
            "x-amz-copy-source-range",
            "bytes=100-200")
        .isError(
            400,
            "InvalidRequest",
            "The specified copy range is invalid for the source object size");
  }

  @Test
  void compositeChecksumsOfAttributesHaveNoCount() {
    String id = begin("x-amz-checksum-algorithm", "CRC32C");
    part(id, "x-amz-checksum-crc32c", CRC32C_OF_AAA).hasStatus(200);
    Answer whole =
        complete(id, "<ChecksumCRC32C>" + CRC32C_OF_AAA + "</ChecksumCRC32C>").hasStatus(200);
    String value = whole.element("ChecksumCRC32C");

    assertThat(value).endsWith("-1");
    s3.send("GET", "/bucket/key?attributes", "", "x-amz-object-attributes", "Checksum")
        .has("ChecksumCRC32C", value.substring(0, value.length() - 2));
    s3.send("GET", "/bucket/key?partNumber=1", "", "x-amz-checksum-mode", "ENABLED")
        .hasHeader("x-amz-checksum-crc32c", CRC32C_OF_AAA);
  }

  @Test
  void aWholeObjectsChecksumNeedsItsType() {
    String id = begin("x-amz-checksum-algorithm", "CRC32C", "x-amz-checksum-type", "FULL_OBJECT");
    part(id, "x-amz-checksum-crc32c", CRC32C_OF_AAA).hasStatus(200);

    complete(id, "", "x-amz-checksum-crc32c", CRC32C_OF_AAA).isError(400, "BadDigest");
    complete(id, "", "x-amz-checksum-crc32c", CRC32C_OF_AAA, "x-amz-checksum-type", "FULL_OBJECT")
        .hasStatus(200);
  }

  @Test
  void aPartsChecksumOfAnotherAlgorithmIsNotWhatWasReceived() {
    String id = begin("x-amz-checksum-algorithm", "CRC32C");
    part(id, "x-amz-checksum-crc32c", CRC32C_OF_AAA).hasStatus(200);

    complete(id, "<ChecksumSHA256>mDSHbc+wXLFnpcJJU+uljErImxrfV/KPL50JrxB+6PA=</ChecksumSHA256>")
        .isError(
            400,
            "BadDigest",
            "The sha256 you specified for part 1 did not match what we received.");
  }

  @Test
  void anUnknownUploadIsFoundBeforeThePartsAreMissed() {
    s3.send("POST", "/bucket/key?uploadId=fakeid", "").isError(404, "NoSuchUpload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "If-None-Match"})
  void aKeyThatHasChangedSinceTheUploadBeganIsAConflict(String condition) {
    boolean match = condition.equals("If-Match");
    s3.put("/bucket/key", "same").hasStatus(200);
    String id = begin();
    part(id).hasStatus(200);
    String etag = "\"51037a4a37730f52c8732586d3aaa316\""; // of "same"
    s3.delete("/bucket/key").hasStatus(204);
    if (match) {
      complete(id, "", condition, etag).isError(404, "NoSuchKey");
      s3.put("/bucket/key", "same").hasHeader("ETag", etag);
    }

    complete(id, "", condition, match ? etag : "*")
        .isError(
            409,
            "ConditionalRequestConflict",
            "The conditional request cannot succeed due to a conflicting operation against this"
                + " resource.")
        .has("Condition", condition)
        .has("Key", "key");
    complete(id, "").hasStatus(200);
  }

  @Test
  void whoBeganAnUploadHasADisplayName() {
    String id = begin();

    s3.get("/bucket/key?uploadId=" + id).has("DisplayName", S3Wire.ACCOUNT);
  }

  @Test
  void anUploadIdOfAnotherKeyMarksNothing() {
    String id = begin();

    s3.get("/bucket?uploads&key-marker=other&upload-id-marker=" + id)
        .isError(400, "InvalidArgument", "Invalid uploadId marker")
        .has("ArgumentName", "upload-id-marker");
    s3.get("/bucket?uploads&key-marker=key&upload-id-marker=x")
        .isError(400, "InvalidArgument", "Invalid uploadId marker");
    // Common prefixes mark no place to go on from.
    assertThat(s3.get("/bucket?uploads&delimiter=e").has("Prefix", "ke").text())
        .contains("<NextKeyMarker/>");
  }
}
