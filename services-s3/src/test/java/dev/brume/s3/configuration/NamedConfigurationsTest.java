package dev.brume.s3.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The configurations of which a bucket has many. AWS does not document the codes for ids that are
 * not the document's, for ids of other letters and for tiers named twice, nor that there must be a
 * configuration to delete.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html">PutBucketMetricsConfiguration</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAnalyticsConfiguration.html">PutBucketAnalyticsConfiguration</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html">PutBucketInventoryConfiguration</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketIntelligentTieringConfiguration.html">PutBucketIntelligentTieringConfiguration</a>
 */
class NamedConfigurationsTest {
  private static final String EXPORT =
      "<StorageClassAnalysis><DataExport><OutputSchemaVersion>V_1</OutputSchemaVersion>"
          + "<Destination><S3BucketDestination><Format>CSV</Format><Bucket>arn:aws:s3:::reports"
          + "</Bucket></S3BucketDestination></Destination></DataExport></StorageClassAnalysis>";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void create() {
    s3.create("bucket");
  }

  private static String inventory(String destination) {
    return "<Destination><S3BucketDestination>"
        + destination
        + "<Format>CSV</Format></S3BucketDestination></Destination><IsEnabled>true</IsEnabled>"
        + "<IncludedObjectVersions>All</IncludedObjectVersions>"
        + "<OptionalFields><Field>Size</Field></OptionalFields>"
        + "<Schedule><Frequency>Daily</Frequency></Schedule>";
  }

  private static String bucket(String arn) {
    return "<Bucket>" + arn + "</Bucket>";
  }

  private static String tiering(String tier, int days) {
    return "<Tiering><AccessTier>" + tier + "</AccessTier><Days>" + days + "</Days></Tiering>";
  }

  private static String root(String kind) {
    return switch (kind) {
      case "metrics" -> "MetricsConfiguration";
      case "analytics" -> "AnalyticsConfiguration";
      case "inventory" -> "InventoryConfiguration";
      default -> "IntelligentTieringConfiguration";
    };
  }

  private static String body(String kind) {
    return switch (kind) {
      case "metrics" -> "<Filter><Prefix>logs/</Prefix></Filter>";
      case "analytics" -> "<Filter><Prefix>logs/</Prefix></Filter>" + EXPORT;
      case "inventory" ->
          "<Filter><Prefix>logs/</Prefix></Filter>" + inventory(bucket("arn:aws:s3:::reports"));
      default ->
          "<Filter><Prefix>logs/</Prefix></Filter><Status>Enabled</Status>"
              + tiering("ARCHIVE_ACCESS", 90)
              + tiering("DEEP_ARCHIVE_ACCESS", 180);
    };
  }

  private Answer put(String kind, String id, String body) {
    return putAs(kind, id, id, body);
  }

