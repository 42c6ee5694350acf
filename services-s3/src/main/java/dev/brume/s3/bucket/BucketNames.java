package dev.brume.s3.bucket;

import dev.brume.s3.api.S3Errors;
import java.util.List;

/**
 * The rules for bucket names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">General
 *     purpose bucket naming rules</a>
 */
public final class BucketNames {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 63;
  private static final List<String> RESERVED_STARTS = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_ENDS =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketNames() {}

  /**
   * Refuses what can't be the name of a new bucket.
   *
   * @throws dev.brume.core.error.AwsError InvalidBucketName
   */
  static void check(String name) {
    if (!isValid(name)) {
      throw S3Errors.invalidBucketName("The specified bucket is not valid.")
          .withDetail("BucketName", name);
    }
  }

  /** Whether a bucket could have that name. */
  public static boolean isValid(String name) {
    if (name.length() < SHORTEST || name.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isAllowed(name.charAt(i))) {
        return false;
      }
    }
    return isLetterOrDigit(name.charAt(0))
        && isLetterOrDigit(name.charAt(name.length() - 1))
        && !name.contains("..")
        && !isAddress(name)
        && RESERVED_STARTS.stream().noneMatch(name::startsWith)
        && RESERVED_ENDS.stream().noneMatch(name::endsWith);
  }

  private static boolean isAllowed(char character) {
    return isLetterOrDigit(character) || character == '-' || character == '.';
  }

  private static boolean isLetterOrDigit(char character) {
    return character >= 'a' && character <= 'z' || character >= '0' && character <= '9';
  }

  /** Whether it has the form of an IP address: four numbers between dots. */
  private static boolean isAddress(String name) {
    int dots = 0;
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (character == '.') {
        dots++;
      } else if (character < '0' || character > '9') {
        return false;
      }
    }
    return dots == 3;
  }
}
