package dev.brume.s3.control;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How tags of resources, and empty settings of accounts, are refused.
 *
 * <p>Source of truth: answers recorded on AWS, S3 Control, 2024-05 and 2025-11.
 */
class ResourceTagsTest {
  private static final String INVALID =
      "This request contains a tag key or value that isn't valid. Valid characters include the"
          + " following: [a-zA-Z+-=._:/]. Tag keys can contain up to 128 characters. Tag values can"
          + " contain up to 256 characters.";

  private final S3Wire s3 = new S3Wire().create("bucket");
  private final ControlWire control = new ControlWire(s3, S3Wire.ACCOUNT);

  private static String tag(String key, String value) {
    return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
  }

  private Answer put(String tags) {
    return control.post(
        "/tags/arn%3Aaws%3As3%3A%3A%3Abucket",
        "<TagResourceRequest><Tags>" + tags + "</Tags></TagResourceRequest>");
  }

  @ParameterizedTest
  @CsvSource({"'k,a', v", "k, 'v,a'"})
  void haveTheirCharacters(String key, String value) {
    put(tag(key, value)).isError(400, "InvalidTag", INVALID).has("TagKey", null);
  }

  @Test
  void haveKeysOfTheirOwn() {
    put(tag("k", "1") + tag("k", "2"))
        .isError(
            400,
            "InvalidTag",
            "There are duplicate tag keys in your request. Remove the duplicate tag keys and try"
                + " again.");
    put(tag("aws:k", "1"))
        .isError(
            400,
            "InvalidTag",
            "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system"
                + " tags. Remove \"aws:\" from your tag keys and try again.");
    put("<Tag><Value>1</Value></Tag>").isError(400, "MalformedXML");
    put("<Tag><Key>k</Key></Tag>").isError(400, "MalformedXML");
  }

  @Test
  void anAccountsBlockSaysSomething() {
    control
        .put("/configuration/publicAccessBlock", "<PublicAccessBlockConfiguration/>")
        .isError(400, "InvalidRequest", "Must specify at least one configuration.");
  }
}
