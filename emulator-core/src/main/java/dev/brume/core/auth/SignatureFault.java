package dev.brume.core.auth;

import java.time.Instant;

/** Why a signature is not accepted. Which error that becomes differs between services. */
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

  /** A region that can't be one. */
  record WrongRegion(String region, boolean inQuery) implements SignatureFault {}

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
}
