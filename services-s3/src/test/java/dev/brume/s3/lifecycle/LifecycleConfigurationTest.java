package dev.brume.s3.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lifecycle configurations are kept as they came, and refused where they can't be. The texts are
 * those that clients of AWS report; the limit of NewerNoncurrentVersions is documented without its
 * text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">PutBucketLifecycleConfiguration</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle
 *     configuration elements</a>
 */
class LifecycleConfigurationTest {
  private static final String ENABLED = "<Status>Enabled</Status>";
  private static final String ALL = "<Filter/>" + ENABLED;
  private static final String DAYS_9 = "<Expiration><Days>9</Days></Expiration>";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  private Answer put(String rules, String... headers) {
    String body = "<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>";
    String[] all = new String[headers.length + 2];
    all[0] = "Content-MD5";
    all[1] = S3Wire.md5(body);
    System.arraycopy(headers, 0, all, 2, headers.length);
    return s3.put("/bucket?lifecycle", body, all);
  }

  private static String rule(String elements) {
    return "<Rule>" + elements + "</Rule>";
  }

  private static String transition(String storageClass, int days) {
    return "<Transition><Days>"
        + days
        + "</Days><StorageClass>"
        + storageClass
        + "</StorageClass></Transition>";
  }

  @Test
  void aConfigurationIsThereUntilItIsDeleted() {
    s3.get("/bucket?lifecycle")
        .isError(404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist")
        .has("BucketName", "bucket");
    String given =
        rule(
            "<Expiration><Days>400</Days></Expiration><ID>a rule</ID><Filter><And>"
                + "<Prefix>logs/</Prefix><Tag><Key>team</Key><Value>red</Value></Tag>"
                + "<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter>"
                + ENABLED
                + transition("STANDARD_IA", 30)
                + transition("GLACIER", 90)
                + "<NoncurrentVersionTransition><NoncurrentDays>0</NoncurrentDays>"
                + "<StorageClass>GLACIER_IR</StorageClass>"
                + "</NoncurrentVersionTransition>"
                + "<NoncurrentVersionExpiration><NoncurrentDays>40</NoncurrentDays>"
                + "<NewerNoncurrentVersions>100</NewerNoncurrentVersions>"
                + "</NoncurrentVersionExpiration>");
    put(given)
        .hasStatus(200)
        .hasHeader("x-amz-transition-default-minimum-object-size", "all_storage_classes_128K");
    Answer answer = s3.get("/bucket?lifecycle").hasStatus(200);
    assertThat(answer.text()).contains("<LifecycleConfiguration").contains(given);
    answer.hasHeader("x-amz-transition-default-minimum-object-size", "all_storage_classes_128K");

    s3.delete("/bucket?lifecycle").hasStatus(204);
    s3.delete("/bucket?lifecycle").hasStatus(204);
    s3.get("/bucket?lifecycle").hasStatus(404);
  }

  @Test
  void aRuleWithoutIdGetsOne() {
    put(rule(ALL + DAYS_9) + rule("<ID></ID>" + ALL + DAYS_9)).hasStatus(200);
    assertThat(s3.get("/bucket?lifecycle").text())
        .containsPattern("<ID>[0-9a-z]{48}</ID>.*<ID>[0-9a-z]{48}</ID>");
  }

  @Test
  void theSmallestSizeOfTransitionsIsKept() {
    String header = "x-amz-transition-default-minimum-object-size";
    put(rule(ALL + DAYS_9), header, "varies_by_storage_class").hasStatus(200);
    s3.get("/bucket?lifecycle").hasHeader(header, "varies_by_storage_class");
    put(rule(ALL + DAYS_9), header, "none")
        .isError(400, "InvalidRequest", "Invalid TransitionDefaultMinimumObjectSize found");
  }

  @Test
  void thereAreAtMost1000RulesAndAtLeastOne() {
    String rules =
        IntStream.range(0, 1000)
            .mapToObj(i -> rule("<ID>" + i + "</ID>" + ALL + DAYS_9))
            .collect(Collectors.joining());
    put(rules).hasStatus(200);
    put(rules + rule(ALL + DAYS_9))
        .isError(
            400,
            "InvalidRequest",
            "The number of lifecycle rules must not exceed the allowed limit of 1000 rules.");
    put("").isError(400, "MalformedXML");
    s3.put("/bucket?lifecycle", "", "Content-MD5", S3Wire.md5(""))
        .isError(400, "MissingRequestBodyError");
  }

  @Test
  void idsAreShortAndUnique() {
    put(rule("<ID>" + "i".repeat(255) + "</ID>" + ALL + DAYS_9)).hasStatus(200);
    put(rule("<ID>" + "i".repeat(256) + "</ID>" + ALL + DAYS_9))
        .isError(400, "InvalidArgument", "ID length should not exceed allowed limit of 255")
        .has("ArgumentName", "ID");
    put(rule("<ID>i</ID>" + ALL + DAYS_9).repeat(2))
        .isError(
            400, "InvalidArgument", "Rule ID must be unique. Found same ID for more than one rule");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Filter/>" + DAYS_9,
        "<Filter/><Status>enabled</Status>" + DAYS_9,
        ENABLED + DAYS_9,
        "<Filter/><Prefix/>" + ENABLED + DAYS_9,
        "<Filter><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></Filter>"
            + ENABLED
            + DAYS_9,
        "<Filter><And><Prefix>a</Prefix></And></Filter>" + ENABLED + DAYS_9,
        "<Filter><Tag><Key>k</Key></Tag></Filter>" + ENABLED + DAYS_9,
        ALL + "<Expiration/>",
        ALL + "<Expiration><Days>many</Days></Expiration>",
        ALL + "<Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration>",
        ALL + "<Transition><Days>1</Days></Transition>",
        ALL + "<Transition><StorageClass>GLACIER</StorageClass></Transition>",
        ALL + "<Transition><Days>1</Days><StorageClass>ICE</StorageClass></Transition>",
        ALL + "<NoncurrentVersionExpiration/>",
        ALL
            + "<NoncurrentVersionExpiration><NewerNoncurrentVersions>1</NewerNoncurrentVersions>"
            + "</NoncurrentVersionExpiration>",
        ALL + "<AbortIncompleteMultipartUpload/>",
        ALL + DAYS_9 + "<Unknown/>",
      })
  void whatHasNotTheFormOfARuleIsMalformed(String elements) {
    put(rule(elements))
        .isError(
            400,
            "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published"
                + " schema");
    s3.get("/bucket?lifecycle").hasStatus(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<Expiration><Days>0</Days></Expiration>|Days|0"
            + "|'Days' for Expiration action must be a positive integer",
        "<Expiration><Date>2030-01-01T00:00:01Z</Date></Expiration>|Date|2030-01-01T00:00:01Z"
            + "|'Date' must be at midnight GMT",
        "<NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays>"
            + "</NoncurrentVersionExpiration>|NoncurrentDays|0"
            + "|'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>0"
            + "</NewerNoncurrentVersions></NoncurrentVersionExpiration>|NewerNoncurrentVersions|0"
            + "|'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be a positive"
            + " integer",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>101"
            + "</NewerNoncurrentVersions></NoncurrentVersionExpiration>"
            + "|NewerNoncurrentVersions|101|'NewerNoncurrentVersions' for"
            + " NoncurrentVersionExpiration action must be less than or equal to 100",
        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>-1</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload>|DaysAfterInitiation|-1|'DaysAfterInitiation' for"
            + " AbortIncompleteMultipartUpload action must be a positive integer",
        "<Transition><Days>-1</Days><StorageClass>GLACIER</StorageClass></Transition>|Days|-1"
            + "|'Days' in Transition action must be nonnegative",
        "<Transition><Days>29</Days><StorageClass>STANDARD_IA</StorageClass></Transition>|Days|29"
            + "|'Days' in Transition action must be greater than or equal to 30 for storageClass"
            + " 'STANDARD_IA'",
        "<Transition><Days>1</Days><StorageClass>STANDARD</StorageClass></Transition>|StorageClass"
            + "|STANDARD|Invalid target Storage class for Transition action",
        "<NoncurrentVersionTransition><NoncurrentDays>29</NoncurrentDays>"
            + "<StorageClass>ONEZONE_IA</StorageClass></NoncurrentVersionTransition>|NoncurrentDays"
            + "|29|'NoncurrentDays' in NoncurrentVersionTransition action must be greater than or"
            + " equal to 30 for storageClass 'ONEZONE_IA'",
      })
  void numbersAndDatesOfActionsAreChecked(
      String action, String name, String value, String message) {
    put(rule(ALL + action))
        .isError(400, "InvalidArgument", message)
        .has("ArgumentName", name)
        .has("ArgumentValue", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<Filter/>||At least one action needs to be specified in a rule",
        "<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>"
            + "|<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload>"
            + "|AbortIncompleteMultipartUpload cannot be specified with Tags.",
        "<Filter><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter>"
            + "|<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker>"
            + "</Expiration>|ExpiredObjectDeleteMarker cannot be specified with Object Size.",
        "<Filter><ObjectSizeLessThan>0</ObjectSizeLessThan></Filter>"
            + "|<Expiration><Days>9</Days></Expiration>"
            + "|'ObjectSizeLessThan' should be between 1 and 1099511627776000.",
        "<Filter><And><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>"
            + "<ObjectSizeLessThan>5</ObjectSizeLessThan></And></Filter>"
            + "|<Expiration><Days>9</Days></Expiration>"
            + "|'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.",
        "<Filter><And><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>k</Key><Value>w</Value>"
            + "</Tag></And></Filter>|<Expiration><Days>9</Days></Expiration>"
            + "|Duplicate Tag Keys are not allowed.",
        "<Prefix>a</Prefix>|<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
            + "<NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>"
            + "|NewerNoncurrentVersions element can only be used in Lifecycle V2.",
      })
  void whatDoesNotGoTogetherIsRefused(String filter, String action, String message) {
    put(rule(filter + ENABLED + (action == null ? "" : action)))
        .isError(400, "InvalidRequest", message);
  }

