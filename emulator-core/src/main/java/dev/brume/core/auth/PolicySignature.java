package dev.brume.core.auth;

import dev.brume.core.time.Timeline;

/**
 * The version 4 signature of a form's policy, computed over the policy as sent in the form.
 *
 * @param algorithm {@code AWS4-HMAC-SHA256}
 * @param credential key and scope
 * @param date when it was made
 * @param signature in hexadecimal digits
 * @param sessionToken the token of a temporary key, or null
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html">Authenticating
 *     requests in browser-based uploads using POST</a>
 */
public record PolicySignature(
    String algorithm, String credential, String date, String signature, String sessionToken) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /**
   * The access key id in the credential.
   *
   * @throws SignatureRefusal if the algorithm or the credential is invalid
   */
  public String accessKeyId() {
    return scope().accessKeyId();
  }

  private CredentialScope scope() {
    if (!ALGORITHM.equals(algorithm)) {
      throw new SignatureRefusal(new SignatureFault.Unsupported(algorithm));
    }
    CredentialScope scope = CredentialScope.parse(credential, true);
    if (scope == null) {
      throw new SignatureRefusal(new SignatureFault.MalformedCredential(credential, true));
    }
    if (!scope.isTerminated()) {
      throw new SignatureRefusal(new SignatureFault.WrongTerminator(scope.terminator(), true));
    }
    return scope;
  }

  /**
   * Verifies that one of {@code credentials} signed {@code policy} for {@code service}.
   *
   * @throws SignatureRefusal if none did
   */
  public Credential verify(
      String policy, String service, Credentials credentials, Timeline timeline) {
    CredentialScope scope = scope();
    SignatureDate signed = SignatureDate.parse(date);
    if (signed == null) {
      throw new SignatureRefusal(new SignatureFault.MalformedDate(date));
    }
    if (!scope.date().equals(signed.day())) {
      throw new SignatureRefusal(new SignatureFault.OtherDay(scope.date(), signed.text(), true));
    }
    if (!scope.service().equals(service)) {
      throw new SignatureRefusal(new SignatureFault.WrongService(scope.service(), service, true));
    }
    Credential known = known(scope.accessKeyId(), sessionToken, credentials, timeline);
    if (!HmacSigningKey.derive(known.secretAccessKey(), scope).made(signature, policy)) {
      throw new SignatureRefusal(
          new SignatureFault.Mismatch(scope.accessKeyId(), signature, policy, null));
    }
    return known;
  }

  /**
   * The same for a signature of version 2.
   *
   * @throws SignatureRefusal if the signature does not match
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing
   *     and authenticating REST requests (AWS signature version 2)</a>
   */
  public static Credential verifyVersion2(
      String policy,
      String accessKeyId,
      String signature,
      String sessionToken,
      Credentials credentials,
      Timeline timeline) {
    Credential known = known(accessKeyId, sessionToken, credentials, timeline);
    if (!Hashes.isSame(signature, Hashes.version2(known.secretAccessKey(), policy))) {
      throw new SignatureRefusal(new SignatureFault.Mismatch(accessKeyId, signature, policy, null));
    }
    return known;
  }

  private static Credential known(
      String accessKeyId, String sessionToken, Credentials credentials, Timeline timeline) {
    Credential known = credentials.find(accessKeyId);
    if (known == null) {
      throw new SignatureRefusal(new SignatureFault.UnknownKey(accessKeyId));
    }
    if (known.sessionToken() == null) {
      return known;
    }
    if (!Hashes.isSame(sessionToken, known.sessionToken())) {
      throw new SignatureRefusal(new SignatureFault.WrongToken(sessionToken));
    }
    if (known.expiration() != null && timeline.nowMillis() >= known.expiration().toEpochMilli()) {
      throw new SignatureRefusal(new SignatureFault.ExpiredToken(sessionToken));
    }
    return known;
  }
}
