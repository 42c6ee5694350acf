package dev.brume.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All versions and delete markers of a bucket, page by page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>
 */
class ListVersionsTest {
  private static final Pattern VERSION_ID = Pattern.compile("<VersionId>([^<]*)</VersionId>");

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  private String put(String key) {
    return s3.put("/bucket/" + key, "x").hasStatus(200).header("x-amz-version-id");
  }

  private static List<String> versionIds(Answer answer) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = VERSION_ID.matcher(answer.hasStatus(200).text());
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  @Test
  void theNewestVersionOfAKeyComesFirst() {
    put("b");
    s3.versioning("bucket", "Enabled");
    String second = put("b");
    String marker = s3.delete("/bucket/b").header("x-amz-version-id");
    String other = put("a");

    Answer answer = s3.get("/bucket?versions");

    assertThat(versionIds(answer)).containsExactly(other, marker, second, "null");
    assertThat(answer.text())
        .contains("<ListVersionsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
        .contains("<KeyMarker/>", "<VersionIdMarker/>")
        .contains("<DeleteMarker><Owner>", "<IsTruncated>false</IsTruncated>")
        .contains("<VersionId>" + other + "</VersionId><IsLatest>true</IsLatest>")
        .contains("<VersionId>" + second + "</VersionId><IsLatest>false</IsLatest>")
        .contains("<VersionId>" + marker + "</VersionId><IsLatest>true</IsLatest>");
  }

  @Test
  void aPageEndsWithinAKey() {
    s3.versioning("bucket", "Enabled");
    String oldest = put("a");
    String middle = put("a");
    String newest = put("a");
    String other = put("b");

    Answer first = s3.get("/bucket?versions&max-keys=2");
    assertThat(versionIds(first)).containsExactly(newest, middle);
    first.has("NextKeyMarker", "a").has("NextVersionIdMarker", middle).has("IsTruncated", "true");
    String rest = "/bucket?versions&key-marker=a&version-id-marker=" + middle;
    assertThat(versionIds(s3.get(rest))).containsExactly(oldest, other);
    assertThat(versionIds(s3.get("/bucket?versions&key-marker=a"))).containsExactly(other);

    s3.delete("/bucket/a?versionId=" + newest);
    s3.delete("/bucket/a?versionId=" + middle);
    assertThat(versionIds(s3.get(rest)))
        .as("what is left after the listed ones were deleted")
        .containsExactly(oldest, other);
  }

  @Test
  void versionsAreRolledUpToo() {
    s3.versioning("bucket", "Enabled");
    put("a/1");
    s3.delete("/bucket/a/1");
    put("c");

    Answer first = s3.get("/bucket?versions&delimiter=/&max-keys=1");
    assertThat(first.text()).contains("<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>");
    first.has("NextKeyMarker", "a/").has("NextVersionIdMarker", null).has("VersionId", null);
    s3.get("/bucket?versions&delimiter=/&key-marker=a/")
        .has("Key", "c")
        .has("IsTruncated", "false");
  }

  /** The texts were reported of AWS; the documentation only has the code. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version-id-marker=x|A version-id marker cannot be specified without a key marker.",
        "key-marker=a&version-id-marker=|A version-id marker cannot be empty.",
        "encoding-type=x|Invalid Encoding Method specified in Request",
        "max-keys=-1|Argument maxKeys must be an integer between 0 and 2147483647",
      })
  void parametersThatMakeNoSenseAreRefused(String query, String message) {
    s3.get("/bucket?versions&" + query).isError(400, "InvalidArgument", message);
  }
}
