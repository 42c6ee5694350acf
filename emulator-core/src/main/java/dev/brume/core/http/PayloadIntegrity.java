package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.core.error.AwsError;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes of an S3 request's body what the client meant to send, and sees to it that it arrived:
 * takes off {@code aws-chunked}, and verifies Content-MD5, the checksum of header or trailer, and
 * {@code x-amz-content-sha256}. Of a streamed body all bytes have passed when that is found out:
 * they must not take effect before onComplete.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3:
 *     checking object integrity for data uploads</a>
 */
public final class PayloadIntegrity {
  private static final int SHA256_DIGITS = 64;
  private static final int MD5_BYTES = 16;

  private PayloadIntegrity() {}

  /**
   * The same request with the body decoded and verified; a {@link RequestBody.Whole} one at once.
   *
   * @param checksummed whether the operation takes a checksum of its body (the model's httpChecksum
   *     trait)
   * @throws AwsError where the headers make no sense, or a whole body does not fit them
   */
  public static HttpRequest verified(HttpRequest request, boolean checksummed) {
    return verified(request, checksummed, null);
  }

  /**
   * The same, with the signatures of signed chunks verified.
   *
   * @param signatures null where they are not verified
   */
  public static HttpRequest verified(
      HttpRequest request, boolean checksummed, ChunkSignatures signatures) {
    Headers headers = request.headers();
    PayloadForm form = form(headers);
    RequestBody body = request.body();
    Verification verification = new Verification();
    verification.sha256 = sha256(headers);
    verification.md5 = contentMd5(headers);
    verification.checksum = checksummed ? RequestChecksum.of(headers) : null;
    if (form.isChunked()) {
      long length = decodedLength(headers);
      verification.trailersKnown = checksummed;
      if (signatures != null && form.isSigned()) {
        SignedChunks chunks = new SignedChunks(form, length, signatures);
        verification.trailers = chunks::trailers;
        body = TransformedBody.of(body, chunks, length);
      } else {
        AwsChunkedDecoder decoder = new AwsChunkedDecoder(form, length);
        verification.trailers = decoder::trailers;
        body = TransformedBody.of(body, decoder, length);
      }
    } else if (body instanceof RequestBody.Streamed streamed) {
      verification.trailers = streamed::trailers;
    }
    if (verification.isNeeded()) {
      verification.start();
      body = TransformedBody.of(body, verification, body.length());
    }
    return body == request.body() ? request : request.withBody(body);
  }

  /**
   * Refuses a request whose operation demands a checksum (the model's httpChecksum trait) and that
   * has none.
   *
   * @throws AwsError InvalidRequest
   */
  public static void requireChecksum(Headers headers) {
    if (!headers.contains("Content-MD5") && RequestChecksum.of(headers) == null) {
      throw PayloadErrors.invalidRequest(
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
  }

  private static PayloadForm form(Headers headers) {
    String value = headers.first("x-amz-content-sha256");
    PayloadForm form = PayloadForm.of(value);
    if (form == PayloadForm.PLAIN
        && headers.contains("x-amz-decoded-content-length")
        && ContentEncodings.isAwsChunked(headers)) {
      // What SDKs send that add a checksum's trailer but don't sign.
      return PayloadForm.UNSIGNED_CHUNKS_WITH_TRAILER;
    }
    return form;
  }

  private static long decodedLength(Headers headers) {
    String value = headers.first("x-amz-decoded-content-length");
    try {
      long length = value == null ? -1 : Long.parseLong(value.trim());
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // As if there were none.
    }
    throw PayloadErrors.missingLength();
  }

  /** The hash that the client sent in lower case, or null where it sent none. */
  private static String sha256(Headers headers) {
    String value = headers.first("x-amz-content-sha256");
    if (value == null || value.equals("UNSIGNED-PAYLOAD") || PayloadForm.of(value).isChunked()) {
      return null;
    }
    if (value.length() != SHA256_DIGITS || !value.chars().allMatch(HexFormat::isHexDigit)) {
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

  private static byte[] contentMd5(Headers headers) {
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
    throw PayloadErrors.invalidContentMd5(value);
  }

  /** Lets the decoded bytes pass and compares at the end. */
  private static final class Verification implements BodyTransform {
    private String sha256;
    private byte[] md5;
    private RequestChecksum checksum;
    private Supplier<Headers> trailers = () -> new Headers(0);
    private boolean trailersKnown;
    private Digest sha256Digest;
    private Digest md5Digest;
    private Digest checksumDigest;

    boolean isNeeded() {
      return sha256 != null || md5 != null || checksum != null || trailersKnown;
    }

    void start() {
      sha256Digest = sha256 == null ? null : ChecksumAlgorithm.SHA256.start();
      md5Digest = md5 == null ? null : ChecksumAlgorithm.MD5.start();
      checksumDigest = checksum == null ? null : checksum.algorithm().start();
    }

    @Override
    public void accept(ByteBuffer in, Consumer<ByteBuffer> out) {
      update(sha256Digest, in);
      update(md5Digest, in);
      update(checksumDigest, in);
      out.accept(in);
    }

    private static void update(Digest digest, ByteBuffer bytes) {
      if (digest != null) {
        digest.update(bytes);
      }
    }

    @Override
    public void finish(Consumer<ByteBuffer> out) {
      if (trailersKnown) {
        checkTrailers();
      }
      if (md5 != null) {
        byte[] computed = md5Digest.value();
        if (!MessageDigest.isEqual(md5, computed)) {
          throw PayloadErrors.badContentMd5(
              HexFormat.of().formatHex(md5), Base64.getEncoder().encodeToString(computed));
        }
      }
      if (checksum != null && !checksumDigest.base64().equals(expectedChecksum())) {
        throw PayloadErrors.badDigest(checksum.algorithm());
      }
      if (sha256 != null) {
        String computed = HexFormat.of().formatHex(sha256Digest.value());
        if (!computed.equalsIgnoreCase(sha256)) {
          throw PayloadErrors.otherSha256(sha256, computed);
        }
      }
    }

    /** Nothing may come in the trailer but what was announced. */
    private void checkTrailers() {
      Headers fields = trailers.get();
      String announced =
          checksum != null && checksum.value() == null ? checksum.algorithm().header() : null;
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.name(i).equalsIgnoreCase(announced)) {
          throw PayloadErrors.malformedTrailer();
        }
      }
    }

    private String expectedChecksum() {
      if (checksum.value() != null) {
        return checksum.value();
      }
      String header = checksum.algorithm().header();
      String value = trailers.get().first(header);
      if (value == null) {
        throw PayloadErrors.malformedTrailer();
      }
      if (!checksum.algorithm().isValue(value)) {
        throw PayloadErrors.invalidRequest("Value for " + header + " trailing header is invalid.");
      }
      return value;
    }
  }
}
