package dev.brume.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is in a bucket, page by page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
class ListObjectsTest {
  private static final Pattern ROW = Pattern.compile("<(Key|Prefix)>([^<]*)</\\1>");

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  private void put(String... keys) {
    for (String key : keys) {
      s3.put("/bucket/" + encode(key), "x").hasStatus(200);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Keys and common prefixes of an answer; the prefix that it echoes is left out. */
  private static List<String> rows(Answer answer) {
    List<String> rows = new ArrayList<>();
    Matcher matcher =
        ROW.matcher(
            answer
                .hasStatus(200)
                .text()
                .replaceFirst("(?<!<CommonPrefixes>)<Prefix>[^<]*</Prefix>", ""));
    while (matcher.find()) {
      rows.add(matcher.group(2));
    }
    return rows;
  }

  @Test
  void anObjectIsDescribed() {
    s3.put("/bucket/key", "hello").hasStatus(200);

    Answer v1 = s3.get("/bucket");
    assertThat(v1.text())
        .contains("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
        .contains("<Name>bucket</Name>", "<Marker/>", "<MaxKeys>1000</MaxKeys>")
        .contains("<IsTruncated>false</IsTruncated>", "<Prefix/>", "<Owner><ID>")
        .doesNotContain("NextMarker", "Delimiter", "EncodingType", "CommonPrefixes", "KeyCount");
    v1.has("Key", "key")
        .has("LastModified", "2025-01-01T00:00:00.000Z")
        .has("ETag", "&quot;5d41402abc4b2a76b9719d911017c592&quot;")
        .has("ChecksumAlgorithm", "CRC64NVME")
        .has("ChecksumType", "FULL_OBJECT")
        .has("Size", "5")
        .has("StorageClass", "STANDARD");

    Answer v2 = s3.get("/bucket?list-type=2");
    v2.has("KeyCount", "1").has("Key", "key");
    assertThat(v2.text()).doesNotContain("<Owner>", "StartAfter", "ContinuationToken", "Marker");
    assertThat(s3.get("/bucket?list-type=2&fetch-owner=true").text()).contains("<Owner><ID>");
  }

  @Test
  void keysComeInTheOrderOfTheirUtf8Bytes() {
    // U+FF5E comes before U+1F600 by bytes, and after it by Java's chars.
    put("b", "a/1", "\uD83D\uDE00", "\uFF5E", "A", "a", "é", "a 1");

    assertThat(rows(s3.get("/bucket?list-type=2")))
        .containsExactly("A", "a", "a 1", "a/1", "b", "é", "\uFF5E", "\uD83D\uDE00");
  }

  @Test
  void keysThatShareAPrefixUpToTheDelimiterAreRolledUp() {
    put("top", "photos/a", "photos/2024/b", "photos/2025/c", "videos/d");

    Answer root = s3.get("/bucket?delimiter=/");
    assertThat(rows(root)).containsExactly("top", "photos/", "videos/");
    root.has("Delimiter", "/");
    assertThat(rows(s3.get("/bucket?list-type=2&delimiter=/&prefix=photos/")))
        .containsExactly("photos/a", "photos/2024/", "photos/2025/");
    assertThat(rows(s3.get("/bucket?delimiter=/20&prefix=p")))
        .containsExactly("photos/a", "photos/20");
    assertThat(rows(s3.get("/bucket?delimiter=&prefix=videos"))).containsExactly("videos/d");
  }

  @Test
  void theLastCommonPrefixEndsAPageOfTheFirstVersion() {
    put("a/1", "a/2", "b/1", "c");

    Answer first = s3.get("/bucket?delimiter=/&max-keys=1");
    first.has("IsTruncated", "true").has("NextMarker", "a/");
    Answer second = s3.get("/bucket?delimiter=/&max-keys=1&marker=a/");
    second.has("NextMarker", "b/").has("Marker", "a/");
    assertThat(rows(second)).containsExactly("b/");
    Answer third = s3.get("/bucket?delimiter=/&max-keys=1&marker=b/");
    third.has("IsTruncated", "false");
    assertThat(rows(third)).containsExactly("c");
    s3.get("/bucket?max-keys=1").has("IsTruncated", "true").has("NextMarker", null);
  }

  @Test
  void startAfterNeedsNotToBeAKey() {
    put("a", "c", "prefix1/o", "prefix2/o");

    Answer answer = s3.get("/bucket?list-type=2&start-after=b&max-keys=1");
    answer.has("StartAfter", "b").has("KeyCount", "1");
    assertThat(rows(answer)).containsExactly("c");
    assertThat(rows(s3.get("/bucket?list-type=2&start-after=prefix1&prefix=prefix&delimiter=/")))
        .containsExactly("prefix1/", "prefix2/");
    // AWS does not say whether a common prefix comes again that starts before the given key.
    assertThat(rows(s3.get("/bucket?list-type=2&start-after=prefix1/n&delimiter=/")))
        .containsExactly("prefix2/");
  }

  @Test
  void aPrefixOfDeleteMarkersAloneIsNotThere() {
    s3.versioning("bucket", "Enabled");
    put("gone/a", "here/b", "gone");
    s3.delete("/bucket/gone/a").hasStatus(204);
    s3.delete("/bucket/gone").hasStatus(204);

    assertThat(rows(s3.get("/bucket?delimiter=/"))).containsExactly("here/");
    assertThat(rows(s3.get("/bucket"))).containsExactly("here/b");
  }

  /** The encoding was seen on AWS: a plus for a space, slashes as they are. */
  @Test
  void textsAreEncodedOnDemand() {
    put("a b.txt", "a+b.txt", "100%.csv", "한글/x.txt", "(3)~*", "\u0001");

    Answer answer = s3.get("/bucket?list-type=2&encoding-type=url");
    answer.has("EncodingType", "url");
    assertThat(rows(answer))
        .containsExactly(
            "%01", "%283%29%7E*", "100%25.csv", "a+b.txt", "a%2Bb.txt", "%ED%95%9C%EA%B8%80/x.txt");
    Answer rolledUp =
        s3.get(
            "/bucket?encoding-type=url&delimiter=%2F&prefix=%ED&marker=%ED".replace("%ED", "a+"));
    rolledUp.has("Prefix", "a+").has("Marker", "a+").has("Delimiter", "/");
  }

  @Test
  void noKeysAreNoPage() {
    put("a");

    s3.get("/bucket?max-keys=0").has("IsTruncated", "false").has("MaxKeys", "0").has("Key", null);
    s3.get("/bucket?list-type=2&max-keys=0").has("KeyCount", "0").has("IsTruncated", "false");
    s3.get("/bucket?max-keys=5000").has("MaxKeys", "1000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-keys=-1|Argument maxKeys must be an integer between 0 and 2147483647",
        "max-keys=many|Provided max-keys not an integer or within integer range",
        "max-keys=2147483648|Provided max-keys not an integer or within integer range",
        "encoding-type=base64|Invalid Encoding Method specified in Request",
        "list-type=2&continuation-token=x|The continuation token provided is incorrect",
        "list-type=2&continuation-token=|The continuation token provided is incorrect",
      })
  void parametersThatMakeNoSenseAreRefused(String query, String message) {
    s3.get("/bucket?" + query).isError(400, "InvalidArgument", message);
  }

  /** AWS does not document what it says of a list of another type; it was measured to be this. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "3", "bogus", ""})
  void anyOtherTypeOfListIsTheFirst(String type) {
    assertThat(s3.get("/bucket?list-type=" + type).hasStatus(200).text())
        .contains("<Marker/>")
        .doesNotContain("KeyCount");
  }

  @Test
  void theBucketMustExist() {
    s3.get("/nowhere").isError(404, "NoSuchBucket").has("BucketName", "nowhere");
  }

  /** Whatever the page size, all pages together are what a naive reading of the keys gives. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void pagesAddUpToTheWhole(long seed) {
    Random random = new Random(seed);
    TreeSet<String> keys = new TreeSet<>(Comparator.comparing(key -> new ByteOrder(key)));
    for (int i = 0; i < 60; i++) {
      StringBuilder key = new StringBuilder();
      for (int length = 1 + random.nextInt(5); length > 0; length--) {
        key.appendCodePoint("/ab\uFFFF\uD83D\uDE00".codePointAt(random.nextInt(5)));
      }
      keys.add(key.toString());
    }
    put(keys.toArray(new String[0]));
    for (String prefix : List.of("", "a", "a/", "/")) {
      for (String delimiter : List.of("", "/", "a", "/a")) {
        List<String> expected = naive(keys, prefix, delimiter);
        String query = "prefix=" + encode(prefix) + "&delimiter=" + encode(delimiter);
        assertThat(pages(query, 1 + random.nextInt(7)))
            .as("seed %d, %s", seed, query)
            .containsExactlyElementsOf(expected);
      }
    }
  }

  private static List<String> naive(Iterable<String> keys, String prefix, String delimiter) {
    List<String> rows = new ArrayList<>();
    for (String key : keys) {
      int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String row = at < 0 ? key : key.substring(0, at + delimiter.length());
      if (key.startsWith(prefix) && !rows.contains(row)) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** All rows of all pages, in order, since on a page common prefixes stand behind the keys. */
  private List<String> pages(String query, int pageSize) {
    List<String> rows = new ArrayList<>();
    String token = "";
    while (token != null) {
      String target = "/bucket?list-type=2&encoding-type=url&max-keys=" + pageSize + "&" + query;
      Answer answer = s3.get(token.isEmpty() ? target : target + "&continuation-token=" + token);
      List<String> page = new ArrayList<>();
      rows(answer).forEach(row -> page.add(URLDecoder.decode(row, StandardCharsets.UTF_8)));
      page.sort(Comparator.comparing(key -> new ByteOrder(key)));
      assertThat(page).hasSizeLessThanOrEqualTo(pageSize);
      rows.addAll(page);
      token = answer.element("NextContinuationToken");
    }
    return rows;
  }

  /** The order of UTF-8 bytes, told by the bytes. */
  private record ByteOrder(String text) implements Comparable<ByteOrder> {
    @Override
    public int compareTo(ByteOrder other) {
      return java.util.Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Answers recorded on AWS, S3, 2026-02, of ListObjects. For ListObjectsV2 with fetch-owner it is
   * concluded; what anonymous callers see in lists of versions is not known.
   */
  @Test
  void ownersAreNotToldToAnonymousCallers() {
    put("key");
    assertThat(s3.get("/bucket").text()).contains("<Owner>");
    assertThat(s3.get("/bucket?list-type=2&fetch-owner=true").text()).contains("<Owner>");

    S3Wire stranger = s3.anonymous();
    assertThat(stranger.get("/bucket").hasStatus(200).text()).contains("<Key>key</Key>");
    assertThat(stranger.get("/bucket").text()).doesNotContain("<Owner>");
    assertThat(stranger.get("/bucket?list-type=2&fetch-owner=true").text())
        .doesNotContain("<Owner>");
  }

  /** Concluded from ListParts, of which it is recorded: an empty number counts as none. */
  @ParameterizedTest
  @ValueSource(strings = {"max-keys=", "list-type=2&max-keys=", "versions&max-keys=", "max-keys"})
  void anEmptyNumberOfKeysCountsAsNone(String query) {
    s3.get("/bucket?" + query).hasStatus(200).has("MaxKeys", "1000");
    s3.get("/bucket?uploads&max-uploads=&prefix=a").hasStatus(200).has("MaxUploads", "1000");
  }

  // Answer recorded on AWS, S3, 2026-02: a token takes the place of the key to start after.
  @Test
  void theKeyToStartAfterIsNotShownBesideAToken() {
    put("a", "b", "c", "d");
    Answer first = s3.get("/bucket?list-type=2&start-after=a&max-keys=1");
    first.has("StartAfter", "a").has("Key", "b");
    String token = first.element("NextContinuationToken");

    Answer second = s3.get("/bucket?list-type=2&start-after=c&continuation-token=" + token);
    second.has("StartAfter", null).has("ContinuationToken", token);
    assertThat(rows(second)).containsExactly("c", "d");
  }
}
