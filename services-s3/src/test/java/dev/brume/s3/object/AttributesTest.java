package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The attributes of an object are read without the object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>
 */
class AttributesTest {
  private static final String HEADER = "x-amz-object-attributes";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void putObject() {
    s3.create("bucket");
    s3.put("/bucket/key", "hello").hasStatus(200);
  }

  @Test
  void whatIsAskedForIsTold() {
    String all =
        s3.get(
                "/bucket/key?attributes",
                HEADER,
                "ETag,Checksum,ObjectParts,StorageClass,ObjectSize")
            .hasStatus(200)
            .hasHeader("Last-Modified", "Wed, 01 Jan 2025 00:00:00 GMT")
            .text();

    assertThat(all)
        .contains("<GetObjectAttributesResponse")
        .contains("<ETag>5d41402abc4b2a76b9719d911017c592</ETag>")
        .contains("<ChecksumCRC64NVME>M3eFcAZSQlc=</ChecksumCRC64NVME>")
        .contains("<ChecksumType>FULL_OBJECT</ChecksumType>")
        .contains("<StorageClass>STANDARD</StorageClass>")
        .contains("<ObjectSize>5</ObjectSize>")
        .doesNotContain("ObjectParts");
    assertThat(s3.get("/bucket/key?attributes", HEADER, "ObjectSize", HEADER, "ETag").text())
        .contains("ObjectSize")
        .contains("ETag")
        .doesNotContain("Checksum");
  }

  @Test
  void theAttributesMustBeNamed() {
    s3.get("/bucket/key?attributes")
        .isError(
            400,
            "InvalidRequest",
            "The x-amz-object-attributes header specifying the attributes to be retrieved is"
                + " either missing or empty");
    s3.get("/bucket/key?attributes", HEADER, "ETags")
        .isError(400, "InvalidArgument", "Invalid attribute name specified.")
        .has("ArgumentName", HEADER)
        .has("ArgumentValue", "ETags");
  }

  @Test
  void versionsHaveTheirOwn() {
    s3.versioning("bucket", "Enabled");
    String second = s3.put("/bucket/key", "more").header("x-amz-version-id");

    s3.get("/bucket/key?attributes", HEADER, "ObjectSize")
        .hasHeader("x-amz-version-id", second)
        .has("ObjectSize", "4");
    s3.get("/bucket/key?attributes&versionId=null", HEADER, "ObjectSize").has("ObjectSize", "5");
    String marker = s3.delete("/bucket/key").header("x-amz-version-id");
    s3.get("/bucket/key?attributes", HEADER, "ObjectSize")
        .isError(404, "NoSuchKey")
        .hasHeader("x-amz-delete-marker", "true");
    s3.get("/bucket/key?attributes&versionId=" + marker, HEADER, "ObjectSize")
        .isError(405, "MethodNotAllowed");
  }
}
