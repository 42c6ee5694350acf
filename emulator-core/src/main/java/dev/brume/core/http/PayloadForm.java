package dev.brume.core.http;

/**
 * The kinds of payloads that {@code x-amz-content-sha256} can announce.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">S3:
 *     authenticating by the Authorization header</a>
 */
public enum PayloadForm {
  /** The body as it is; the header is absent, a hash, or UNSIGNED-PAYLOAD. */
  PLAIN(null, false, false),
  SIGNED_CHUNKS("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", true, false),
  SIGNED_CHUNKS_WITH_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true, true),
  ECDSA_SIGNED_CHUNKS("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", true, false),
  ECDSA_SIGNED_CHUNKS_WITH_TRAILER("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER", true, true),
  UNSIGNED_CHUNKS_WITH_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER", false, true);

  private static final PayloadForm[] ALL = values();

  private final String headerValue;
  private final boolean signed;
  private final boolean trailer;

  PayloadForm(String headerValue, boolean signed, boolean trailer) {
    this.headerValue = headerValue;
    this.signed = signed;
    this.trailer = trailer;
  }

  /** The form that the header's value announces; {@link #PLAIN} for every unchunked one. */
  public static PayloadForm of(String headerValue) {
    if (headerValue != null && headerValue.startsWith("STREAMING-")) {
      for (PayloadForm form : ALL) {
        if (headerValue.equals(form.headerValue)) {
          return form;
        }
      }
    }
    return PLAIN;
  }

  /** Whether the body is in {@code aws-chunked} coding. */
  public boolean isChunked() {
    return this != PLAIN;
  }

  /** Whether the chunks' signatures are of version 4A. */
  public boolean isAsymmetric() {
    return this == ECDSA_SIGNED_CHUNKS || this == ECDSA_SIGNED_CHUNKS_WITH_TRAILER;
  }

  /** Whether each chunk carries a signature. */
  public boolean isSigned() {
    return signed;
  }

  /** Whether header fields may follow the last chunk. */
  public boolean hasTrailer() {
    return trailer;
  }
}
