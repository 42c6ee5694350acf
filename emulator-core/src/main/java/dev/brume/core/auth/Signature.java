package dev.brume.core.auth;

import java.time.Instant;

/**
 * The parsed, unverified signature of a request: by default any credentials are accepted, and only
 * a malformed signature is refused.
 *
 * @param form how the request is signed
 * @param accessKeyId the access key id, or null
 * @param region the region in the credential scope, in version 4A the one that the region set
 *     selects; null if there is none
 * @param regionSet the regions that a version 4A signature is for; null in every other
 * @param service the service's signing name in the credential scope, or null if there is none
 * @param sessionToken the session token, or null
 * @param date when it was signed, as sent ({@code X-Amz-Date}), or null
 * @param expires the validity or (in the legacy form) the expiry, as sent, or null
 * @param presented the parts to verify; null if they can't be verified
 * @param fault why it is refused, or null
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

  /** The forms of signatures. */
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

  /** A signature of that form that is refused. */
  static Signature faulty(Form form, SignatureFault fault) {
    return new Signature(form, null, null, null, null, null, null, null, null, fault);
  }

  /** A legacy signature, of which little is parsed. */
  static Signature legacy(Form form, String accessKeyId, String sessionToken, String expires) {
    return new Signature(
        form, accessKeyId, null, null, null, sessionToken, null, expires, null, null);
  }

  /**
   * A version 4 or 4A signature.
   *
   * @param regionSet as sent; ignored in version 4
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

  /** The region or regions as sent; null if there is none. */
  public String regionText() {
    return regionSet == null ? region : regionSet.toString();
  }

  /** When the request was signed; null if absent or malformed. */
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
