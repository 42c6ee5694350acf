package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Decodes a body and verifies it: removes {@code aws-chunked}, and verifies Content-MD5, the
 * checksum of header or trailer, and {@code x-amz-content-sha256}. A mismatch in a streamed body is
 * only found after all its bytes have passed: they must not take effect before onComplete.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3:
 *     checking object integrity for data uploads</a>
 */
public final class PayloadIntegrity {
  private static final int SHA256_DIGITS = 64;

  /** The SHA-256 of an empty body, the most common one. */
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final int MD5_BYTES = 16;

  /** With the common errors. */
  public static final PayloadIntegrity COMMON = new PayloadIntegrity(PayloadErrors.COMMON);

  private final PayloadErrors errors;

  /**
   * @param errors the errors for bodies that contradict their headers
   */
  public PayloadIntegrity(PayloadErrors errors) {
    this.errors = errors;
  }

  /**
   * The same request with the body decoded and verified; a {@link RequestBody.Whole} one at once.
   *
   * @param checksummed whether the operation accepts a checksum of its body (the model's
   *     httpChecksum trait)
   * @throws AwsError if the headers are invalid, or a whole body does not match them
   */
  public HttpRequest verified(HttpRequest request, boolean checksummed) {
    return verified(request, checksummed, null);
  }

  /**
   * The same, with the signatures of signed chunks verified.
   *
   * @param signatures null if they are not verified
   */
  public HttpRequest verified(
      HttpRequest request, boolean checksummed, ChunkSignatures signatures) {
    return verified(request, checksummed, signatures, RequestedDigests.NONE);
  }

  /**
   * The same for a body whose checksums will be read: a streamed one is a {@link
   * dev.brume.core.checksum.DigestedBody}, a whole one provides such a stream.
   *
   * @param wanted the checksums to compute in addition to the verified ones
   */
  public HttpRequest verified(
      HttpRequest request,
      boolean checksummed,
      ChunkSignatures signatures,
      RequestedDigests wanted) {
    Headers headers = request.headers();
    PayloadForm form = form(headers);
    String sha256 = sha256(headers);
    boolean known = request.body().length() == 0 && OF_NOTHING.equalsIgnoreCase(sha256);
    PayloadVerification verification =
        new PayloadVerification(
            known ? null : sha256,
            contentMd5(headers),
            checksummed ? RequestChecksum.of(headers, errors) : null,
            errors);
    verification.want(wanted);
    if (!form.isChunked()) {
      if (!verification.isNeeded()) {
        return request;
      }
      if (request.body() instanceof RequestBody.Streamed streamed) {
        verification.trailers(streamed::trailers, false);
      }
      long length = request.body().length();
      return request.withBody(
          TransformedBody.of(request.body(), verification, length, verification.digests()));
    }
    long length = decodedLength(headers);
    BodyTransform decoder = decoder(form, length, signatures, checksummed, verification);
    return request.withBody(
        TransformedBody.of(
            request.body(), decoder.then(verification), length, verification.digests()));
  }

  private BodyTransform decoder(
      PayloadForm form,
      long length,
      ChunkSignatures signatures,
      boolean checksummed,
      PayloadVerification verification) {
    if (signatures != null && form.isSigned()) {
      SignedChunks chunks = new SignedChunks(form, length, signatures, errors);
      verification.trailers(chunks::trailers, checksummed);
      return chunks;
    }
    AwsChunkedDecoder decoder =
        new AwsChunkedDecoder(form, length, (size, signature) -> {}, errors);
    verification.trailers(decoder::trailers, checksummed);
    return decoder;
  }

  /**
   * The algorithm of the checksum that the client sends, in a header or in the trailer.
   *
   * @return null if it sends none
   * @throws AwsError InvalidRequest if the headers are invalid
   */
  public ChecksumAlgorithm checksumAlgorithm(Headers headers) {
    RequestChecksum checksum = RequestChecksum.of(headers, errors);
    return checksum == null ? null : checksum.algorithm();
  }

  /**
   * Refuses a request without the checksum that its operation requires (the model's httpChecksum
   * trait).
   *
   * @throws AwsError InvalidRequest
   */
  public void requireChecksum(Headers headers) {
    if (!headers.contains("Content-MD5") && RequestChecksum.of(headers, errors) == null) {
      throw errors.invalidRequest(
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
  }

  private static PayloadForm form(Headers headers) {
    String value = headers.first("x-amz-content-sha256");
    PayloadForm form = PayloadForm.of(value);
    if (form == PayloadForm.PLAIN
        && headers.contains("x-amz-decoded-content-length")
        && ContentEncodings.isAwsChunked(headers)) {
      // Sent by SDKs that add a checksum trailer but don't sign the payload.
      return PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER;
    }
    return form;
  }

  private long decodedLength(Headers headers) {
    String value = headers.first("x-amz-decoded-content-length");
    try {
      long length = value == null ? -1 : Long.parseLong(value.trim());
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Treated as absent.
    }
    throw errors.missingLength();
  }

  /** The client's hash in lower case, or null if it sent none. */
  private static String sha256(Headers headers) {
    String value = headers.first("x-amz-content-sha256");
    if (value == null || value.equals("UNSIGNED-PAYLOAD") || PayloadForm.of(value).isChunked()) {
      return null;
    }
    if (value.length() != SHA256_DIGITS || !isHexadecimal(value)) {
      throw AwsError.client(
              "InvalidArgument",
              400,
              "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
                  + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
                  + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.")
          .withDetail("ArgumentName", "x-amz-content-sha256")
          .withDetail("ArgumentValue", value);
    }
    return value;
  }

  private static boolean isHexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private byte[] contentMd5(Headers headers) {
    String value = headers.first("Content-MD5");
    if (value == null) {
      return null;
    }
    try {
      byte[] md5 = Base64.getDecoder().decode(value.trim());
      if (md5.length == MD5_BYTES) {
        return md5;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw errors.invalidContentMd5(value);
  }
}
