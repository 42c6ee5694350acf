package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Objects that were uploaded in parts are read by part, described by part, and copied as one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>
 */
class PartsOfObjectsTest {
  private static final byte[] FIRST =
      "0123456789abcdef".repeat(5 << 16).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SECOND = "the end".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = FIRST.length + SECOND.length;

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void upload() {
    s3.create("bucket");
    String id =
        s3.post("/bucket/key?uploads", "", "x-amz-checksum-algorithm", "CRC32")
            .hasStatus(200)
            .element("UploadId");
    s3.post(
            "/bucket/key?uploadId=" + id,
            "<CompleteMultipartUpload>"
                + part(id, 1, FIRST)
                + part(id, 2, SECOND)
                + "</CompleteMultipartUpload>")
        .hasStatus(200);
  }

  private String part(String id, int number, byte[] bytes) {
    String target = "/bucket/key?partNumber=" + number + "&uploadId=" + id;
    Answer answer = s3.send("PUT", target, bytes, "x-amz-checksum-crc32", crc32(bytes));
    return "<Part><PartNumber>"
        + number
        + "</PartNumber><ETag>"
        + answer.hasStatus(200).header("ETag")
        + "</ETag><ChecksumCRC32>"
        + crc32(bytes)
        + "</ChecksumCRC32></Part>";
  }

  private static Digest digest(ChecksumAlgorithm algorithm, byte[]... pieces) {
    Digest digest = algorithm.start();
    for (byte[] piece : pieces) {
      digest.update(ByteBuffer.wrap(piece));
    }
    return digest;
  }

  private static String crc32(byte[]... pieces) {
    return digest(ChecksumAlgorithm.CRC32, pieces).base64();
  }

  @Test
  void aPartIsRead() {
    for (String method : new String[] {"GET", "HEAD"}) {
      s3.send(method, "/bucket/key?partNumber=2", "", "x-amz-checksum-mode", "ENABLED")
          .hasStatus(206)
          .hasHeader("Content-Range", "bytes " + FIRST.length + "-" + (SIZE - 1) + "/" + SIZE)
          .hasHeader("Content-Length", Integer.toString(SECOND.length))
          .hasHeader("x-amz-mp-parts-count", "2")
          .hasHeader("x-amz-checksum-crc32", crc32(SECOND));
    }
    assertThat(s3.get("/bucket/key?partNumber=2").body()).isEqualTo(SECOND);
    s3.get("/bucket/key?partNumber=3")
        .isError(416, "InvalidPartNumber")
        .has("ActualPartCount", "2");
    s3.get("/bucket/key").hasStatus(200).hasHeader("x-amz-mp-parts-count", null);
  }

  @Test
  void aRangeCrossesParts() {
    Answer answer =
        s3.get("/bucket/key", "Range", "bytes=" + (FIRST.length - 2) + "-" + FIRST.length);

    assertThat(answer.hasStatus(206).text()).isEqualTo("eft");
    s3.get("/bucket/key", "Range", "bytes=" + FIRST.length + "-", "x-amz-checksum-mode", "ENABLED")
        .hasHeader("x-amz-checksum-crc32", crc32(SECOND));
  }

  @Test
  void thePartsAreToldPageByPage() {
    String attributes = "x-amz-object-attributes";
    assertThat(s3.get("/bucket/key?attributes", attributes, "ObjectParts").text())
        .contains("<PartsCount>2</PartsCount>")
        .contains("<IsTruncated>false</IsTruncated>")
        .contains("<PartNumber>1</PartNumber><Size>" + FIRST.length + "</Size>")
        .contains("<ChecksumCRC32>" + crc32(SECOND) + "</ChecksumCRC32>");
    s3.get("/bucket/key?attributes", attributes, "ObjectParts", "x-amz-max-parts", "1")
        .has("IsTruncated", "true")
        .has("NextPartNumberMarker", "1")
        .has("MaxParts", "1")
        .has("PartNumber", "1");
    s3.get("/bucket/key?attributes", attributes, "ObjectParts", "x-amz-part-number-marker", "1")
        .has("IsTruncated", "false")
        .has("PartNumberMarker", "1")
        .has("PartNumber", "2");
    s3.get("/bucket/key?attributes", attributes, "ObjectParts", "x-amz-max-parts", "many")
        .hasStatus(200)
        .has("MaxParts", "1000");
  }

  @Test
  void aCopyIsOneObject() {
    byte[] md5 = digest(ChecksumAlgorithm.MD5, FIRST, SECOND).value();
    s3.put("/bucket/copy", "", "x-amz-copy-source", "bucket/key")
        .hasStatus(200)
        .has("ETag", "&quot;" + HexFormat.of().formatHex(md5) + "&quot;")
        .has("ChecksumCRC32", crc32(FIRST, SECOND))
        .has("ChecksumType", "FULL_OBJECT");

    s3.delete("/bucket/key").hasStatus(204);
    Answer whole = s3.get("/bucket/copy?partNumber=1").hasStatus(206);
    assertThat(whole.body()).hasSize(SIZE).startsWith(FIRST).endsWith(SECOND);
    whole.hasHeader("x-amz-mp-parts-count", null);
    s3.get("/bucket/copy?partNumber=2").isError(416, "InvalidPartNumber");
    assertThat(s3.get("/bucket/copy?attributes", "x-amz-object-attributes", "ObjectParts").text())
        .doesNotContain("ObjectParts");
  }
}
