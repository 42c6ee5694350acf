package dev.brume.s3;

import dev.brume.core.auth.PresignedExpiry;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.auth.SignatureVerifier;
import dev.brume.core.error.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * S3's errors for signatures that fail verification. Texts and elements beyond the documentation's
 * list follow S3's answers in public bug reports.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
final class S3VerificationErrors {
  private S3VerificationErrors() {}

  static AwsError skewed(SignatureFault.Skewed fault) {
    if (fault.inQuery()) {
      return S3SignatureErrors.denied("Request is not valid yet");
    }
    return AwsError.client(
            "RequestTimeTooSkewed",
            403,
            "The difference between the request time and the current time is too large.")
        .withDetail("RequestTime", PresignedExpiry.format(fault.signedAt()))
        .withDetail("ServerTime", S3SignatureErrors.seconds(fault.now()))
        .withDetail("MaxAllowedSkewMilliseconds", Long.toString(SignatureVerifier.MAX_SKEW_MILLIS));
  }

  static AwsError notSigned(SignatureFault.NotSigned fault) {
    return S3SignatureErrors.denied(
            "There were headers present in the request which were not signed")
        .withDetail("HeadersNotSigned", String.join(", ", fault.headers()));
  }

  static AwsError unknownKey(SignatureFault.UnknownKey fault) {
    return AwsError.client(
            "InvalidAccessKeyId",
            403,
            "The AWS Access Key Id you provided does not exist in our records.")
        .withDetail("AWSAccessKeyId", fault.accessKeyId());
  }

  static AwsError wrongToken(SignatureFault.WrongToken fault) {
    return AwsError.client(
            "InvalidToken", 400, "The provided token is malformed or otherwise invalid.")
        .withDetail("Token-0", fault.sessionToken());
  }

  static AwsError expiredToken(SignatureFault.ExpiredToken fault) {
    return AwsError.client("ExpiredToken", 400, "The provided token has expired.")
        .withDetail("Token-0", String.valueOf(fault.sessionToken()));
  }

  static AwsError mismatch(SignatureFault.Mismatch fault) {
    AwsError error =
        AwsError.client(
                "SignatureDoesNotMatch",
                403,
                "The request signature we calculated does not match the signature you provided."
                    + " Check your key and signing method.")
            .withDetail("AWSAccessKeyId", fault.accessKeyId())
            .withDetail("StringToSign", fault.stringToSign())
            .withDetail("SignatureProvided", fault.signature())
            .withDetail("StringToSignBytes", bytes(fault.stringToSign()));
    if (fault.canonicalRequest() != null) {
      error
          .withDetail("CanonicalRequest", fault.canonicalRequest())
          .withDetail("CanonicalRequestBytes", bytes(fault.canonicalRequest()));
    }
    return error;
  }

  /** Each character represents a byte of the request. */
  private static String bytes(String text) {
    return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
