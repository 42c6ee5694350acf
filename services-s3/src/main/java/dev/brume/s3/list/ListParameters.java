package dev.brume.s3.list;

import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.EncodingType;
import dev.brume.s3.api.OptionalObjectAttributes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The parameters of all S3 lists.
 *
 * @param prefix the prefix of the keys
 * @param delimiter ends common prefixes, or null
 * @param maxKeys the most keys and common prefixes together, 0 to {@value #MAX_KEYS}
 * @param encoded whether texts are percent-encoded in the response
 * @param restoreStatus whether the response includes the restore status
 */
public record ListParameters(
    String prefix, String delimiter, int maxKeys, boolean encoded, boolean restoreStatus) {
  /** The largest page, and the default. */
  static final int MAX_KEYS = 1000;

  /**
   * Checks the parameters.
   *
   * @param maxName the name of the parameter that limits the page, such as {@code max-keys}
   * @throws dev.brume.core.error.AwsError InvalidArgument
   */
  public static ListParameters of(
      String prefix,
      String delimiter,
      Integer maxKeys,
      String maxName,
      String encodingType,
      List<String> attributes) {
    if (maxKeys != null && maxKeys < 0) {
      throw S3Refusals.invalidArgument(
          "Argument " + camelCase(maxName) + " must be an integer between 0 and 2147483647",
          maxName,
          maxKeys.toString());
    }
    if (encodingType != null && !encodingType.equals(EncodingType.URL)) {
      throw S3Refusals.invalidArgument(
          "Invalid Encoding Method specified in Request", "encoding-type", encodingType);
    }
    return new ListParameters(
        prefix == null ? "" : prefix,
        delimiter == null || delimiter.isEmpty() ? null : delimiter,
        maxKeys == null ? MAX_KEYS : Math.min(maxKeys, MAX_KEYS),
        encodingType != null,
        hasRestoreStatus(attributes));
  }

  private static String camelCase(String name) {
    int dash = name.indexOf('-');
    return name.substring(0, dash)
        + Character.toUpperCase(name.charAt(dash + 1))
        + name.substring(dash + 2);
  }

  private static boolean hasRestoreStatus(List<String> attributes) {
    if (attributes == null) {
      return false;
    }
    for (String attribute : attributes) {
      if (!attribute.equals(OptionalObjectAttributes.RESTORE_STATUS)) {
        throw S3Refusals.invalidArgument(
            "Invalid attribute name specified.", "x-amz-optional-object-attributes", attribute);
      }
    }
    return !attributes.isEmpty();
  }

  /** The encoding's name in the response, or null. */
  public String encodingType() {
    return encoded ? EncodingType.URL : null;
  }

  /** {@code text} as in the response; null for null. */
  public String shown(String text) {
    return !encoded || text == null
        ? text
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
