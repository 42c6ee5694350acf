package dev.brume.core.auth;

/**
 * What a request says of its signer. Nothing of it is verified: by default any credentials are
 * accepted, and only a signature that can't be read is refused.
 *
 * @param form how the request is signed
 * @param accessKeyId the access key id, or null
 * @param region the region in the credential scope, or null where there is none
 * @param service the service's signing name in the credential scope, or null where there is none
 * @param sessionToken the session token, or null
 * @param date when it was signed, as sent ({@code X-Amz-Date}), or null
 * @param expires how long, or (in the legacy form) until when it is valid, as sent, or null
 * @param fault why it can't be accepted, or null
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">
 *     Authentication methods</a>
 */
public record Signature(
    Form form,
    String accessKeyId,
    String region,
    String service,
    String sessionToken,
    String date,
    String expires,
    SignatureFault fault) {

  /** A request without a signature. */
  public static final Signature NONE =
      new Signature(Form.UNSIGNED, null, null, null, null, null, null, null);

  /** The ways in which requests are signed. */
  public enum Form {
    UNSIGNED,
    /** Version 4 (or 4A) in the Authorization header. */
    HEADER,
    /** Version 4 (or 4A) in the query string. */
    PRESIGNED,
    /** Version 2 in the Authorization header. */
    LEGACY_HEADER,
    /** Version 2 in the query string. */
    LEGACY_PRESIGNED
  }

  /** A signature of that form that can't be accepted. */
  static Signature faulty(Form form, SignatureFault fault) {
    return new Signature(form, null, null, null, null, null, null, fault);
  }

  public boolean isUnsigned() {
    return form == Form.UNSIGNED;
  }
}
