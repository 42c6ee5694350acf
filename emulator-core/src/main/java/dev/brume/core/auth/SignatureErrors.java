package dev.brume.core.auth;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.ProtocolId;
import java.time.Duration;
import java.time.Instant;

/**
 * The signature errors in the words that all services but S3 share. JSON services append Exception
 * to codes; query services do not.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class SignatureErrors {
  private SignatureErrors() {}

  /** The error for {@code fault} in {@code protocol}. */
  public static AwsError of(SignatureFault fault, ProtocolId protocol) {
    return switch (fault) {
      case SignatureFault.Missing missing -> missingToken(protocol);
      case SignatureFault.Twice twice ->
          mismatch(
              protocol,
              "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                  + " header.");
      case SignatureFault.NotAPair f -> incomplete(protocol, notAPair(f));
      case SignatureFault.Incomplete f -> incomplete(protocol, missingParts(f));
      case SignatureFault.IncompleteQuery f -> incomplete(protocol, missingParameters(f));
      case SignatureFault.UnknownAlgorithm f ->
          incomplete(protocol, "Unsupported AWS 'algorithm': '" + f.algorithm() + "'.");
      case SignatureFault.MalformedCredential f -> incomplete(protocol, malformedCredential(f));
      case SignatureFault.WrongTerminator f -> mismatch(protocol, wrongTerminator(f));
      case SignatureFault.WrongRegion f ->
          mismatch(
              protocol, "Credential should be scoped to a valid region, not '" + f.region() + "'.");
      case SignatureFault.MalformedDate f -> incomplete(protocol, malformedDate(f.date()));
      case SignatureFault.MalformedExpiry f -> incomplete(protocol, badExpiry(f.expires()));
      case SignatureFault.ExpiryOutOfRange f -> incomplete(protocol, badExpiry(f.expiresSeconds()));
      case SignatureFault.Expired f ->
          protocol == ProtocolId.EC2_QUERY ? tooLate() : mismatch(protocol, expired(f));
      case SignatureFault.Unsupported f ->
          incomplete(protocol, "Unsupported AWS 'algorithm': '" + f.mechanism() + "'.");
      case SignatureFault.MissingRegionSet f ->
          incomplete(
              protocol,
              "AWS4-ECDSA-P256-SHA256 requires '"
                  + (f.inQuery()
                      ? "X-Amz-Region-Set' in the query string."
                      : "X-Amz-Region-Set'."));
      case SignatureFault.WrongDate f -> incomplete(protocol, wrongDate(f));
      case SignatureFault.OtherDay f -> mismatch(protocol, otherDay(f));
      case SignatureFault.WrongService f ->
          mismatch(
              protocol, "Credential should be scoped to correct service: '" + f.expected() + "'.");
      case SignatureFault.Skewed f ->
          protocol == ProtocolId.EC2_QUERY ? tooLate() : mismatch(protocol, skewed(f));
      case SignatureFault.NotSigned f -> mismatch(protocol, notSigned(f.headers().get(0)));
      case SignatureFault.UnknownKey f -> invalidToken(protocol);
      case SignatureFault.WrongToken f -> invalidToken(protocol);
      case SignatureFault.ExpiredToken f -> expiredToken(protocol);
      case SignatureFault.MissingPayloadHash f ->
          incomplete(protocol, "The request requires an 'X-Amz-Content-SHA256' header.");
      case SignatureFault.Mismatch f ->
          protocol == ProtocolId.EC2_QUERY ? notValidated() : mismatch(protocol, otherSignature(f));
    };
  }

  private static String wrongDate(SignatureFault.WrongDate fault) {
    return fault.date() == null
        ? missingParts(
            new SignatureFault.Incomplete(true, true, true, false, fault.authorization()))
        : malformedDate(fault.date());
  }

  private static String malformedDate(String date) {
    return "Date must be in ISO-8601 'basic format'. Got '"
        + date
        + "'. See http://en.wikipedia.org/wiki/ISO_8601";
  }

  private static String otherDay(SignatureFault.OtherDay fault) {
    return "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
        + " HTTP: '"
        + fault.scopeDate()
        + "' != '"
        + fault.date().substring(0, "YYYYMMDD".length())
        + "', from '"
        + fault.date()
        + "'.";
  }

  private static String skewed(SignatureFault.Skewed fault) {
    Duration skew = Duration.ofMillis(SignatureVerifier.MAX_SKEW_MILLIS);
    boolean early = fault.signedAt().isAfter(fault.now());
    Instant bound = early ? fault.now().plus(skew) : fault.now().minus(skew);
    return (early ? "Signature not yet current: " : "Signature expired: ")
        + PresignedExpiry.format(fault.signedAt())
        + (early ? " is still later than " : " is now earlier than ")
        + PresignedExpiry.format(bound)
        + " ("
        + PresignedExpiry.format(fault.now())
        + (early ? " + " : " - ")
        + skew.toMinutes()
        + " min.)";
  }

  /** AWS's text for the host; no text is documented for other headers. */
  private static String notSigned(String header) {
    return header.equals("host")
        ? "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
        : "'" + header + "' must be a 'SignedHeader' in the AWS Authorization.";
  }

  private static String otherSignature(SignatureFault.Mismatch fault) {
    return "The request signature we calculated does not match the signature you provided. Check"
        + " your AWS Secret Access Key and signing method. Consult the service documentation for"
        + " details.\n\nThe Canonical String for this request should have been\n'"
        + fault.canonicalRequest()
        + "'\n\nThe String-to-Sign should have been\n'"
        + fault.stringToSign()
        + "'\n";
  }

  private static AwsError invalidToken(ProtocolId protocol) {
    String message = "The security token included in the request is invalid.";
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1, AWS_CBOR_1_1, RPC_V2_CBOR ->
          AwsError.client("UnrecognizedClientException", 400, message);
      case REST_JSON_1 -> AwsError.client("UnrecognizedClientException", 403, message);
      case EC2_QUERY -> notValidated();
      case AWS_QUERY, REST_XML -> AwsError.client("InvalidClientTokenId", 403, message);
    };
  }

  private static AwsError expiredToken(ProtocolId protocol) {
    String message = "The security token included in the request is expired";
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1, AWS_CBOR_1_1, RPC_V2_CBOR ->
          AwsError.client("ExpiredTokenException", 400, message);
      case REST_JSON_1 -> AwsError.client("ExpiredTokenException", 403, message);
      case EC2_QUERY -> AwsError.client("RequestExpired", 400, "Request has expired.");
      case AWS_QUERY, REST_XML -> AwsError.client("ExpiredToken", 403, message);
    };
  }

  /**
   * EC2 has its own codes.
   *
   * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2:
   *     error codes</a>
   */
  private static AwsError notValidated() {
    return AwsError.client(
        "AuthFailure", 401, "AWS was not able to validate the provided access credentials");
  }

  private static AwsError tooLate() {
    return AwsError.client("RequestExpired", 400, "Request has expired.");
  }

  private static String notAPair(SignatureFault.NotAPair fault) {
    return "'"
        + fault.part()
        + "' not a valid key=value pair (missing equal-sign) in Authorization header: '"
        + fault.authorization()
        + "'.";
  }

  private static String missingParts(SignatureFault.Incomplete fault) {
    StringBuilder text = new StringBuilder();
    require(text, fault.credential(), "Authorization header requires 'Credential' parameter. ");
    require(text, fault.signature(), "Authorization header requires 'Signature' parameter. ");
    require(
        text, fault.signedHeaders(), "Authorization header requires 'SignedHeaders' parameter. ");
    require(
        text,
        fault.date(),
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    return text.append("Authorization=").append(fault.authorization()).toString();
  }

  private static String missingParameters(SignatureFault.IncompleteQuery fault) {
    StringBuilder text = new StringBuilder();
    String start = "AWS query-string parameters must include ";
    require(text, fault.algorithm(), start + "'X-Amz-Algorithm'. ");
    require(text, fault.credential(), start + "'X-Amz-Credential'. ");
    require(text, fault.signature(), start + "'X-Amz-Signature'. ");
    require(text, fault.signedHeaders(), start + "'X-Amz-SignedHeaders'. ");
    require(text, fault.date(), start + "'X-Amz-Date'. ");
    return text.append("Re-examine the query-string parameters.").toString();
  }

  private static void require(StringBuilder text, boolean present, String sentence) {
    if (!present) {
      text.append(sentence);
    }
  }

  private static String malformedCredential(SignatureFault.MalformedCredential fault) {
    return "Credential must have exactly 5 slash-delimited elements, e.g."
        + " keyid/date/region/service/term, got '"
        + fault.credential()
        + "'";
  }

  private static String wrongTerminator(SignatureFault.WrongTerminator fault) {
    return "Credential should be scoped with a valid terminator: 'aws4_request', not '"
        + fault.terminator()
        + "'.";
  }

  /** AWS documents no text for this error; it follows S3's documented text. */
  private static String badExpiry(Object value) {
    return "X-Amz-Expires must be a number of seconds from 0 to "
        + PresignedExpiry.MAX_EXPIRES_SECONDS
        + ", got '"
        + value
        + "'.";
  }

  private static String expired(SignatureFault.Expired fault) {
    Duration validity = Duration.ofSeconds(fault.expiresSeconds());
    return "Signature expired: "
        + PresignedExpiry.format(fault.signedAt())
        + " is now earlier than "
        + PresignedExpiry.format(fault.now().minus(validity))
        + " ("
        + PresignedExpiry.format(fault.now())
        + " - "
        + validity.toMinutes()
        + " min.)";
  }

  private static AwsError missingToken(ProtocolId protocol) {
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1, AWS_CBOR_1_1, RPC_V2_CBOR ->
          AwsError.client(
              "MissingAuthenticationTokenException", 400, "Missing Authentication Token");
      case REST_JSON_1 ->
          AwsError.client(
              "MissingAuthenticationTokenException", 403, "Missing Authentication Token");
      case AWS_QUERY, EC2_QUERY, REST_XML ->
          AwsError.client(
              "MissingAuthenticationToken", 403, "Request is missing Authentication Token");
    };
  }

  private static AwsError incomplete(ProtocolId protocol, String message) {
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1, AWS_CBOR_1_1, RPC_V2_CBOR ->
          AwsError.client("IncompleteSignatureException", 400, message);
      case REST_JSON_1 -> AwsError.client("IncompleteSignatureException", 403, message);
      case AWS_QUERY, EC2_QUERY, REST_XML -> AwsError.client("IncompleteSignature", 400, message);
    };
  }

  private static AwsError mismatch(ProtocolId protocol, String message) {
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1, AWS_CBOR_1_1, RPC_V2_CBOR ->
          AwsError.client("InvalidSignatureException", 400, message);
      case REST_JSON_1 -> AwsError.client("InvalidSignatureException", 403, message);
      case AWS_QUERY, EC2_QUERY, REST_XML -> AwsError.client("SignatureDoesNotMatch", 403, message);
    };
  }
}
