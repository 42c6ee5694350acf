package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Forwards the bytes of a body, hashes them, and compares the results at the end. */
final class PayloadVerification implements BodyTransform {
  private final String sha256;
  private final byte[] md5;
  private final RequestChecksum checksum;
  private final PayloadErrors errors;
  private final PayloadDigests digests = new PayloadDigests();
  private Supplier<Headers> trailers = () -> new Headers(0);
  private boolean checksTrailers;
  private boolean md5AsSent;

  /**
   * Verifies each hash that is not null.
   *
   * @param sha256 in hexadecimal digits
   * @param errors the errors for a mismatch
   */
  PayloadVerification(String sha256, byte[] md5, RequestChecksum checksum, PayloadErrors errors) {
    this.sha256 = sha256;
    this.md5 = md5;
    this.checksum = checksum;
    this.errors = errors;
    if (sha256 != null) {
      digests.add(ChecksumAlgorithm.SHA256);
    }
    if (md5 != null) {
      digests.add(ChecksumAlgorithm.MD5);
    }
    if (checksum != null) {
      digests.add(checksum.algorithm());
    }
  }

  void want(RequestedDigests wanted) {
    wanted.always().forEach(digests::add);
    md5AsSent = wanted.md5AsSent();
    if (checksum == null && wanted.otherwise() != null) {
      digests.add(wanted.otherwise());
    }
  }

  /**
   * Sets the source of the trailers.
   *
   * @param all whether only the checksum's trailer is permitted
   */
  void trailers(Supplier<Headers> where, boolean all) {
    trailers = where;
    checksTrailers = all;
  }

  boolean isNeeded() {
    return !digests.isEmpty();
  }

  PayloadDigests digests() {
    return digests;
  }

  @Override
  public void accept(ByteBuffer in, Consumer<ByteBuffer> out) {
    digests.update(in);
    out.accept(in);
  }

  @Override
  public void finish(Consumer<ByteBuffer> out) {
    if (checksTrailers) {
      checkTrailers();
    }
    digests.finish();
    if (md5 != null) {
      byte[] computed = digests.valueOf(ChecksumAlgorithm.MD5);
      if (!MessageDigest.isEqual(md5, computed)) {
        Base64.Encoder base64 = Base64.getEncoder();
        throw errors.badContentMd5(
            md5AsSent ? base64.encodeToString(md5) : HexFormat.of().formatHex(md5),
            base64.encodeToString(computed));
      }
    }
    if (checksum != null) {
      byte[] computed = digests.valueOf(checksum.algorithm());
      if (!Base64.getEncoder().encodeToString(computed).equals(expectedChecksum())) {
        throw errors.badDigest(checksum.algorithm());
      }
    }
    if (sha256 != null) {
      String computed = HexFormat.of().formatHex(digests.valueOf(ChecksumAlgorithm.SHA256));
      if (!computed.equalsIgnoreCase(sha256)) {
        throw errors.otherSha256(sha256, computed);
      }
    }
  }

  /** Refuses trailers that were not announced. */
  private void checkTrailers() {
    Headers fields = trailers.get();
    String announced =
        checksum != null && checksum.value() == null ? checksum.algorithm().header() : null;
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.name(i).equalsIgnoreCase(announced)) {
        throw errors.malformedTrailer();
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
      throw errors.malformedTrailer();
    }
    if (!checksum.algorithm().isValue(value)) {
      throw errors.invalidRequest("Value for " + header + " trailing header is invalid.");
    }
    return value;
  }
}
