package dev.brume.s3;

import dev.brume.core.auth.PresignedExpiry;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.error.AwsError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The signature errors in S3's words.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">S3:
 *     query string authentication</a>
 */
public final class S3SignatureErrors {
  private static final String EXPECTED_CREDENTIAL =
      "expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".";

  private static final String EXPECTED_QUERY =
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
          + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";

  private S3SignatureErrors() {}

  /** The error for a rejected signature. */
  public static AwsError of(SignatureFault fault) {
    return switch (fault) {
      case SignatureFault.Missing missing -> denied("Access Denied");
      case SignatureFault.Twice f ->
          argument(
              "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter,"
                  + " Signature query string parameter or the Authorization header should be"
                  + " specified",
              f.authorization());
      case SignatureFault.NotAPair f -> notAPair(f);
      case SignatureFault.Incomplete f ->
          isKnownType(f.authorization())
              ? malformed(
                  "the authorization header requires three components: Credential, SignedHeaders,"
                      + " and Signature.")
              : unsupportedType(f.authorization());
      case SignatureFault.UnknownAlgorithm f ->
          f.inQuery()
              ? query(
                  "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"")
              : unsupportedType(f.algorithm());
      case SignatureFault.MalformedCredential f ->
          credential("the Credential is mal-formed; " + EXPECTED_CREDENTIAL, f.inQuery());
      case SignatureFault.WrongTerminator f ->
          credential(
              "incorrect terminal \""
                  + f.terminator()
                  + "\". This endpoint belongs to \"aws4_request\".",
              f.inQuery());
      case SignatureFault.WrongRegion f ->
          credential(
                  "the region '" + f.region() + "' is wrong; expecting '" + f.expected() + "'",
                  f.inQuery())
              .withDetail("Region", f.expected());
      case SignatureFault.IncompleteQuery f -> query(EXPECTED_QUERY);
      case SignatureFault.MalformedDate f ->
          query("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
      case SignatureFault.MalformedExpiry f -> malformedExpiry(f.expires());
      case SignatureFault.ExpiryOutOfRange f -> expiryOutOfRange(f.expiresSeconds());
      case SignatureFault.Expired f -> expired(f);
      case SignatureFault.Unsupported f ->
          AwsError.client(
              "InvalidRequest",
              400,
              "The authorization mechanism you have provided is not supported. Please use"
                  + " AWS4-HMAC-SHA256.");
      case SignatureFault.MissingRegionSet f ->
          f.inQuery()
              ? query("X-Amz-Region-Set is required with AWS4-ECDSA-P256-SHA256")
              : malformed("the x-amz-region-set header is missing.");
      case SignatureFault.WrongDate f ->
          denied("AWS authentication requires a valid Date or x-amz-date header");
      case SignatureFault.OtherDay f -> credential(otherDay(f), f.inQuery());
      case SignatureFault.WrongService f ->
          credential(
              "incorrect service \"" + f.service() + "\". This endpoint belongs to \"s3\".",
              f.inQuery());
      case SignatureFault.Skewed f -> S3VerificationErrors.skewed(f);
      case SignatureFault.NotSigned f -> S3VerificationErrors.notSigned(f);
      case SignatureFault.UnknownKey f -> S3VerificationErrors.unknownKey(f);
      case SignatureFault.WrongToken f -> S3VerificationErrors.wrongToken(f);
      case SignatureFault.ExpiredToken f -> S3VerificationErrors.expiredToken(f);
      case SignatureFault.MissingPayloadHash f ->
          AwsError.client(
              "InvalidRequest",
              400,
              "Missing required header for this request: x-amz-content-sha256");
      case SignatureFault.Mismatch f -> S3VerificationErrors.mismatch(f);
    };
  }

  private static String otherDay(SignatureFault.OtherDay fault) {
    return "Invalid credential date \""
        + fault.scopeDate()
        + "\". This date is not the same as X-Amz-Date: \""
        + fault.date().substring(0, "YYYYMMDD".length())
        + "\".";
  }

  private static AwsError notAPair(SignatureFault.NotAPair fault) {
    if (fault.authorization().startsWith("AWS ")) {
      return argument(
          "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
          fault.authorization());
    }
    return isKnownType(fault.authorization())
        ? malformed("the authorization component \"" + fault.part() + "\" is malformed.")
        : unsupportedType(fault.authorization());
  }

  private static boolean isKnownType(String authorization) {
    return authorization.startsWith("AWS4-") || authorization.startsWith("AWS ");
  }

  private static AwsError unsupportedType(String authorization) {
    return argument("Unsupported Authorization Type", authorization);
  }

  private static AwsError argument(String message, String authorization) {
    return AwsError.client("InvalidArgument", 400, message)
        .withDetail("ArgumentName", "Authorization")
        .withDetail("ArgumentValue", authorization);
  }

  private static AwsError malformed(String problem) {
    return AwsError.client(
        "AuthorizationHeaderMalformed", 400, "The authorization header is malformed; " + problem);
  }

  private static AwsError credential(String problem, boolean inQuery) {
    return inQuery
        ? query("Error parsing the X-Amz-Credential parameter; " + problem)
        : malformed(problem);
  }

  private static AwsError query(String message) {
    return AwsError.client("AuthorizationQueryParametersError", 400, message);
  }

  static AwsError denied(String message) {
    return AwsError.client("AccessDenied", 403, message);
  }

  /** The version 2 form contains the expiry time, or null if it is missing. */
  private static AwsError malformedExpiry(String expires) {
    return expires == null
        ? denied(
            "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
                + " parameters")
        : query("X-Amz-Expires should be a number");
  }

  private static AwsError expiryOutOfRange(long expiresSeconds) {
    return query(
        expiresSeconds < 0
            ? "X-Amz-Expires must be non-negative"
            : "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                + " X-Amz-Expires must be less than "
                + PresignedExpiry.MAX_EXPIRES_SECONDS
                + " seconds");
  }

  private static AwsError expired(SignatureFault.Expired fault) {
    AwsError error = denied("Request has expired");
    if (fault.signedAt() != null) {
      error.withDetail("X-Amz-Expires", String.valueOf(fault.expiresSeconds()));
    }
    return error
        .withDetail("Expires", fault.expiredAt().toString())
        .withDetail("ServerTime", seconds(fault.now()));
  }

  static String seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