  @Test
  void transitionsGoDownTheWaterfallWithTimeBetweenThem() {
    put(rule(ALL + transition("GLACIER", 10) + transition("STANDARD_IA", 40)))
        .isError(
            400,
            "InvalidArgument",
            "'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter '()' must be"
                + " greater than 'Days' in the 'Transition' action for StorageClass 'STANDARD_IA'"
                + " for filter '()'");
    put(rule(ALL + transition("STANDARD_IA", 30) + transition("GLACIER", 59)))
        .isError(
            400,
            "InvalidArgument",
            "'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter '()' must be"
                + " 30 days more than 'filter '()'' in the 'Transition' action for StorageClass"
                + " 'STANDARD_IA'");
    put(rule(ALL + transition("GLACIER", 10) + transition("DEEP_ARCHIVE", 99)))
        .isError(
            400,
            "InvalidArgument",
            "'Days' in the 'Transition' action for StorageClass 'DEEP_ARCHIVE' for filter '()' must"
                + " be 90 days more than 'filter '()'' in the 'Transition' action for StorageClass"
                + " 'GLACIER'");
    put(rule(ALL + transition("GLACIER", 10).repeat(2)))
        .isError(
            400,
            "InvalidRequest",
            "'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter"
                + " '()'");
    put(rule(ALL + transition("STANDARD_IA", 30) + transition("GLACIER", 60))).hasStatus(200);
  }

