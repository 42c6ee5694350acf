package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The checksum that a client sends with a body: in a header field, or announced by {@code
 * x-amz-trailer}.
 *
 * @param algorithm how it is computed
 * @param value the value in base64, or null if it comes in the trailer
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3:
 *     checking object integrity for data uploads</a>
 */
record RequestChecksum(ChecksumAlgorithm algorithm, String value) {
  private static final String PREFIX = "x-amz-checksum-";

  /** Headers with a checksum's prefix that are not checksums. */
  private static final Set<String> OTHERS =
      Set.of("x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type");

  /**
   * Reads the header fields.
   *
   * @return null if there is no checksum
   * @throws dev.brume.core.error.AwsError InvalidRequest if they are invalid
   */
  static RequestChecksum of(Headers headers, PayloadErrors errors) {
    RequestChecksum sent = inHeader(headers, errors);
    RequestChecksum announced = announced(headers.first("x-amz-trailer"), errors);
    if (sent != null && announced != null) {
      throw errors.invalidRequest("Expecting a single x-amz-checksum- header");
    }
    RequestChecksum checksum = sent != null ? sent : announced;
    checkSelector(headers.first("x-amz-sdk-checksum-algorithm"), checksum, errors);
    return checksum;
  }

  private static RequestChecksum inHeader(Headers headers, PayloadErrors errors) {
    RequestChecksum found = null;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (!name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
          || OTHERS.contains(name.toLowerCase(Locale.ROOT))) {
        continue;
      }
      ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(name);
      if (algorithm == null) {
        throw errors.invalidRequest(
            "The algorithm type you specified in x-amz-checksum- header is invalid.");
      }
      if (found != null) {
        throw errors.invalidRequest(
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
      }
      found = new RequestChecksum(algorithm, headers.value(i).trim());
    }
    if (found != null && !found.algorithm.isValue(found.value)) {
      throw errors.invalidRequest("Value for " + found.algorithm.header() + " header is invalid.");
    }
    return found;
  }

  private static RequestChecksum announced(String trailer, PayloadErrors errors) {
    if (trailer == null) {
      return null;
    }
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(trailer.trim());
    if (algorithm == null) {
      throw errors.invalidRequest(
          "The value specified in the x-amz-trailer header is not supported");
    }
    return new RequestChecksum(algorithm, null);
  }

  private static void checkSelector(
      String selector, RequestChecksum checksum, PayloadErrors errors) {
    if (selector == null) {
      return;
    }
    ChecksumAlgorithm selected = ChecksumAlgorithm.named(selector.trim());
    if (selected == null) {
      // The list matches the model's; it is not known whether AWS lists the newest algorithms here.
      throw errors.invalidRequest(
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: "
              + Arrays.toString(ChecksumAlgorithm.values()));
    }
    if (checksum == null) {
      throw errors.invalidRequest(
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    if (selected != checksum.algorithm) {
      throw errors.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
  }
}
