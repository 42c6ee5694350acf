package dev.brume.s3.annotation;

import dev.brume.core.error.AwsError;
import dev.brume.s3.api.S3Errors;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The names of annotations: "Names must be 1–512 bytes and can contain Unicode letters, digits,
 * underscores, periods, and hyphens. Names cannot start with {@code aws} or {@code s3}."
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-managing.html">Managing
 *     annotations</a>
 */
final class AnnotationNames {
  private static final int MAX_BYTES = 512;

  private AnnotationNames() {}

  /**
   * Refuses an invalid annotation name.
   *
   * @throws AwsError InvalidAnnotationName or AnnotationNameTooLong
   */
  static void check(String name) {
    if (name == null || name.isEmpty() || !isMadeOfLetters(name) || isReserved(name)) {
      throw S3Errors.invalidAnnotationName("The annotation name you provided is invalid.");
    }
    if (isTooLong(name)) {
      throw S3Errors.annotationNameTooLong("The annotation name exceeds 512 bytes.");
    }
  }

  /**
   * Refuses an invalid name prefix.
   *
   * @throws AwsError InvalidPrefix
   */
  static void checkPrefix(String prefix) {
    if (!isMadeOfLetters(prefix) || isReserved(prefix) || isTooLong(prefix)) {
      throw S3Errors.invalidPrefix("The annotation prefix you provided is invalid.");
    }
  }

  private static boolean isTooLong(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
  }

  private static boolean isReserved(String text) {
    String lowered = text.toLowerCase(Locale.ROOT);
    return lowered.startsWith("aws") || lowered.startsWith("s3");
  }

  private static boolean isMadeOfLetters(String text) {
    return text.codePoints()
        .allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
  }
}
