package dev.brume.s3.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.scope.Scope;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Objects are reached through access points: by alias, by the host that SDKs make of an ARN, with
 * and without an address of their own, and by the ARN in a copy's source.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-access-points.html">Using
 *     Amazon S3 access points</a>
 */
class AccessPointUseTest {
  private static final String HOST = "point-" + S3Wire.ACCOUNT;

  private final S3Wire s3 = new S3Wire().create("bucket");
  private final ControlWire control = new ControlWire(s3);
  private String alias;

  @BeforeEach
  void createPoint() {
    alias = control.create("point", "bucket").hasStatus(200).element("Alias");
    s3.put("/bucket/a/b", "text").hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource({
    "point-123456789012.s3-accesspoint.us-east-1.amazonaws.com",
    "point-123456789012.s3-accesspoint.dualstack.us-east-1.amazonaws.com",
    "point-123456789012.s3-accesspoint-fips.us-east-1.amazonaws.com",
    "point-123456789012.s3-accesspoint.localhost:4566",
    "point-123456789012.localhost:4566",
    "point-123456789012.localhost.localstack.cloud:4566"
  })
  void isAHost(String host) {
    S3Wire point = s3.at(host);
    assertThat(point.get("/a/b").hasStatus(200).text()).isEqualTo("text");
    point.put("/c%2Fd%20e", "more").hasStatus(200);
    assertThat(s3.get("/bucket/c/d%20e").text()).isEqualTo("more");
    point.get("/?list-type=2&prefix=c").has("Name", "bucket").has("Key", "c/d e");
    point.head("/").hasStatus(200).hasHeader("x-amz-access-point-alias", "false");
    point.delete("/a/b").hasStatus(204);
    s3.get("/bucket/a/b").isError(404, "NoSuchKey");
  }

  @Test
  void isAnAlias() {
    assertThat(s3.get("/" + alias + "/a/b").hasStatus(200).text()).isEqualTo("text");
    assertThat(s3.at(alias + ".s3.us-east-1.amazonaws.com").get("/a/b").text()).isEqualTo("text");
    assertThat(s3.at(alias + ".localhost:4566").get("/a/b").text()).isEqualTo("text");
    s3.head("/" + alias).hasStatus(200).hasHeader("x-amz-access-point-alias", "true");
    s3.get("/" + alias + "?location").hasStatus(200);
  }

  /** A bucket has the name that it has: its own comes before that of an access point's host. */
  @Test
  void givesWayToBuckets() {
    s3.create(HOST).put("/" + HOST + "/a/b", "the bucket's").hasStatus(200);
    assertThat(s3.at(HOST + ".localhost:4566").get("/a/b").text()).isEqualTo("the bucket's");
    assertThat(s3.at(HOST + ".s3-accesspoint.localhost:4566").get("/a/b").text()).isEqualTo("text");
  }

  /** Who does not sign, or by the old signature, says no region; the host may say none either. */
  @Test
  void isFoundWithoutARegion() {
    S3Wire west = s3.in("us-west-2").create("far");
    new ControlWire(west).create("far-point", "far").hasStatus(200);
    west.put("/far/a", "far").hasStatus(200);
    S3Wire point = s3.at("far-point-" + S3Wire.ACCOUNT + ".localhost:4566");
    assertThat(point.anonymous().get("/a").hasStatus(200).text()).isEqualTo("far");
    point.get("/a").isError(404, "NoSuchBucket");
    assertThat(point.in("us-west-2").get("/a").text()).isEqualTo("far");
  }

  @Test
  void isMissed() {
    s3.at("none-123456789012.s3-accesspoint.us-east-1.amazonaws.com")
        .get("/a/b")
        .isError(404, "NoSuchAccessPoint", "The specified accesspoint does not exist")
        .has("AccessPointName", "none");
    s3.at("nonsense.s3-accesspoint.us-east-1.amazonaws.com")
        .get("/a/b")
        .isError(
            400, "InvalidAccessPoint", "The specified access point name or account is not valid.");
    s3.get("/none-s3alias/a/b")
        .isError(
            400,
            "InvalidAccessPointAliasError",
            "The specified access point alias name is not valid.");
    s3.get("/" + HOST + "/a/b").isError(404, "NoSuchBucket");
    String madeUp = "arn:aws:s3:nowhere-1:999999999999:accesspoint/point/object/a";
    s3.put("/bucket/copy", "", "x-amz-copy-source", madeUp).isError(404, "NoSuchAccessPoint");
    assertThat(s3.store().scopes("s3")).containsExactly(new Scope(S3Wire.ACCOUNT, S3Wire.REGION));
    control.delete("/accesspoint/point").hasStatus(200);
    s3.get("/" + alias + "/a/b").isError(400, "InvalidAccessPointAliasError");
    s3.at(HOST + ".localhost:4566").get("/a/b").isError(404, "NoSuchBucket");
  }

  /** A multipart upload tells of the bucket, never of the access point. */
  @Test
  void takesMultipartUploads() {
    S3Wire point = s3.at(HOST + ".s3-accesspoint.us-east-1.amazonaws.com");
    Answer begun = point.post("/big?uploads", "").hasStatus(200).has("Bucket", "bucket");
    String upload = "/big?uploadId=" + begun.element("UploadId");
    String etag = point.put(upload + "&partNumber=1", "part").hasStatus(200).header("ETag");
    point.get(upload).hasStatus(200).has("Bucket", "bucket");
    point
        .post(
            upload,
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + etag
                + "</ETag></Part></CompleteMultipartUpload>")
        .hasStatus(200)
        .has("Bucket", "bucket")
        .has("Location", "http://" + HOST + ".s3-accesspoint.us-east-1.amazonaws.com/big");
    assertThat(s3.get("/bucket/big").text()).isEqualTo("part");
  }

  /** "CopyObject (same-Region copies only)"; which error others have is not documented. */
  @Test
  void isACopysSource() {
    String source = ControlWire.encodedArn("point") + "/object/a/b";
    s3.put("/bucket/copy", "", "x-amz-copy-source", source).hasStatus(200);
    assertThat(s3.get("/bucket/copy").text()).isEqualTo("text");
    s3.put("/bucket/copy2", "", "x-amz-copy-source", "/" + alias + "/a/b").hasStatus(200);
    s3.at(HOST + ".localhost:4566")
        .put("/copy3", "", "x-amz-copy-source", "bucket/a/b")
        .hasStatus(200);
    assertThat(s3.get("/bucket/copy3").text()).isEqualTo("text");
    s3.put("/bucket/copy", "", "x-amz-copy-source", ControlWire.encodedArn("none") + "/object/a/b")
        .isError(404, "NoSuchAccessPoint");
    S3Wire elsewhere = s3.in("eu-west-1").create("elsewhere");
    elsewhere
        .put("/elsewhere/copy", "", "x-amz-copy-source", source)
        .isError(400, "InvalidRequest");
  }

  /** Which error AWS has for operations that access points do not take is not documented. */
  @ParameterizedTest
  @CsvSource({
    "GET, /?versioning",
    "PUT, /?acl",
    "GET, /?lifecycle",
    "DELETE, /?policy",
    "DELETE, /",
    "GET, /?tagging"
  })
  void takesNothingThatIsForBuckets(String method, String target) {
    S3Wire point = s3.at(HOST + ".s3-accesspoint.us-east-1.amazonaws.com");
    point
        .send(method, target, "", "Content-MD5", S3Wire.md5(""))
        .isError(405, "MethodNotAllowed")
        .has("ResourceType", "ACCESSPOINT");
    s3.send("PUT", "/" + alias, "").isError(400, "InvalidBucketName");
  }

  /** GetBucketCors is for access points, so that its rules hold for their pages. */
  @Test
  void letsInThePagesThatItsBucketLetsIn() {
    String rules =
        "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>"
            + "https://page.example</AllowedOrigin></CORSRule></CORSConfiguration>";
    s3.put("/bucket?cors", rules, "Content-MD5", S3Wire.md5(rules)).hasStatus(200);
    for (String host : new String[] {"localhost:4566", "s3-accesspoint.us-east-1.amazonaws.com"}) {
      S3Wire point = s3.at(HOST + "." + host);
      point
          .get("/a/b", "Origin", "https://page.example")
          .hasStatus(200)
          .hasHeader("Access-Control-Allow-Origin", "https://page.example");
      point
          .anonymous()
          .send(
              "OPTIONS",
              "/a/b",
              "",
              "Origin",
              "https://other.example",
              "Access-Control-Request-Method",
              "GET")
          .isError(403, "AccessForbidden");
    }
  }

  /** By annotations AWS's list of what access points take is not complete. */
  @Test
  void takesAnnotations() {
    S3Wire point = s3.at(HOST + ".localhost:4566");
    point.put("/a/b?annotation&annotationName=note", "text").hasStatus(200);
    point.get("/a/b?annotation").hasStatus(200);
  }

  @Test
  void knowsTheOwnerOfItsBucket() {
    S3Wire point = s3.at(HOST + ".localhost:4566");
    point.get("/a/b", "x-amz-expected-bucket-owner", S3Wire.ACCOUNT).hasStatus(200);
    point
        .get("/a/b", "x-amz-expected-bucket-owner", S3Wire.OTHER_ACCOUNT)
        .isError(403, "AccessDenied");
  }
}
