package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;

/**
 * The errors for bodies that are not what their headers say: broken {@code aws-chunked} framing,
 * other checksums, other lengths. A service overrides what it words otherwise.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
public interface PayloadErrors {
  /** The common errors. */
  PayloadErrors COMMON = new PayloadErrors() {};

  /** The aws-chunked framing is broken, or ends too early. */
  default AwsError terminatedUnexpectedly() {
    return AwsError.client("IncompleteBody", 400, "The request body terminated unexpectedly");
  }

  /** The decoded body has another length than x-amz-decoded-content-length. */
  default AwsError otherLength(long expected, long provided) {
    return AwsError.client(
            "IncompleteBody",
            400,
            "You did not provide the number of bytes specified by the Content-Length HTTP header")
        .withDetail("NumberBytesExpected", Long.toString(expected))
        .withDetail("NumberBytesProvided", Long.toString(provided));
  }

  /** There is no x-amz-decoded-content-length, or it is no number. */
  default AwsError missingLength() {
    return AwsError.client(
        "MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
  }

  /**
   * A chunk that is not the last has less than 8 KiB.
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

  /** The trailer is malformed, or not the announced one. */
  default AwsError malformedTrailer() {
    return AwsError.client(
        "MalformedTrailerError",
        400,
        "The request contained trailing data that was not well-formed or did not conform to our"
            + " published schema.");
  }

  /** A checksum does not fit the body. */
  default AwsError badDigest(ChecksumAlgorithm algorithm) {
    return AwsError.client(
        "BadDigest",
        400,
        "The " + algorithm + " you specified did not match the calculated checksum.");
  }

  /** Content-MD5 does not fit the body. */
  default AwsError badContentMd5(String expected, String calculatedBase64) {
    return AwsError.client(
            "BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
        .withDetail("CalculatedDigest", calculatedBase64)
        .withDetail("ExpectedDigest", expected);
  }

  /** Content-MD5 is no MD5. */
  default AwsError invalidContentMd5(String value) {
    return AwsError.client("InvalidDigest", 400, "The Content-MD5 you specified was invalid.")
        .withDetail("Content-MD5", value);
  }

  /**
   * x-amz-content-sha256 does not fit the body.
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

  /** The headers of the request contradict each other, or lack one. */
  default AwsError invalidRequest(String message) {
    return AwsError.client("InvalidRequest", 400, message);
  }
}