  private Answer putAs(String kind, String id, String documentId, String body) {
    String document =
        "<" + root(kind) + "><Id>" + documentId + "</Id>" + body + "</" + root(kind) + ">";
    return s3.put("/bucket?" + kind + "&id=" + id, document);
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics", "analytics", "inventory", "intelligent-tiering"})
  void allAreKeptById(String kind) {
    put(kind, "two", body(kind)).hasStatus(204);
    put(kind, "one", body(kind)).hasStatus(204);
    put(kind, "one", body(kind).replace("logs/", "other/")).hasStatus(204);

    Answer one = s3.get("/bucket?" + kind + "&id=one").hasStatus(200);
    one.has("Id", "one").has("Prefix", "other/");
    assertThat(one.text()).contains("<" + root(kind));
    Answer all = s3.get("/bucket?" + kind).hasStatus(200).has("IsTruncated", "false");
    assertThat(all.text()).containsSubsequence("<Id>one</Id>", "<Id>two</Id>");
    s3.delete("/bucket?" + kind + "&id=one").hasStatus(204);
    String none = "The specified configuration does not exist.";
    s3.get("/bucket?" + kind + "&id=one").isError(404, "NoSuchConfiguration", none);
    s3.delete("/bucket?" + kind + "&id=one").isError(404, "NoSuchConfiguration", none);
    assertThat(s3.get("/bucket?" + kind).text()).contains("<Id>two</Id>").doesNotContain("one");
    s3.get("/none?" + kind).isError(404, "NoSuchBucket");
  }

  @ParameterizedTest
  @CsvSource({
    "metrics,MalformedXML",
    "analytics,MalformedXML",
    "inventory,IdMismatch",
    "intelligent-tiering,MalformedXML"
  })
  void theDocumentHasTheIdOfTheRequest(String kind, String code) {
    putAs(kind, "one", "other", body(kind)).isError(400, code);
    put(kind, "a*b", body(kind)).isError(400, "InvalidArgument");
    put(kind, "a".repeat(65), body(kind)).isError(400, "InvalidArgument");
    s3.get("/bucket?" + kind + "&id=one").isError(404, "NoSuchConfiguration");
  }

  @Test
  void thereAreAThousandOnPagesOfAHundred() {
    for (int i = 0; i < NamedConfigurations.MAX_CONFIGURATIONS.most(); i++) {
      put("metrics", "m" + i, "").hasStatus(204);
    }
    put("metrics", "more", "").isError(400, "TooManyConfigurations");
    put("metrics", "m7", body("metrics")).hasStatus(204);

    int seen = 0;
    String token = "";
    for (int page = 0; page < 10; page++) {
      Answer answer = s3.get("/bucket?metrics" + token);
      answer.has("IsTruncated", page < 9 ? "true" : "false");
      seen += answer.text().split("<Id>", -1).length - 1;
      token = "&continuation-token=" + answer.element("NextContinuationToken");
    }
    assertThat(seen).isEqualTo(NamedConfigurations.MAX_CONFIGURATIONS.most());
    s3.get("/bucket?metrics&continuation-token=x")
        .isError(400, "InvalidArgument", "The continuation token provided is incorrect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>",
        "<And><Prefix>a</Prefix></And>",
        "<And><Tag><Key>k</Key><Value>v</Value></Tag></And>"
      })
  void someFiltersCannotBe(String filter) {
    String given = "<Filter>" + filter + "</Filter>";
    put("metrics", "id", given).isError(400, "MalformedXML");
    put("analytics", "id", given + EXPORT).isError(400, "MalformedXML");
    put(
            "intelligent-tiering",
            "id",
            given + "<Status>Enabled</Status>" + tiering("ARCHIVE_ACCESS", 90))
        .isError(400, "MalformedXML");
  }

  @Test
  void othersCan() {
    String tag = "<Tag><Key>k</Key><Value>v</Value></Tag>";
    put("metrics", "tag", "<Filter>" + tag + "</Filter>").hasStatus(204);
    put(
            "metrics",
            "point",
            "<Filter><AccessPointArn>arn:aws:s3:us-east-1:1:accesspoint/p"
                + "</AccessPointArn></Filter>")
        .hasStatus(204);
    put("metrics", "and", "<Filter><And><Prefix>a</Prefix>" + tag + "</And></Filter>")
        .hasStatus(204);
    put("metrics", "twice", "<Filter><And>" + tag + tag + "</And></Filter>")
        .isError(400, "InvalidRequest", "Duplicate Tag Keys are not allowed.");

    s3.get("/bucket?metrics&id=and").has("Prefix", "a").has("Key", "k");
    s3.get("/bucket?metrics&id=point")
        .has("AccessPointArn", "arn:aws:s3:us-east-1:1:accesspoint/p");
  }

  @Test
  void reportsGoToBucketsByTheirArns() {
    String[] wrong = {"reports", "arn:aws:sqs:::reports", "arn:aws:s3:::reports/prefix"};
    for (String arn : wrong) {
      put("inventory", "id", inventory(bucket(arn)))
          .isError(400, "InvalidS3DestinationBucket", "Invalid bucket ARN.");
    }
    put("inventory", "id", inventory(bucket("arn:aws:s3::123456789012:reports")))
        .isError(400, "InvalidS3DestinationBucket", "Bucket ARN should not specify a namespace.");
    put("analytics", "id", EXPORT.replace("arn:aws:s3:::", ""))
        .isError(400, "InvalidS3DestinationBucket");
    put("analytics", "id", "<StorageClassAnalysis/>").hasStatus(204);
    put("analytics", "id", "").isError(400, "MalformedXML");

    String destination = bucket("arn:aws:s3:::reports") + "<Prefix>p</Prefix><Encryption>";
    put("inventory", "id", inventory(destination + "</Encryption>")).isError(400, "MalformedXML");
    String key = "<SSE-KMS><KeyId>key</KeyId></SSE-KMS></Encryption>";
    put("inventory", "id", inventory(destination + "<SSE-S3/>" + key)).isError(400, "MalformedXML");
    put("inventory", "id", inventory(destination + key)).hasStatus(204);
    s3.get("/bucket?inventory&id=id")
        .has("KeyId", "key")
        .has("Field", "Size")
        .has("IsEnabled", "true");
    put("inventory", "id", body("inventory").replace("Daily", "Hourly"))
        .isError(400, "MalformedXML");
    put("inventory", "id", body("inventory").replace("Size", "Colour"))
        .isError(400, "MalformedXML");
  }

  @ParameterizedTest
  @CsvSource({
    "ARCHIVE_ACCESS,89,400",
    "ARCHIVE_ACCESS,90,204",
    "ARCHIVE_ACCESS,730,204",
    "ARCHIVE_ACCESS,731,400",
    "DEEP_ARCHIVE_ACCESS,179,400",
    "DEEP_ARCHIVE_ACCESS,180,204"
  })
  void tiersHaveTheirDays(String tier, int days, int status) {
    String enabled = "<Status>Enabled</Status>";
    put("intelligent-tiering", "id", enabled + tiering(tier, days)).hasStatus(status);

    put("intelligent-tiering", "id", enabled + tiering(tier, 200) + tiering(tier, 300))
        .isError(400, "InvalidArgument");
    put("intelligent-tiering", "id", enabled).isError(400, "MalformedXML");
    put("intelligent-tiering", "id", "<Status>On</Status>" + tiering(tier, 200))
        .isError(400, "MalformedXML");
  }
}
