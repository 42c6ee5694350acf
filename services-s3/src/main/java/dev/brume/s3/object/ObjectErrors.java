package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.s3.api.S3Errors;

/** The errors of object operations. */
public final class ObjectErrors {
  private ObjectErrors() {}

  static AwsError keyTooLong(int bytes, int maxBytes) {
    return S3Errors.keyTooLongError("Your key is too long")
        .withDetail("Size", Integer.toString(bytes))
        .withDetail("MaxSizeAllowed", Integer.toString(maxBytes));
  }

  public static AwsError tooLarge(long bytes, long maxBytes) {
    return S3Errors.entityTooLarge("Your proposed upload exceeds the maximum allowed size")
        .withDetail("ProposedSize", Long.toString(bytes))
        .withDetail("MaxSizeAllowed", Long.toString(maxBytes));
  }

  static AwsError unsatisfiableRange(String range, long size) {
    return S3Errors.invalidRange("The requested range is not satisfiable")
        .withDetail("RangeRequested", range)
        .withDetail("ActualObjectSize", Long.toString(size))
        .withHeader("Content-Range", "bytes */" + size);
  }

  static AwsError unsatisfiablePartNumber(int number, int parts) {
    return AwsError.client("InvalidPartNumber", 416, "The requested partnumber is not satisfiable")
        .withDetail("PartNumberRequested", Integer.toString(number))
        .withDetail("ActualPartCount", Integer.toString(parts));
  }

  static AwsError invalidRedirectLocation() {
    return AwsError.client(
        "InvalidRedirectLocation",
        400,
        "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.");
  }

  static AwsError redirectLocationTooLong() {
    return AwsError.client(
        "InvalidRedirectLocation",
        400,
        "The length of website redirect location cannot exceed 2,048 characters.");
  }

  /** "Objects encrypted with SSE-C cannot have annotations." S3's error text is unknown. */
  public static AwsError noAnnotations() {
    return S3Errors.invalidRequest(
        "Annotations are not supported for objects encrypted with customer-provided keys.");
  }

  /** A body without a length. */
  public static AwsError missingLength() {
    return S3Errors.missingContentLength("You must provide the Content-Length HTTP header.");
  }
}
