package dev.brume.core.auth;

import java.time.Instant;
import java.util.List;

/** The reason why a signature is refused. Which error that becomes differs between services. */
public sealed interface SignatureFault {

  /** There is no signature, and the operation needs one. */
  record Missing() implements SignatureFault {}

  /** A request is signed both in the Authorization header and in the query string. */
  record Twice(String authorization) implements SignatureFault {}

  /** A part of the Authorization header has no equal sign. */
  record NotAPair(String part, String authorization) implements SignatureFault {}

  /** The Authorization header lacks what is false here. */
  record Incomplete(
      boolean credential,
      boolean signature,
      boolean signedHeaders,
      boolean date,
      String authorization)
      implements SignatureFault {}

  /** An algorithm that AWS does not know. */
  record UnknownAlgorithm(String algorithm, boolean inQuery) implements SignatureFault {}

  /** A credential that does not consist of key, date, region, service and terminator. */
  record MalformedCredential(String credential, boolean inQuery) implements SignatureFault {}

  /** A credential scope that does not end in {@code aws4_request}. */
  record WrongTerminator(String terminator, boolean inQuery) implements SignatureFault {}

  /**
   * A region that can't be one, or not the one that the address is in.
   *
   * @param expected the region that would have been right
   */
  record WrongRegion(String region, String expected, boolean inQuery) implements SignatureFault {}

  /** The query string lacks what is false here. */
  record IncompleteQuery(
      boolean algorithm,
      boolean credential,
      boolean signature,
      boolean signedHeaders,
      boolean date,
      boolean expires)
      implements SignatureFault {}

  /** {@code X-Amz-Date} in the query string is no timestamp. */
  record MalformedDate(String date) implements SignatureFault {}

  /** {@code X-Amz-Expires} (or the legacy {@code Expires}) is no number. */
  record MalformedExpiry(String expires) implements SignatureFault {}

  /** {@code X-Amz-Expires} is less than 0 or more than seven days. */
  record ExpiryOutOfRange(long expiresSeconds) implements SignatureFault {}

  /**
   * A presigned request came too late.
   *
   * @param signedAt when it was signed; null in the legacy form
   * @param expiresSeconds how long it was valid; 0 in the legacy form
   */
  record Expired(Instant signedAt, long expiresSeconds, Instant expiredAt, Instant now)
      implements SignatureFault {}

  // What is found out only where signatures are verified.

  /**
   * A way of signing that is not verified: version 2, or chunks signed otherwise than their head.
   */
  record Unsupported(String mechanism) implements SignatureFault {}

  /** A signature of version 4A does not say for which regions. */
  record MissingRegionSet(boolean inQuery) implements SignatureFault {}

  /**
   * The request has no date, or one that is none.
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

  /** A header that must be signed is not. */
  record NotSigned(List<String> headers) implements SignatureFault {}

  /** Nobody has that access key. */
  record UnknownKey(String accessKeyId) implements SignatureFault {}

  /** The session token is not the key's. */
  record WrongToken(String sessionToken) implements SignatureFault {}

  /** The session is over. */
  record ExpiredToken(String sessionToken) implements SignatureFault {}

  /** S3 is not told what the payload is. */
  record MissingPayloadHash() implements SignatureFault {}

  /**
   * The signature is another.
   *
   * @param canonicalRequest null where a chunk is signed
   */
  record Mismatch(
      String accessKeyId, String signature, String stringToSign, String canonicalRequest)
      implements SignatureFault {}
}
