package dev.brume.core.auth;

import java.time.Instant;

/**
 * The statements of a request about its signer. Nothing of it is verified: by default any
 * credentials are accepted, and only a signature that can't be read is refused.
 *
 * @param form how the request is signed
 * @param accessKeyId the access key id, or null
 * @param region the region in the credential scope, in version 4A that which the region set comes
 *     to; null where there is none
 * @param regionSet the regions that a version 4A signature is for; null in every other
 * @param service the service's signing name in the credential scope, or null where there is none
 * @param sessionToken the session token, or null
 * @param date when it was signed, as sent ({@code X-Amz-Date}), or null
 * @param expires how long, or (in the legacy form) until when it is valid, as sent, or null
 * @param presented what is to be verified; null where it can't be
 * @param fault why it can't be accepted, or null
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">
 *     Authentication methods</a>
 */
public record Signature(
    Form form,
    String accessKeyId,
    String region,
    RegionSet regionSet,
    String service,
    String sessionToken,
    String date,
    String expires,
    PresentedSignature presented,
    SignatureFault fault) {

  /** A request without a signature. */
  public static final Signature NONE =
      new Signature(Form.UNSIGNED, null, null, null, null, null, null, null, null, null);

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
    return new Signature(form, null, null, null, null, null, null, null, null, fault);
  }

  /** A legacy one, of which little is read. */
  static Signature legacy(Form form, String accessKeyId, String sessionToken, String expires) {
    return new Signature(
        form, accessKeyId, null, null, null, sessionToken, null, expires, null, null);
  }

  /**
   * One of version 4 or 4A.
   *
   * @param regionSet as sent; of no matter in version 4
   */
  static Signature of(
      Form form,
      PresentedSignature presented,
      String regionSet,
      String sessionToken,
      String date,
      String expires) {
    CredentialScope scope = presented.scope();
    RegionSet regions = scope.isAsymmetric() ? RegionSet.parse(regionSet) : null;
    return new Signature(
        form,
        scope.accessKeyId(),
        regions == null ? scope.region() : regions.first(),
        regions,
        scope.service(),
        sessionToken,
        date,
        expires,
        presented,
        null);
  }

  /** The region, or all of the regions, that it is for, as sent; null where there is none. */
  public String regionText() {
    return regionSet == null ? region : regionSet.toString();
  }

  /** When the request was signed; null where that is not said, or can't be read. */
  public Instant signedAt() {
    SignatureDate signed = SignatureDate.parse(date);
    return signed == null ? null : signed.moment();
  }

  public boolean isVersion2() {
    return form == Form.LEGACY_HEADER || form == Form.LEGACY_PRESIGNED;
  }

  public boolean isUnsigned() {
    return form == Form.UNSIGNED;
  }
}
