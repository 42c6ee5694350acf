package dev.brume.core.auth;

import java.time.Instant;
import java.util.List;

/** The reason why a signature is refused. Services turn it into different errors. */
public sealed interface SignatureFault {

  /** There is no signature, and the operation needs one. */
  record Missing() implements SignatureFault {}

  /** A request is signed both in the Authorization header and in the query string. */
  record Twice(String authorization) implements SignatureFault {}

  /** A part of the Authorization header has no equal sign. */
  record NotAPair(String part, String authorization) implements SignatureFault {}

  /** The Authorization header lacks the parts that are false here. */
  record Incomplete(
      boolean credential,
      boolean signature,
      boolean signedHeaders,
      boolean date,
      String authorization)
      implements SignatureFault {}

  /** An algorithm unknown to AWS. */
  record UnknownAlgorithm(String algorithm, boolean inQuery) implements SignatureFault {}

  /** A credential that does not consist of key, date, region, service and terminator. */
  record MalformedCredential(String credential, boolean inQuery) implements SignatureFault {}

  /** A credential scope that does not end in {@code aws4_request}. */
  record WrongTerminator(String terminator, boolean inQuery) implements SignatureFault {}

  /**
   * A region that is invalid or differs from the address's.
   *
   * @param expected the correct region
   */
  record WrongRegion(String region, String expected, boolean inQuery) implements SignatureFault {}

  /** The query string lacks the parts that are false here. */
  record IncompleteQuery(
      boolean algorithm,
      boolean credential,
      boolean signature,
      boolean signedHeaders,
      boolean date,
      boolean expires)
      implements SignatureFault {}

  /** {@code X-Amz-Date} in the query string is not a timestamp. */
  record MalformedDate(String date) implements SignatureFault {}

  /** {@code X-Amz-Expires} (or the legacy {@code Expires}) is not a number. */
  record MalformedExpiry(String expires) implements SignatureFault {}

  /** {@code X-Amz-Expires} is less than 0 or more than seven days. */
  record ExpiryOutOfRange(long expiresSeconds) implements SignatureFault {}

  /**
   * A presigned request has expired.
   *
   * @param signedAt when it was signed; null in the legacy form
   * @param expiresSeconds how long it was valid; 0 in the legacy form
   */
  record Expired(Instant signedAt, long expiresSeconds, Instant expiredAt, Instant now)
      implements SignatureFault {}

  // Faults that are only found when signatures are verified.

  /**
   * An unverifiable form of signature: version 2, or chunks signed in another form than the head.
   */
  record Unsupported(String mechanism) implements SignatureFault {}

  /** A version 4A signature without a region set. */
  record MissingRegionSet(boolean inQuery) implements SignatureFault {}

  /**
   * The request has no date, or an invalid one.
   *
   * @param date as sent, or null
   */
  record WrongDate(String date, String authorization) implements SignatureFault {}

  /** The credential scope is of another day than the date. */
  record OtherDay(String scopeDate, String date, boolean inQuery) implements SignatureFault {}

  /** The credential scope is of another service. */
  record WrongService(String service, String expected, boolean inQuery) implements SignatureFault {}

  /** The request was signed too long ago, or in the future. */
  record Skewed(Instant signedAt, Instant now, boolean inQuery) implements SignatureFault {}

  /** A header that must be signed is not signed. */
  record NotSigned(List<String> headers) implements SignatureFault {}

  /** The access key does not exist. */
  record UnknownKey(String accessKeyId) implements SignatureFault {}

  /** The session token does not belong to the key. */
  record WrongToken(String sessionToken) implements SignatureFault {}

  /** The session has expired. */
  record ExpiredToken(String sessionToken) implements SignatureFault {}

  /** S3's payload hash header is missing. */
  record MissingPayloadHash() implements SignatureFault {}

  /**
   * The signature does not match.
   *
   * @param canonicalRequest null for a signed chunk
   */
  record Mismatch(
      String accessKeyId, String signature, String stringToSign, String canonicalRequest)
      implements SignatureFault {}
}
