package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects have tags. The texts of errors are as S3 has answered in public bug reports.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object
 *     tagging</a>
 */
class TaggingTest {
  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void putObject() {
    s3.create("bucket");
    s3.put("/bucket/key", "x").hasStatus(200);
  }

  private Answer tag(String target, String... keysAndValues) {
    StringBuilder set = new StringBuilder("<Tagging><TagSet>");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      set.append("<Tag><Key>").append(keysAndValues[i]).append("</Key><Value>");
      set.append(keysAndValues[i + 1]).append("</Value></Tag>");
    }
    String body = set.append("</TagSet></Tagging>").toString();
    return s3.put(target, body, "Content-MD5", S3Wire.md5(body));
  }

  @Test
  void tagsAreSetReadAndTakenAway() {
    tag("/bucket/key?tagging", "b", "2", "a", "1").hasStatus(200);

    assertThat(s3.get("/bucket/key?tagging").hasStatus(200).text())
        .contains(
            "<TagSet><Tag><Key>b</Key><Value>2</Value></Tag>"
                + "<Tag><Key>a</Key><Value>1</Value></Tag></TagSet>");
    s3.head("/bucket/key").hasHeader("x-amz-tagging-count", "2");
    s3.delete("/bucket/key?tagging").hasStatus(204);
    assertThat(s3.get("/bucket/key?tagging").text()).contains("<TagSet/>");
    s3.head("/bucket/key").hasHeader("x-amz-tagging-count", null);
  }

  @Test
  void tagsComeWithTheObject() {
    s3.put("/bucket/key", "x", "x-amz-tagging", "a=1&b=%C3%A4+%2B&c&").hasStatus(200);

    assertThat(s3.get("/bucket/key?tagging").text())
        .contains("<Key>a</Key><Value>1</Value>")
        .contains("<Key>b</Key><Value>\u00e4 +</Value>")
        .contains("<Key>c</Key><Value/>");
  }

  @Test
  void tagsBelongToAVersion() {
    s3.versioning("bucket", "Enabled");
    String first = s3.put("/bucket/key", "1").header("x-amz-version-id");
    String second = s3.put("/bucket/key", "2").header("x-amz-version-id");
    tag("/bucket/key?tagging&versionId=" + first, "a", "1").hasHeader("x-amz-version-id", first);

    s3.get("/bucket/key?tagging&versionId=" + first)
        .hasHeader("x-amz-version-id", first)
        .has("Key", "a");
    s3.get("/bucket/key?tagging").hasHeader("x-amz-version-id", second).has("Key", null);
    s3.delete("/bucket/key");
    // Answer recorded on AWS, S3, 2026-02.
    s3.get("/bucket/key?tagging").isError(405, "MethodNotAllowed");
    tag("/bucket/key?tagging", "a", "1")
        .isError(405, "MethodNotAllowed")
        .has("Method", "PUT")
        .has("ResourceType", "DeleteMarker");
    s3.get("/bucket/none?tagging").isError(404, "NoSuchKey").has("Key", "bucket/none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "a=1&a=2", "=1", "a=b=c"})
  void theHeaderIsAQueryString(String header) {
    s3.put("/bucket/key", "x", "x-amz-tagging", header)
        .isError(
            400,
            "InvalidArgument",
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                + " parameters without tag name duplicates.")
        .has("ArgumentName", "x-amz-tagging")
        .has("ArgumentValue", header.replace("&", "&amp;"));
  }

  @ParameterizedTest
  @CsvSource({
    "aws:a, 1, Your TagKey cannot be prefixed with aws:",
    "a!, 1, The TagKey you have provided is invalid",
    "a, 1!, The TagValue you have provided is invalid"
  })
  void tagsAreChecked(String key, String value, String message) {
    tag("/bucket/key?tagging", key, value).isError(400, "InvalidTag", message).has("TagKey", key);
  }

  @Test
  void tagsHaveTheirLimits() {
    tag("/bucket/key?tagging", "k".repeat(128), "v".repeat(256)).hasStatus(200);
    tag("/bucket/key?tagging", "k".repeat(129), "").isError(400, "InvalidTag");
    tag("/bucket/key?tagging", "k", "v".repeat(257)).isError(400, "InvalidTag");
    tag("/bucket/key?tagging", "a", "1", "a", "2")
        .isError(400, "InvalidTag", "Cannot provide multiple Tags with the same key")
        .has("TagKey", "a");
    String[] eleven =
        IntStream.range(0, 11).boxed().flatMap(i -> Stream.of("k" + i, "v")).toArray(String[]::new);
    tag("/bucket/key?tagging", eleven)
        .isError(400, "BadRequest", "Object tags cannot be greater than 10");
    String header =
        IntStream.range(0, 11).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));
    s3.put("/bucket/key", "x", "x-amz-tagging", header).isError(400, "BadRequest");
  }

  @Test
  void malformedDocumentsAreRefused() {
    String body = "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>";
    s3.put("/bucket/key?tagging", body, "Content-MD5", S3Wire.md5(body))
        .isError(400, "MalformedXML");
  }
}
