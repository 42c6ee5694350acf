package dev.brume.s3.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.s3.engine.AccessPoints;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Access points are made, told of, listed, tagged and deleted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessPoint.html">CreateAccessPoint
 *     and the operations beside it</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
class AccessPointTest {
  private final S3Wire s3 = new S3Wire().create("bucket");
  private final ControlWire control = new ControlWire(s3);

  @Test
  void isMadeAndToldOf() {
    s3.pass(Duration.ofSeconds(90));
    Answer created = control.create("my-point", "bucket");
    created.hasStatus(200).has("AccessPointArn", ControlWire.arn("my-point"));
    String alias = created.element("Alias");
    assertThat(alias).matches("my-point-[a-z0-9]{34}-s3alias");

    Answer told = control.get("/accesspoint/my-point").hasStatus(200);
    told.has("Name", "my-point")
        .has("Bucket", "bucket")
        .has("BucketAccountId", S3Wire.ACCOUNT)
        .has("NetworkOrigin", "Internet")
        .has("Alias", alias)
        .has("AccessPointArn", ControlWire.arn("my-point"))
        .has("BlockPublicAcls", "true")
        .has("IgnorePublicAcls", "true")
        .has("BlockPublicPolicy", "true")
        .has("RestrictPublicBuckets", "true")
        .hasHeader("Server", "AmazonS3");
    assertThat(told.text())
        .startsWith("<?xml")
        .contains(
            "<GetAccessPointResult xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\">")
        .contains("<key>ipv4</key><value>s3-accesspoint.us-east-1.amazonaws.com</value>")
        .contains("<key>dualstack</key><value>s3-accesspoint.dualstack.us-east-1.amazonaws.com")
        .contains("s3-accesspoint-fips.dualstack.us-east-1.amazonaws.com");
    assertThat(told.element("CreationDate")).endsWith("01:30Z");
    assertThat(told.header("x-amz-request-id")).matches("[0-9A-Z]{16}");
    assertThat(told.header("x-amz-id-2")).isNotEmpty();
  }

  /** That what is not given beside other settings is off is not documented. */
  @Test
  void takesNetworkBlockAndTags() {
    control
        .create(
            "private-point",
            "<Bucket>bucket</Bucket><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>"
                + "<PublicAccessBlockConfiguration><BlockPublicPolicy>true</BlockPublicPolicy>"
                + "</PublicAccessBlockConfiguration><Tags><Tag><Key>a</Key><Value>1</Value></Tag>"
                + "</Tags>")
        .hasStatus(200);
    control
        .get("/accesspoint/private-point")
        .has("NetworkOrigin", "VPC")
        .has("VpcId", "vpc-1")
        .has("BlockPublicAcls", "false")
        .has("BlockPublicPolicy", "true");
    control.get("/tags/" + ControlWire.encodedArn("private-point")).has("Key", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "ab, InvalidURI",
    "Upper, InvalidURI",
    "under_score, InvalidURI",
    "-start, InvalidRequest",
    "end-, InvalidRequest",
    "with.dot, InvalidRequest",
    "my-s3alias, InvalidRequest",
    "a12345678901234567890123456789012345678901234567890, InvalidRequest"
  })
  void refusesNames(String name, String code) {
    control.create(name, "bucket").isError(400, code);
  }

  /** S3 Control wraps its errors, and names the host beside the request, as S3 does. */
  @Test
  void wrapsErrors() {
    Answer missing =
        control
            .get("/accesspoint/none")
            .isError(404, "NoSuchAccessPoint", "The specified accesspoint does not exist")
            .has("AccessPointName", "none");
    assertThat(missing.text())
        .containsPattern(
            "<ErrorResponse[^>]*><Error><Code>NoSuchAccessPoint</Code>.*</Error>"
                + "<RequestId>[0-9A-Z]{16}</RequestId><HostId>[^<]+</HostId></ErrorResponse>");
    control.delete("/accesspoint/none").isError(404, "NoSuchAccessPoint");
  }

  @Test
  void refusesWhatItCanNotLeadTo() {
    control.create("point", "none").isError(404, "NoSuchBucket");
    control.create("point", "bucket").hasStatus(200);
    control
        .create("point", "bucket")
        .isError(
            409,
            "AccessPointAlreadyOwnedByYou",
            "Your previous request to create the named accesspoint succeeded and you already own"
                + " it.");
    S3Wire elsewhere = s3.in("eu-west-1");
    new ControlWire(elsewhere).create("point", "bucket").isError(400, "InvalidRequest");
    control.put("/accesspoint/other", "").isError(400, "InvalidRequest");
    control.put("/accesspoint/other", "<CreateAccessPointRequest>").isError(400, "MalformedXML");
  }

