package dev.brume.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  private static String[] customersKey(String prefix) {
    String key = "1234567890abcdef1234567890abcdef";
    return new String[] {
      prefix + "algorithm",
      "AES256",
      prefix + "key",
      Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)),
      prefix + "key-MD5",
      S3Wire.md5(key)
    };
  }

  @Test
  void underACustomersKeyNotEvenTheCompletionTellsOfOne() {
    String prefix = "x-amz-server-side-encryption-customer-";
    String[] key = customersKey(prefix);
    String id = begin(key);
    String etag = part(id, key).hasStatus(200).header("ETag");
    assertThat(s3.get("/bucket/key?uploadId=" + id, key).text()).doesNotContain("Checksum");

    s3.send(
            "POST",
            "/bucket/key?uploadId=" + id,
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + etag
                + "</ETag></Part></CompleteMultipartUpload>",
            key)
        .hasStatus(200)
        .has("ChecksumCRC64NVME", null)
        .has("ChecksumType", null);
    String[] read = Arrays.copyOf(key, key.length + 2);
    read[key.length] = "x-amz-checksum-mode";
    read[key.length + 1] = "ENABLED";
    s3.get("/bucket/key", read)
        .hasStatus(200)
        .hasHeader("x-amz-checksum-crc64nvme", null)
        .hasHeader("x-amz-checksum-type", null);
  }

  /** Recorded with S3's own keys; the headers of others are by the page of UploadPartCopy. */
  @Test
  void aCopiedPartTellsOfTheEncryptionOfItsTarget() {
    s3.put("/bucket/source", "0123456789").hasStatus(200);
    String sse = "x-amz-server-side-encryption";
    String inKms = begin(sse, "aws:kms", sse + "-bucket-key-enabled", "true");
    String target = "/bucket/key?partNumber=1&uploadId=";
    String[] source = {"x-amz-copy-source", "bucket/source"};
    Answer copied = s3.send("PUT", target + inKms, "", source).hasStatus(200);
    copied.hasHeader(sse, "aws:kms").hasHeader(sse + "-bucket-key-enabled", "true");
    assertThat(copied.header(sse + "-aws-kms-key-id")).startsWith("arn:aws:kms:us-east-1:");

    String[] key = customersKey(sse + "-customer-");
    String id = begin(key);
    s3.send("PUT", target + id, "", source).isError(400, "InvalidRequest");
    String[] both = Arrays.copyOf(key, key.length + 2);
    both[key.length] = source[0];
    both[key.length + 1] = source[1];
    s3.send("PUT", target + id, "", both)
        .hasStatus(200)
        .hasHeader(sse, null)
        .hasHeader(sse + "-customer-algorithm", "AES256")
        .hasHeader(sse + "-customer-key-MD5", key[5]);
  }

  /** Recorded of FULL_OBJECT and COMPOSITE uploads; without an algorithm it is FULL_OBJECT. */
  @ParameterizedTest
  @CsvSource({"FULL_OBJECT, false", "COMPOSITE, true", "'', false"})
  void theAttributesListPartsOfCompositeChecksumsOnly(String type, boolean listed) {
    String id =
        type.isEmpty()
            ? begin()
            : begin("x-amz-checksum-algorithm", "CRC32C", "x-amz-checksum-type", type);
    part(id, "x-amz-checksum-crc32c", CRC32C_OF_AAA).hasStatus(200);
    complete(id, type.isEmpty() ? "" : "<ChecksumCRC32C>" + CRC32C_OF_AAA + "</ChecksumCRC32C>")
        .hasStatus(200);

    Answer attributes = s3.get("/bucket/key?attributes", "x-amz-object-attributes", "ObjectParts");
    attributes.has("PartsCount", "1");
    for (String more : new String[] {"Part", "MaxParts", "PartNumberMarker", "IsTruncated"}) {
      assertThat(attributes.text().contains("<" + more + ">")).as(more).isEqualTo(listed);
    }
  }

  /** The part that is the whole object has its checksum; another has none of its own. */
  @Test
  void aPartOfAFullObjectChecksumHasNoneUnlessItIsTheWhole() {
    String full = "x-amz-checksum-type";
    String id = begin("x-amz-checksum-algorithm", "CRC32C", full, "FULL_OBJECT");
    part(id, "x-amz-checksum-crc32c", CRC32C_OF_AAA).hasStatus(200);
    complete(id, "").hasStatus(200);
    String[] mode = {"x-amz-checksum-mode", "ENABLED"};
    for (String method : new String[] {"GET", "HEAD"}) {
      s3.send(method, "/bucket/key?partNumber=1", "", mode)
          .hasStatus(206)
          .hasHeader("x-amz-checksum-crc32c", CRC32C_OF_AAA);
    }

    byte[] big = new byte[5 << 20];
    String two = begin("x-amz-checksum-algorithm", "CRC32C", full, "FULL_OBJECT");
    String target = "/bucket/key?uploadId=" + two + "&partNumber=";
    String first = s3.send("PUT", target + 1, big).hasStatus(200).header("ETag");
    String second = s3.send("PUT", target + 2, "aaa").hasStatus(200).header("ETag");
    s3.send(
            "POST",
            "/bucket/key?uploadId=" + two,
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + first
                + "</ETag></Part><Part><PartNumber>2</PartNumber><ETag>"
                + second
                + "</ETag></Part></CompleteMultipartUpload>")
        .hasStatus(200)
        .has("ChecksumType", "FULL_OBJECT");
    for (String method : new String[] {"GET", "HEAD"}) {
      s3.send(method, "/bucket/key?partNumber=2", "", mode)
          .hasStatus(206)
          .hasHeader("x-amz-checksum-crc32c", null)
          .hasHeader("x-amz-checksum-type", null);
    }
  }

  /** The type is looked at before the parts are. */
  @Test
  void theTypeOfTheChecksumIsCheckedFirst() {
    String id = begin();
    part(id).hasStatus(200);
    s3.send(
            "POST",
            "/bucket/key?uploadId=" + id,
            "<CompleteMultipartUpload><Part><PartNumber>7</PartNumber><ETag>x</ETag></Part>"
                + "</CompleteMultipartUpload>",
            "x-amz-checksum-type",
            "COMPOSITE")
        .isError(400, "InvalidRequest", NULL_MODE);
  }

  @Test
  void anOverwrittenKeyIsAConflictUnlessTheConditionDoesNotHold() {
    String etag = s3.put("/bucket/key", "before").hasStatus(200).header("ETag");
    String id = begin();
    part(id).hasStatus(200);
    String now = s3.put("/bucket/key", "same").hasStatus(200).header("ETag");

    complete(id, "", "If-Match", etag).isError(412, "PreconditionFailed");
    complete(id, "", "If-None-Match", "*").isError(412, "PreconditionFailed");
    complete(id, "", "If-Match", now).isError(409, "ConditionalRequestConflict");
    complete(id, "").hasStatus(200);
  }

  @Test
  void whoBeganUploadsHasADisplayNameInListsToo() {
    begin();
    String list = s3.get("/bucket?uploads").hasStatus(200).text();

    assertThat(list)
        .contains("<DisplayName>" + S3Wire.ACCOUNT + "</DisplayName></Initiator>", "<Owner><ID>")
        .containsOnlyOnce("<DisplayName>")
        .doesNotContain("<Prefix");
    assertThat(s3.get("/bucket?uploads&prefix=k").text()).contains("<Prefix>k</Prefix>");
    assertThat(s3.get("/bucket?uploads&prefix=none").text())
        .contains("<NextKeyMarker/>", "<NextUploadIdMarker/>");
  }

  @Test
  void aSourceOfAPartMayBeAWholeUrl() {
    s3.put("/bucket/source", "0123456789").hasStatus(200);
    s3.put(
            "/bucket/key?partNumber=1&uploadId=" + begin(),
            "",
            "x-amz-copy-source",
            "https://s3.amazonaws.com/bucket/source")
        .hasStatus(200);
  }
}
