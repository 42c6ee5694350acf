package dev.brume.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which buckets there can be, how they are listed, and their tags.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket
 *     naming rules</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>
 */
class BucketSettingsTest {
  private final S3Wire s3 = new S3Wire();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "Upper",
        "under_score",
        "-start",
        "end-",
        ".start",
        "end.",
        "two..dots",
        "192.168.5.4",
        "xn--abc",
        "sthree-abc",
        "amzn-s3-demo-abc",
        "abc-s3alias",
        "abc--ol-s3",
        "abc.mrap",
        "abc--x-s3",
        "abc--table-s3"
      })
  void someNamesCannotBe(String name) {
    s3.put("/" + name, "")
        .isError(400, "InvalidBucketName", "The specified bucket is not valid.")
        .has("BucketName", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.2.3", "a-b.c", "192.168.5.4.5", "0123"})
  void othersCan(String name) {
    s3.put("/" + name, "").hasStatus(200);
  }

  private static String constraint(String region) {
    return "<CreateBucketConfiguration><LocationConstraint>"
        + region
        + "</LocationConstraint></CreateBucketConfiguration>";
  }

  @Test
  void theLocationMustBeTheEndpointsOwn() {
    s3.put("/bucket", constraint("mars-1"))
        .isError(400, "InvalidLocationConstraint", "The specified location-constraint is not valid")
        .has("LocationConstraint", "mars-1");
    s3.put("/bucket", constraint("us-east-1")).isError(400, "InvalidLocationConstraint");
    s3.in("eu-west-1")
        .put("/bucket", "")
        .isError(
            400,
            "IllegalLocationConstraintException",
            "The unspecified location constraint is incompatible for the region specific endpoint"
                + " this request was sent to.");
    s3.in("eu-west-1")
        .put("/bucket", constraint("eu-north-1"))
        .isError(400, "IllegalLocationConstraintException");
    // Answer recorded on AWS, S3, 2026-02.
    s3.in("us-west-1")
        .put("/bucket", constraint("aws-global"))
        .isError(
            400,
            "IllegalLocationConstraintException",
            "The aws-global location constraint is incompatible for the region specific endpoint"
                + " this request was sent to.");
    s3.put("/bucket", constraint("EU")).hasStatus(200);
    assertThat(s3.in("eu-west-1").get("/bucket?location").text()).contains(">EU<");
  }

  // Reported of AWS; no recorded answer is at hand: no region is called so.
  @Test
  void theNameOfAllRegionsIsGoodForNoSignature() {
    s3.in("aws-global")
        .get("/")
        .isError(
            400,
            "AuthorizationHeaderMalformed",
            "The authorization header is malformed; the region 'aws-global' is wrong; expecting"
                + " 'us-east-1'")
        .has("Region", "us-east-1");
  }

  // Answer recorded on AWS, S3, 2026-02.
  @Test
  void theOwnerStandsBeforeTheBuckets() {
    s3.create("one");
    assertThat(s3.get("/").text())
        .containsSubsequence("<Owner><ID>", "</Owner><Buckets><Bucket><Name>one</Name>");
  }

  // Answer recorded on AWS, S3, 2026-02: the first region's endpoint tells of all.
  @Test
  void theFirstRegionTellsWhereBucketsOfOthersAre() {
    Answer made = s3.put("/far", constraint("eu-central-1")).hasStatus(200);
    made.hasHeader("x-amz-bucket-arn", "arn:aws:s3:::far");
    assertThat(made.header("Location")).startsWith("http://far.").endsWith("/");

    assertThat(s3.get("/far?location").hasStatus(200).text()).contains(">eu-central-1<");
    s3.get("/far?versioning").isError(301, "PermanentRedirect");
    s3.in("eu-central-1")
        .head("/far")
        .hasHeader("x-amz-bucket-arn", "arn:aws:s3:::far")
        .hasHeader("Content-Type", "application/xml");
    s3.in("eu-central-1").get("/far?list-type=2").hasHeader("x-amz-bucket-region", "eu-central-1");
  }

  // Answer recorded on AWS, S3, 2026-02.
  @Test
  void bucketsAreListedWithTheirArnsAndTheirRegionsWhereTheListIsFiltered() {
    s3.create("box");

    s3.get("/?prefix=box").has("BucketArn", "arn:aws:s3:::box").has("BucketRegion", "us-east-1");
    s3.get("/").has("BucketArn", "arn:aws:s3:::box").has("BucketRegion", null);
    s3.get("/?bucket-region=eu-east-1")
        .isError(400, "InvalidArgument", "Argument value eu-east-1 is not a valid AWS Region")
        .has("ArgumentName", "bucket-region");
  }

  @Test
  void bucketsAreListedPageByPage() {
    for (String name : new String[] {"b-two", "a-one", "b-one"}) {
      s3.create(name);
    }
    s3.in("eu-west-1").create("b-three");

    Answer all = s3.get("/");
    assertThat(all.text()).contains("<Name>a-one</Name>").doesNotContain("BucketRegion");
    Answer first = s3.get("/?max-buckets=1&prefix=b-");
    first.has("Name", "b-one").has("Prefix", "b-").has("BucketRegion", "us-east-1");
    String token = first.element("ContinuationToken");
    s3.get("/?max-buckets=1&prefix=b-&continuation-token=" + token)
        .has("Name", "b-three")
        .has("BucketRegion", "eu-west-1");
    assertThat(s3.get("/?bucket-region=eu-west-1").text())
        .contains("b-three")
        .doesNotContain("b-two");
    s3.get("/?max-buckets=0").isError(400, "InvalidArgument");
    s3.get("/?max-buckets=").hasStatus(200);
    s3.get("/?continuation-token=x").isError(400, "InvalidArgument");
  }

  private Answer tag(String tags) {
    String body = "<Tagging><TagSet>" + tags + "</TagSet></Tagging>";
    return s3.put("/bucket?tagging", body, "Content-MD5", S3Wire.md5(body));
  }

  private static String tag(String key, String value) {
    return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
  }

  @Test
  void bucketsHaveTags() {
    s3.create("bucket");
    s3.get("/bucket?tagging").isError(404, "NoSuchTagSet", "The TagSet does not exist");

    tag(tag("team", "blue")).hasStatus(204);

    s3.get("/bucket?tagging").has("Key", "team").has("Value", "blue");
    s3.delete("/bucket?tagging").hasStatus(204);
    s3.get("/bucket?tagging").isError(404, "NoSuchTagSet");
  }

  @Test
  void aBucketIsMadeWithItsTags() {
    String body =
        "<CreateBucketConfiguration><Tags>" + tag("a", "b") + "</Tags></CreateBucketConfiguration>";
    s3.put("/bucket", body).hasStatus(200);

    s3.get("/bucket?tagging").has("Key", "a").has("Value", "b");
  }

  @ParameterizedTest
  @CsvSource({"a, a, InvalidTag", "aws:x, b, InvalidTag", "'', b, InvalidTag", "a;, b, InvalidTag"})
  void tagsThatCannotBeAreRefused(String first, String second, String code) {
    s3.create("bucket");

    tag(tag(first, "1") + tag(second, "2")).isError(400, code);
    s3.get("/bucket?tagging").isError(404, "NoSuchTagSet");
  }

  @Test
  void thereAreFiftyTagsAtMost() {
    s3.create("bucket");
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      tags.append(tag("k" + i, "v"));
    }
    tag(tags.toString()).hasStatus(204);

    tag(tags + tag("more", "v")).isError(400, "BadRequest");
  }

  @Test
  void attributeBasedAccessControlIsOffAtFirst() {
    s3.create("bucket");
    s3.get("/bucket?abac").hasStatus(200).has("Status", "Disabled");
    String body = "<AbacStatus><Status>Enabled</Status></AbacStatus>";
    s3.put("/bucket?abac", body, "Content-MD5", S3Wire.md5(body)).hasStatus(200);
    s3.get("/bucket?abac").has("Status", "Enabled");
  }

  /** As s3cmd and its like have always sent them; AWS does not document it. */
  @Test
  void someSettingsNeedNoChecksum() {
    s3.create("bucket").put("/bucket/key", "text").hasStatus(200);
    s3.put(
            "/bucket?versioning",
            "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
        .hasStatus(200);
    s3.put(
            "/bucket?website",
            "<WebsiteConfiguration><IndexDocument><Suffix>i</Suffix></IndexDocument>"
                + "</WebsiteConfiguration>")
        .hasStatus(200);
    for (String target : List.of("/bucket?acl", "/bucket/key?acl")) {
      s3.put(target, "", "x-amz-acl", "public-read").isError(400, "AccessControlListNotSupported");
    }
    s3.put("/bucket?tagging", "<Tagging><TagSet></TagSet></Tagging>")
        .isError(400, "InvalidRequest");
  }

  /** Concluded from ListParts, of which it is recorded: an empty parameter counts as none. */
  @Test
  void anEmptyTokenCountsAsNone() {
    s3.create("one");
    s3.get("/?continuation-token=").hasStatus(200).has("Name", "one");
    for (String list : new String[] {"metrics", "analytics", "inventory", "intelligent-tiering"}) {
      s3.get("/one?" + list + "&continuation-token=").hasStatus(200).has("IsTruncated", "false");
    }
  }
}
