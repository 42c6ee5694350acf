package dev.brume.s3.bucket;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Scope;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.BucketNamespace;
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

  /** What names of account regional namespaces alone end with. */
  private static final String ACCOUNT_REGIONAL_END = "-an";

  private BucketNames() {}

  /**
   * Refuses an invalid name for a new bucket.
   *
   * @throws AwsError InvalidBucketName
   */
  static void check(String name) {
    if (!isValid(name)) {
      throw invalid(name);
    }
  }

  private static AwsError invalid(String name) {
    return S3Errors.invalidBucketName("The specified bucket is not valid.")
        .withDetail("BucketName", name);
  }

  /**
   * Refuses a name that a bucket of that namespace can't have.
   *
   * @param namespace of {@link BucketNamespace}; null for the global one
   * @param scope whose account and region the name must end with in the other one. With which error
   *     S3 refuses another name is not documented.
   * @throws AwsError InvalidBucketName, or InvalidArgument for a namespace that there is not
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html">Namespaces
   *     for general purpose buckets</a>
   */
  static void checkNamespace(String name, String namespace, Scope scope) {
    boolean accountRegional = BucketNamespace.ACCOUNT_REGIONAL.equals(namespace);
    if (!accountRegional && namespace != null && !namespace.equals(BucketNamespace.GLOBAL)) {
      throw S3Refusals.invalidArgument(
          "Invalid bucket namespace", "x-amz-bucket-namespace", namespace);
    }
    String end = "-" + scope.account() + "-" + scope.region() + ACCOUNT_REGIONAL_END;
    boolean fits =
        accountRegional
            ? name.endsWith(end) && name.length() > end.length()
            : !name.endsWith(ACCOUNT_REGIONAL_END);
    if (!fits) {
      throw invalid(name);
    }
  }

  /** Whether the name is valid for a bucket. */
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

  /** Whether it has the form of an IP address: four numbers separated by dots. */
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
