package dev.brume.s3.control;

import dev.brume.core.error.AwsError;
import dev.brume.s3.AccessPointNames;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;

/**
 * The rules for access point names. The error of an invalid name is not documented; they follow
 * S3's answers in public reports.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html">Access
 *     points naming rules, restrictions, and limitations</a>
 */
final class AccessPointNaming {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 50;

  /** The suffix of names of access points to directory buckets. */
  private static final String OF_DIRECTORY_BUCKETS = "--xa-s3";

  private AccessPointNaming() {}

  /**
   * Refuses an invalid name for a new access point.
   *
   * @throws AwsError InvalidURI, InvalidRequest
   */
  static void check(String name) {
    if (name.length() < SHORTEST || !name.chars().allMatch(AccessPointNaming::isOfHost)) {
      throw unparsable("/accesspoint/" + name);
    }
    if (name.endsWith(OF_DIRECTORY_BUCKETS)) {
      throw S3Refusals.missing("Access points for directory buckets are not implemented.");
    }
    boolean valid =
        name.length() <= LONGEST
            && name.indexOf('.') < 0
            && name.charAt(0) != '-'
            && name.charAt(name.length() - 1) != '-'
            && !name.endsWith(AccessPointNames.ALIAS_END);
    if (!valid) {
      throw S3Refusals.invalidRequest("Your Amazon S3 AccessPoint name is invalid");
    }
  }

  private static boolean isOfHost(int character) {
    return character >= 'a' && character <= 'z'
        || character >= '0' && character <= '9'
        || character == '-'
        || character == '.';
  }

  /** The error for a path without a name. */
  static AwsError unparsable(String path) {
    int start = path.indexOf("accesspoint");
    return S3Errors.invalidURI("Couldn't parse the specified URI.")
        .withDetail("URI", start < 0 ? path : path.substring(start));
  }
}
