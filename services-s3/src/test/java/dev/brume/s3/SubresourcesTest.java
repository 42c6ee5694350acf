package dev.brume.s3;

import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Methods that there are not for parts of buckets and objects.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
class SubresourcesTest {
  private final S3Wire s3 = new S3Wire().create("bucket");

  @ParameterizedTest
  @CsvSource({
    "DELETE, /bucket?acl, ACL",
    "DELETE, /bucket?versioning=, VERSIONING",
    "DELETE, /bucket/key?%61cl, ACL",
    "DELETE, /bucket/key?x-id=DeleteObject&restore, RESTORE",
    "GET, /bucket/key?uploads, UPLOADS",
    "PUT, /bucket/key?restore, RESTORE",
    "PUT, /new-bucket?policyStatus, POLICYSTATUS",
    "POST, /bucket/key, OBJECT",
    "PUT, /bucket/key?uploadId=x, UPLOAD",
  })
  void whatThereIsNoMethodForIsNotDoneToTheWhole(String method, String target, String resource) {
    s3.put("/bucket/key", "x").hasStatus(200);
    s3.send(method, target, "")
        .isError(
            405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
        .has("Method", method)
        .has("ResourceType", resource);
    s3.head("/bucket/key").hasStatus(200).hasHeader("Content-Length", "1");
    s3.head("/new-bucket").hasStatus(404);
  }

  /** AWS does not document how it answers this. */
  @Test
  void oneSubresourceIsAskedForAtATime() {
    tag("<Key>k</Key>").hasStatus(204);
    s3.delete("/bucket?tagging&policy")
        .isError(400, "InvalidArgument", "Conflicting values provided in requests")
        .has("ArgumentName", "ResourceType");
    s3.get("/bucket?tagging").hasStatus(200);
  }

  @Test
  void keysHaveNoVersionsToList() {
    s3.get("/bucket/key?versions")
        .isError(
            400,
            "InvalidRequest",
            "There is no such thing as the ?versions sub-resource for a key");
  }

  @Test
  void whatDocumentsHaveOnceIsNotGivenTwice() {
    tag("<Key>k</Key><Key>l</Key>").isError(400, "MalformedXML");
    s3.put(
            "/bucket?versioning",
            "<VersioningConfiguration><Status>Enabled</Status><Status>Suspended</Status>"
                + "</VersioningConfiguration>")
        .isError(400, "MalformedXML");
  }

  private Answer tag(String key) {
    String tags = "<Tagging><TagSet><Tag>" + key + "<Value>v</Value></Tag></TagSet></Tagging>";
    return s3.put("/bucket?tagging", tags, "Content-MD5", S3Wire.md5(tags));
  }

  /** What each may be asked by is told where it is asked by another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/bucket?location|GET",
        "/bucket?uploads|POST, GET",
        "/none?versioning|GET, PUT",
        "/bucket?policy|DELETE, GET, PUT",
        "/bucket/key?acl|GET, PUT",
        "/bucket/key?location=1|GET",
        "/bucket/key?uploadId=abc123|DELETE, POST, GET",
      })
  void noneOfThemHasAHead(String target, String allowed) {
    s3.head(target).hasStatus(405).hasHeader("Allow", allowed);
    s3.head("/bucket?acl&versioning").hasStatus(400).hasHeader("Allow", null);
  }

  @Test
  void parametersThatMeanNothingAreIgnored() {
    s3.put("/bucket/key?purpose=acl&website2", "x").hasStatus(200);
    s3.get("/bucket/key?v=1").hasStatus(200);
    s3.get("/bucket/key?metrics").hasStatus(200);
    s3.get("/bucket/key?Location").hasStatus(200);
    s3.get("/bucket?list-type=2&x=acl").has("Key", "key");
  }
}