  @Test
  void objectsExpireAfterTheirTransitions() {
    put(rule("<Filter><Prefix/></Filter>" + ENABLED + DAYS_9 + transition("GLACIER", 9)))
        .isError(
            400,
            "InvalidArgument",
            "'Days' in the Expiration action for filter '(prefix=)' must be greater than 'Days' in"
                + " the Transition action");
    put(rule(
            ALL
                + "<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration>"
                + transition("GLACIER", 9)))
        .isError(
            400,
            "InvalidRequest",
            "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle"
                + " rule for filter '()'");
    put(rule(
            ALL
                + "<NoncurrentVersionTransition><NoncurrentDays>4</NoncurrentDays><StorageClass>"
                + "GLACIER</StorageClass></NoncurrentVersionTransition>"
                + "<NoncurrentVersionExpiration><NoncurrentDays>4</NoncurrentDays>"
                + "</NoncurrentVersionExpiration>"))
        .isError(
            400,
            "InvalidArgument",
            "'NoncurrentDays' in the NoncurrentVersionExpiration action for filter '()' must be"
                + " greater than 'NoncurrentDays' in the NoncurrentVersionTransition action");
  }

  /** In the first version of the configuration a rule has a prefix in place of a filter. */
  @Test
  void theTwoVersionsOfConfigurationsDoNotMix() {
    String first = rule("<Prefix>a/</Prefix>" + ENABLED + DAYS_9);
    put(first + rule(ALL + DAYS_9))
        .isError(400, "InvalidRequest", "Filter element can only be used in Lifecycle V2.");
    put(rule(ALL + DAYS_9) + first)
        .isError(
            400,
            "InvalidRequest",
            "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the"
                + " Filter.");
    put(first + first).isError(400, "InvalidRequest", "Found two rules with same prefix 'a/'");
    put(first + rule("<Prefix>a/b</Prefix>" + ENABLED + DAYS_9))
        .isError(
            400,
            "InvalidRequest",
            "Found overlapping prefixes 'a/' and 'a/b' for same action type 'Expiration'");
    put(first + rule("<Prefix>b/</Prefix>" + ENABLED + DAYS_9)).hasStatus(200);
    assertThat(s3.get("/bucket?lifecycle").text()).contains("<Prefix>a/</Prefix><Status>");
    put(rule(ALL + DAYS_9) + rule(ALL + DAYS_9)).hasStatus(200);
  }

