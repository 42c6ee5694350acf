package dev.brume.core.auth;

import dev.brume.core.auth.Signature.Form;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.PayloadForm;
import dev.brume.core.http.QueryString;
import dev.brume.core.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Verifies signatures of versions 4 and 4A in header and query string against known credentials,
 * and of version 2 for S3. AWS does not document its order of checks; here, checks without the
 * secret come first.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
public final class SignatureVerifier {
  /**
   * The largest difference between a request's date and the present, in milliseconds: 15 minutes.
   */
  public static final long MAX_SKEW_MILLIS = 900_000;

  private static final String CONTENT_SHA256 = "x-amz-content-sha256";
  private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  private final Credentials credentials;
  private final Timeline timeline;
  private final SigningKeys keys = new SigningKeys();

  public SignatureVerifier(Credentials credentials, Timeline timeline) {
    this.credentials = credentials;
    this.timeline = timeline;
  }

  /**
   * Checks everything but the signature itself, which may need the body.
   *
   * @param request as received
   * @param signature a signature without a fault, not unsigned
   * @param signingName the signing name of the requested service
   * @throws SignatureRefusal if the request is not accepted
   */
  public SignatureVerification begin(
      HttpRequest request, Signature signature, SignatureRules rules, String signingName) {
    boolean inQuery = signature.form() == Form.PRESIGNED;
    PresentedSignature presented = presented(signature);
    SignatureDate date = date(request, signature);
    CredentialScope scope = presented.scope();
    if (!scope.date().equals(date.day())) {
      throw refusal(new SignatureFault.OtherDay(scope.date(), date.text(), inQuery));
    }
    if (!scope.service().equals(signingName)) {
      throw refusal(new SignatureFault.WrongService(scope.service(), signingName, inQuery));
    }
    checkSkew(date, signature);
    checkSignedHeaders(request, presented, rules, inQuery);
    Credential credential = credential(signature);
    String payloadHash =
        rules == SignatureRules.DECLARED_PAYLOAD ? declared(request, presented, inQuery) : null;
    return new Version4Verification(keys, presented, date, credential, rules, inQuery, payloadHash);
  }

  /**
   * The same for a version 2 signature.
   *
   * @param resource the path, with a bucket from the host in front
   * @throws SignatureRefusal if the request is not accepted
   */
  public SignatureVerification beginVersion2(
      HttpRequest request, Signature signature, String resource) {
    boolean inQuery = signature.form() == Form.LEGACY_PRESIGNED;
    if (inQuery) {
      String sent = QueryString.first(request.query(), "Signature");
      if (sent == null) {
        throw refusal(new SignatureFault.MalformedExpiry(null));
      }
      return new Version2Verification(credential(signature), sent, true, resource);
    }
    String authorization = request.header("Authorization");
    String date = request.header("x-amz-date");
    SignatureDate signed = SignatureDate.parse(date == null ? request.header("Date") : date);
    if (signed == null) {
      throw refusal(new SignatureFault.WrongDate(date, authorization));
    }
    checkSkew(signed, signature);
    String sent = authorization.substring(authorization.lastIndexOf(':') + 1);
    return new Version2Verification(credential(signature), sent, false, resource);
  }

  private static SignatureRefusal refusal(SignatureFault fault) {
    return new SignatureRefusal(fault);
  }

  private static PresentedSignature presented(Signature signature) {
    PresentedSignature presented = signature.presented();
    if (presented == null) {
      throw refusal(new SignatureFault.Unsupported("AWS"));
    }
    if (signature.regionSet() != null && signature.regionSet().isEmpty()) {
      throw refusal(new SignatureFault.MissingRegionSet(signature.form() == Form.PRESIGNED));
    }
    return presented;
  }

  private static SignatureDate date(HttpRequest request, Signature signature) {
    boolean inQuery = signature.form() == Form.PRESIGNED;
    SignatureDate date = SignatureDate.parse(signature.date());
    if (date == null) {
      throw refusal(
          inQuery
              ? new SignatureFault.MalformedDate(signature.date())
              : new SignatureFault.WrongDate(signature.date(), request.header("Authorization")));
    }
    return date;
  }

  /**
   * The expiry of a presigned request has been checked already. A client takes its date from the
   * machine's clock, from which the timeline may differ: the nearer one counts.
   */
  private void checkSkew(SignatureDate date, Signature signature) {
    long nowMillis = timeline.nowMillis();
    long signedMillis = date.moment().toEpochMilli();
    long ageMillis = nowMillis - signedMillis;
    long ageByMachine = ageMillis - PresignedExpiry.shiftMillis(timeline, signedMillis);
    if (Math.abs(ageByMachine) < Math.abs(ageMillis)) {
      ageMillis = ageByMachine;
    }
    boolean inQuery = signature.form() == Form.PRESIGNED;
    boolean tooLate = ageMillis > MAX_SKEW_MILLIS && signature.expires() == null;
    if (tooLate || ageMillis < -MAX_SKEW_MILLIS) {
      throw refusal(new SignatureFault.Skewed(date.moment(), timeline.now(), inQuery));
    }
  }

  private static void checkSignedHeaders(
      HttpRequest request, PresentedSignature presented, SignatureRules rules, boolean inQuery) {
    List<String> missing = new ArrayList<>();
    if (!presented.signs("host")) {
      missing.add("host");
    }
    Headers headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      boolean mustBeSigned =
          name.regionMatches(true, 0, "x-amz-", 0, "x-amz-".length())
              || (rules == SignatureRules.DECLARED_PAYLOAD && name.equalsIgnoreCase("content-md5"));
      if (mustBeSigned && !presented.signs(name) && !isCoveredAnyway(name, rules)) {
        missing.add(name.toLowerCase(Locale.ROOT));
      }
    }
    if (!missing.isEmpty()) {
      throw refusal(new SignatureFault.NotSigned(missing));
    }
  }

  /**
   * S3 permits an unsigned {@code x-amz-content-sha256}: it is the canonical request's last line,
   * or, with a presigned query, a mere checksum.
   */
  private static boolean isCoveredAnyway(String name, SignatureRules rules) {
    return rules == SignatureRules.DECLARED_PAYLOAD && name.equalsIgnoreCase(CONTENT_SHA256);
  }

  private Credential credential(Signature signature) {
    Credential credential = credentials.find(signature.accessKeyId());
    String token = signature.sessionToken();
    if (credential == null || (credential.sessionToken() != null && token == null)) {
      throw refusal(new SignatureFault.UnknownKey(signature.accessKeyId()));
    }
    if (token != null && !Hashes.isSame(token, credential.sessionToken())) {
      throw refusal(new SignatureFault.WrongToken(token));
    }
    if (credential.expiration() != null
        && timeline.nowMillis() >= credential.expiration().toEpochMilli()) {
      throw refusal(new SignatureFault.ExpiredToken(token));
    }
    return credential;
  }

  /** The payload hash that the request declares to S3. */
  private static String declared(
      HttpRequest request, PresentedSignature presented, boolean inQuery) {
    String header = request.header(CONTENT_SHA256);
    if (inQuery) {
      return header != null && presented.signs(CONTENT_SHA256) ? header : UNSIGNED_PAYLOAD;
    }
    if (header == null) {
      throw refusal(new SignatureFault.MissingPayloadHash());
    }
    PayloadForm form = PayloadForm.of(header);
    if (form.isSigned() && form.isAsymmetric() != presented.scope().isAsymmetric()) {
      throw refusal(new SignatureFault.Unsupported(header));
    }
    return header;
  }
}
