package dev.brume.s3.multipart;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CompletedPart;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.ObjectPart;

/** The errors of multipart uploads. */
final class MultipartErrors {
  private MultipartErrors() {}

  static AwsError noSuchUpload(String uploadId) {
    return S3Errors.noSuchUpload(
            "The specified upload does not exist. The upload ID may be invalid, or the upload may"
                + " have been aborted or completed.")
        .withDetail("UploadId", uploadId);
  }

  static AwsError partNumber(int given, int maxNumber) {
    return S3Refusals.invalidArgument(
        "Part number must be an integer between 1 and " + maxNumber + ", inclusive",
        "partNumber",
        Integer.toString(given));
  }

  /** A part that is missing or differs. */
  static AwsError invalidPart(String uploadId, CompletedPart part) {
    return S3Errors.invalidPart(
            "One or more of the specified parts could not be found.  The part may not have been"
                + " uploaded, or the specified entity tag may not match the part's entity tag.")
        .withDetail("UploadId", uploadId)
        .withDetail("PartNumber", String.valueOf(part.partNumber()))
        .withDetail("ETag", Etags.bare(String.valueOf(part.eTag())));
  }

  static AwsError partOrder(String uploadId) {
    return S3Errors.invalidPartOrder(
            "The list of parts was not in ascending order. Parts must be ordered by part number.")
        .withDetail("UploadId", uploadId);
  }

  static AwsError tooSmall(ObjectPart part, long minBytes) {
    return S3Errors.entityTooSmall("Your proposed upload is smaller than the minimum allowed size")
        .withDetail("ProposedSize", Long.toString(part.size()))
        .withDetail("MinSizeAllowed", Long.toString(minBytes))
        .withDetail("PartNumber", Integer.toString(part.number()))
        .withDetail("ETag", part.etag());
  }

  /** The total size of the parts differs from the client's. */
  static AwsError otherSize(long given, long computed) {
    return S3Refusals.invalidRequest(
        "The provided 'x-amz-mp-object-size' header value "
            + given
            + " does not match what was computed: "
            + computed);
  }

  static AwsError otherChecksum(String expected, String given) {
    return S3Refusals.invalidRequest(
        "Checksum Type mismatch occurred, expected checksum Type: "
            + lower(expected)
            + ", actual checksum Type: "
            + lower(given));
  }

  private static String lower(String algorithm) {
    return algorithm == null ? "null" : algorithm.toLowerCase(java.util.Locale.ROOT);
  }

  static AwsError missingPartChecksum(String algorithm, int partNumber) {
    return S3Refusals.invalidRequest(
        "The upload was created using a "
            + lower(algorithm)
            + " checksum. The complete request must include the checksum for each part. It was"
            + " missing for part "
            + partNumber
            + " in the request.");
  }

  /** A part was uploaded with another checksum algorithm. */
  static AwsError badPartChecksum(String algorithm, int partNumber) {
    return S3Errors.badDigest(
        "The "
            + lower(algorithm)
            + " you specified for part "
            + partNumber
            + " did not match what we received.");
  }

  /** The object has changed since the upload began. */
  static AwsError conflict(String condition, String key) {
    return AwsError.client(
            "ConditionalRequestConflict",
            409,
            "The conditional request cannot succeed due to a conflicting operation against this"
                + " resource.")
        .withDetail("Condition", condition)
        .withDetail("Key", key);
  }

  static AwsError badChecksum(String algorithm) {
    return S3Errors.badDigest(
        "The " + lower(algorithm) + " you specified did not match the calculated checksum.");
  }
}