  @Test
  void whoPutsOrReadsAnObjectIsToldWhenItExpires() {
    put(rule("<ID>late</ID><Filter/>" + ENABLED + "<Expiration><Days>20</Days></Expiration>")
            + rule("<ID>soon / 1</ID><Filter><Prefix>a</Prefix></Filter>" + ENABLED + DAYS_9)
            + rule("<ID>off</ID><Filter/><Status>Disabled</Status>" + DAYS_9))
        .hasStatus(200);
    String soon = "expiry-date=\"Sat, 11 Jan 2025 00:00:00 GMT\", rule-id=\"soon%20%2F%201\"";
    s3.put("/bucket/a", "1").hasHeader("x-amz-expiration", soon);
    s3.get("/bucket/a").hasHeader("x-amz-expiration", soon);
    s3.head("/bucket/a").hasHeader("x-amz-expiration", soon);
    s3.put("/bucket/a/copy", "", "x-amz-copy-source", "/bucket/a")
        .hasHeader("x-amz-expiration", soon);
    s3.head("/bucket/a?versionId=null").hasHeader("x-amz-expiration", null);
    s3.put("/bucket/b", "1")
        .hasHeader(
            "x-amz-expiration", "expiry-date=\"Wed, 22 Jan 2025 00:00:00 GMT\", rule-id=\"late\"");

    put(rule(
            "<ID>never</ID><Filter/>"
                + ENABLED
                + "<Expiration><Days>2147483647</Days></Expiration>"))
        .hasStatus(200);
    assertThat(s3.put("/bucket/c", "1").hasStatus(200).header("x-amz-expiration"))
        .endsWith("GMT\", rule-id=\"never\"");
    s3.delete("/bucket?lifecycle");
    s3.get("/bucket/a").hasHeader("x-amz-expiration", null);
  }
}