  @Test
  void leadsToBucketsOfOtherAccountsThatAreNamed() {
    S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT);
    ControlWire theirs = new ControlWire(other, S3Wire.OTHER_ACCOUNT);
    theirs.create("point", "bucket").isError(403, "AccessDenied");
    String start = "<Bucket>bucket</Bucket><BucketAccountId>";
    theirs
        .create("point", start + S3Wire.OTHER_ACCOUNT + "</BucketAccountId>")
        .isError(
            400,
            "InvalidRequest",
            "BucketAccountId parameter should be same as the AWS Account Id of bucket owner");
    theirs.create("point", start + S3Wire.ACCOUNT + "</BucketAccountId>").hasStatus(200);
    theirs.get("/accesspoint/point").has("BucketAccountId", S3Wire.ACCOUNT);
    control.get("/accesspoint/point").isError(404, "NoSuchAccessPoint");
    s3.delete("/bucket").isError(400, "BucketHasAccessPointsAttached");
  }

  @Test
  void areListedByPageAndBucket() {
    s3.create("second");
    for (String name : new String[] {"ccc", "aaa", "bbb"}) {
      control.create(name, name.equals("bbb") ? "second" : "bucket").hasStatus(200);
    }
    Answer first = control.get("/accesspoint?maxResults=2").has("Name", "aaa");
    assertThat(first.text()).contains("<Name>bbb</Name>").doesNotContain("ccc");
    Answer second = control.get("/accesspoint?nextToken=" + first.element("NextToken"));
    second.has("Name", "ccc").has("NextToken", null);
    Answer ofBucket = control.get("/accesspoint?bucket=second").has("Name", "bbb");
    ofBucket.has("AccessPointArn", ControlWire.arn("bbb")).has("Bucket", "second");
    assertThat(ofBucket.text()).doesNotContain("aaa");
    control.get("/accesspoint?bucket=none").hasStatus(200).has("Name", null);
    control.get("/accesspoint?nextToken=nonsense").isError(400, "InvalidArgument");
    control.get("/accesspoint?maxResults=1001").isError(400, "InvalidRequest");
  }

  @Test
  void keepsItsBucket() {
    control.create("point", "bucket").hasStatus(200);
    s3.delete("/bucket")
        .isError(
            400,
            "BucketHasAccessPointsAttached",
            "The bucket you tried to delete has access points attached. Delete your access points"
                + " before deleting your bucket.");
    control.delete("/accesspoint/point").hasStatus(200);
    control.get("/accesspoint/point").isError(404, "NoSuchAccessPoint");
    s3.delete("/bucket").hasStatus(204);
  }

  /** "You can create a maximum of 10,000 access points per AWS account per Region". */
  @Test
  void areLimited() {
    for (int i = 0; i < AccessPoints.MAX_IN_REGION; i++) {
      control.create("point-" + i, "bucket").hasStatus(200);
    }
    control.create("one-too-many", "bucket").isError(400, "TooManyAccessPoints");
    S3Wire elsewhere = s3.in("eu-west-1").create("elsewhere");
    new ControlWire(elsewhere).create("point", "elsewhere").hasStatus(200);
  }

  /** Access points, and what an account refuses the public, are state like everything else. */
  @Test
  void areState() {
    String alias = control.create("point", "bucket").element("Alias");
    String block =
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
            + "</PublicAccessBlockConfiguration>";
    control.put("/configuration/publicAccessBlock", block).hasStatus(200);
    try (Store.Snapshot snapshot = s3.store().snapshot()) {
      control.delete("/accesspoint/point").hasStatus(200);
      control.delete("/configuration/publicAccessBlock").hasStatus(200);
      s3.store().restore(snapshot);
    }
    control.get("/accesspoint/point").has("Alias", alias);
    s3.head("/" + alias).hasStatus(200);
    control.get("/configuration/publicAccessBlock").has("BlockPublicAcls", "true");
    s3.store().reset();
    control.get("/accesspoint/point").isError(404, "NoSuchAccessPoint");
    s3.get("/" + alias).isError(400, "InvalidAccessPointAliasError");
  }

  @Test
  void hasTags() {
    control.create("point", "bucket").hasStatus(200);
    String tags = "/tags/" + ControlWire.encodedArn("point");
    control.get(tags).hasStatus(200).has("Key", null);
    control.post(tags, tagging("a", "1")).hasStatus(204);
    control.post(tags, tagging("b", "2")).hasStatus(204);
    control.post(tags, tagging("aws:c", "3")).isError(400, "InvalidTag");
    assertThat(control.get(tags).text())
        .contains("<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag>");
    control.delete(tags + "?tagKeys=a").hasStatus(204);
    control.get(tags).has("Key", "b");
    control.get("/tags/" + ControlWire.encodedArn("none")).isError(404, "NoSuchAccessPoint");
    control.get("/tags/arn%3Aaws%3As3%3A%3A%3Anone").isError(404, "NoSuchBucket");
    control.get("/tags/arn%3Aaws%3Asqs%3A%3A%3Anone").isError(400, "InvalidRequest");
  }

  /** Buckets have the same tags by TagResource as by PutBucketTagging. */
  @Test
  void tagsBuckets() {
    String tags = "/tags/arn%3Aaws%3As3%3A%3A%3Abucket";
    control.post(tags, tagging("a", "1")).hasStatus(204);
    s3.get("/bucket?tagging").has("Key", "a").has("Value", "1");
    control.get(tags).has("Key", "a");
    control.delete(tags + "?tagKeys=a").hasStatus(204);
    s3.get("/bucket?tagging").isError(404, "NoSuchTagSet");
  }

  private static String tagging(String key, String value) {
    return "<TagResourceRequest><Tags><Tag><Key>"
        + key
        + "</Key><Value>"
        + value
        + "</Value></Tag></Tags></TagResourceRequest>";
  }

  /** What is not done says so, and is not taken for a request to S3. */
  @Test
  void saysWhatIsMissing() {
    assertThat(control.get("/jobs").hasStatus(501).text()).contains("'ListJobs'");
    control.get("/nonsense").isError(405, "MethodNotAllowed");
    s3.create("v20180820").put("/v20180820/accesspoint/key", "x").hasStatus(200);
    control
        .create("point", "<Bucket>bucket</Bucket><Scope><Prefixes/></Scope>")
        .isError(501, "NotImplemented");
    s3.anonymous()
        .get("/v20180820/accesspoint", "x-amz-account-id", S3Wire.ACCOUNT)
        .isError(403, "AccessDenied");
  }
}
