package dev.brume.s3.form;

import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.PolicySignature;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.auth.SignatureRefusal;
import dev.brume.core.gateway.Caller;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.time.Timeline;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.S3SignatureErrors;
import java.util.List;

/**
 * Determines the signer of a form. A form without policy and signature is anonymous, and accepted
 * when signatures are not verified.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">Authenticating
 *     requests: browser-based uploads using POST</a>
 */
final class FormSigner {
  private static final List<String> VERSION_4 =
      List.of("x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature");

  private static final String POLICY = "policy";
  private static final String KEY_OF_VERSION_2 = "AWSAccessKeyId";
  private static final String SIGNATURE_OF_VERSION_2 = "signature";
  private static final String TOKEN = "x-amz-security-token";

  private FormSigner() {}

  /**
   * The signer.
   *
   * @param operations looks up keys
   * @param admitsNobody whether anonymous forms are accepted, because they are authorized later
   * @throws dev.brume.core.error.AwsError if a part is missing, or the signature does not match
   */
  static Caller of(
      FormFields fields, OperationRunner operations, boolean admitsNobody, Timeline timeline) {
    Credentials credentials = operations.credentials();
    boolean second =
        fields.get(KEY_OF_VERSION_2) != null || fields.get(SIGNATURE_OF_VERSION_2) != null;
    boolean fourth = VERSION_4.stream().anyMatch(name -> fields.get(name) != null);
    if (fields.get(POLICY) == null && !second && !fourth) {
      if (credentials != null && !admitsNobody) {
        throw S3Refusals.accessDenied();
      }
      return new Caller(null, operations.accountOf(null), null);
    }
    if (!second && !fourth) {
      throw S3Refusals.accessDenied(); // An unsigned policy.
    }
    String policy = fields.require(POLICY);
    String token = fields.get(TOKEN);
    try {
      return second && !fourth
          ? ofVersion2(fields, policy, token, operations, timeline)
          : ofVersion4(fields, policy, token, operations, timeline);
    } catch (SignatureRefusal refusal) {
      throw S3SignatureErrors.of(refusal.fault());
    }
  }

  private static Caller ofVersion4(
      FormFields fields,
      String policy,
      String token,
      OperationRunner operations,
      Timeline timeline) {
    Credentials credentials = operations.credentials();
    for (String name : VERSION_4) {
      if (fields.get(name) == null) {
        throw FormErrors.missingField(capitalised(name));
      }
    }
    PolicySignature signature =
        new PolicySignature(
            fields.get("x-amz-algorithm"),
            fields.get("x-amz-credential"),
            fields.get("x-amz-date"),
            fields.get("x-amz-signature"),
            token);
    String accessKeyId = signature.accessKeyId();
    if (credentials == null) {
      return unverified(accessKeyId, token, operations);
    }
    Credential known = signature.verify(policy, "s3", credentials, timeline);
    return new Caller(accessKeyId, known.account(), token);
  }

  private static Caller unverified(String accessKeyId, String token, OperationRunner operations) {
    SignatureFault fault = operations.faultOf(accessKeyId, token);
    if (fault != null) {
      throw S3SignatureErrors.of(fault);
    }
    return new Caller(accessKeyId, operations.accountOf(accessKeyId), token);
  }

  /** As S3 names the fields of signatures: X-Amz-Date. */
  private static String capitalised(String name) {
    StringBuilder text = new StringBuilder(name);
    for (int i = 0; i < text.length(); i++) {
      if (i == 0 || text.charAt(i - 1) == '-') {
        text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
      }
    }
    return text.toString();
  }

  private static Caller ofVersion2(
      FormFields fields,
      String policy,
      String token,
      OperationRunner operations,
      Timeline timeline) {
    Credentials credentials = operations.credentials();
    String signature = fields.get(SIGNATURE_OF_VERSION_2);
    if (signature == null) {
      throw FormErrors.missingField(capitalised(SIGNATURE_OF_VERSION_2));
    }
    String accessKeyId = fields.require(KEY_OF_VERSION_2);
    if (credentials == null) {
      return unverified(accessKeyId, token, operations);
    }
    Credential known =
        PolicySignature.verifyVersion2(
            policy, accessKeyId, signature, token, credentials, timeline);
    return new Caller(accessKeyId, known.account(), token);
  }
}
