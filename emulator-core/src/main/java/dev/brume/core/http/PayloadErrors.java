package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;

/**
 * The errors for bodies that contradict their headers: broken {@code aws-chunked} framing, wrong
 * checksums, wrong lengths. A service overrides those that it words differently.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
public interface PayloadErrors {
  /** The common errors. */
  PayloadErrors COMMON = new PayloadErrors() {};

  /** The aws-chunked framing is broken or ends too early. */
  default AwsError terminatedUnexpectedly() {
    return AwsError.client("IncompleteBody", 400, "The request body terminated unexpectedly");
  }

  /** The length of the decoded body differs from x-amz-decoded-content-length. */
  default AwsError otherLength(long expected, long provided) {
    return AwsError.client(
            "IncompleteBody",
            400,
            "You did not provide the number of bytes specified by the Content-Length HTTP header")
        .withDetail("NumberBytesExpected", Long.toString(expected))
        .withDetail("NumberBytesProvided", Long.toString(provided));
  }

  /** x-amz-decoded-content-length is missing or not a number. */
  default AwsError missingLength() {
    return AwsError.client(
        "MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
  }

  /**
   * A chunk other than the last is smaller than 8 KiB.
   *
   * @param number the number of the chunk after it, from 1
   */
  default AwsError chunkTooSmall(int number, long size) {
    return AwsError.client(
            "InvalidChunkSizeError",
            403,
            "Only the last chunk is allowed to have a size less than 8192 bytes")
        .withDetail("Chunk", Integer.toString(number))
        .withDetail("BadChunkSize", Long.toString(size));
  }

  /** The trailer is malformed or was not announced. */
  default AwsError malformedTrailer() {
    return AwsError.client(
        "MalformedTrailerError",
        400,
        "The request contained trailing data that was not well-formed or did not conform to our"
            + " published schema.");
  }

  /** A checksum does not match the body. */
  default AwsError badDigest(ChecksumAlgorithm algorithm) {
    return AwsError.client(
        "BadDigest",
        400,
        "The " + algorithm + " you specified did not match the calculated checksum.");
  }

  /** Content-MD5 does not match the body. */
  default AwsError badContentMd5(String expected, String calculatedBase64) {
    return AwsError.client(
            "BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
        .withDetail("CalculatedDigest", calculatedBase64)
        .withDetail("ExpectedDigest", expected);
  }

  /** Content-MD5 is not a valid MD5. */
  default AwsError invalidContentMd5(String value) {
    return AwsError.client("InvalidDigest", 400, "The Content-MD5 you specified was invalid.")
        .withDetail("Content-MD5", value);
  }

  /**
   * x-amz-content-sha256 does not match the body.
   *
   * @param expected as the client sent it
   * @param calculated of the body, in hexadecimal digits
   */
  default AwsError otherSha256(String expected, String calculated) {
    return AwsError.client(
            "XAmzContentSHA256Mismatch",
            400,
            "The provided 'x-amz-content-sha256' header does not match what was computed.")
        .withDetail("ClientComputedContentSHA256", expected);
  }

  /** The request's headers contradict each other, or one is missing. */
  default AwsError invalidRequest(String message) {
    return AwsError.client("InvalidRequest", 400, message);
  }
}
