package dev.brume.core.gateway;

import dev.brume.core.access.AccessDenial;
import dev.brume.core.auth.SignatureErrors;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.auth.SignatureRules;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.ContentEncodings;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.id.Ids;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;

/**
 * The deviations of a service from what models and protocols say about the wire. The defaults are
 * what most of AWS does; a service overrides what differs.
 */
public interface Dialect {
  /** What most services do. */
  Dialect COMMON = new Dialect() {};

  /** The largest request body of operations that do not stream, unless a service says otherwise. */
  int MAX_BODY_BYTES = 16 * 1024 * 1024;

  /**
   * The request as the service's protocol expects it: parts of the host moved to the path, for
   * example. Called once it is known that the request is for this service; the body is whole in the
   * query protocols.
   */
  default HttpRequest adapt(HttpRequest request, ProtocolId protocol, HostNames hosts) {
    return request;
  }

  /**
   * The protocol as the service speaks it.
   *
   * @param common as most services speak it
   */
  default Protocol protocol(Protocol common) {
    return common;
  }

  /** Whether AWS takes the operation from callers who do not sign. */
  default boolean acceptsUnsigned(Operation<?, ?> operation) {
    return operation.isUnsignedAllowed();
  }

  /** The error for what a caller may not do. */
  default AwsError accessDenied(AccessDenial denial, ProtocolId protocol) {
    return AccessErrors.of(denial, protocol);
  }

  /** The error as the service words it in a protocol: a few services have older words in some. */
  default AwsError worded(AwsError error, ProtocolId protocol) {
    return error;
  }

  /** Whether presigned requests must say how long they are valid. */
  default boolean needsExpiry() {
    return false;
  }

  /** The error for a signature that is not accepted. */
  default AwsError signatureError(SignatureFault fault, ProtocolId protocol) {
    return SignatureErrors.of(fault, protocol);
  }

  /**
   * The region that a request must be signed for instead of {@code named}.
   *
   * @param named as in the credential scope
   * @return null where {@code named} will do
   */
  default String regionInsteadOf(String named) {
    return null;
  }

  /** How the service has its requests signed. */
  default SignatureRules signatureRules() {
    return SignatureRules.COMMON;
  }

  /** The most bytes that a request for {@code operation}, which does not stream, may have. */
  default int maxBodyBytes(Operation<?, ?> operation) {
    return MAX_BODY_BYTES;
  }

  /**
   * The request with its body as the client meant it: codings taken off, checksums verified. A body
   * that streams is verified as it passes.
   *
   * @param signatures verifies the chunks of a signed aws-chunked body; null where they are not to
   *     be verified, or have been with the request's signature
   * @throws AwsError where the body is not what the headers say
   */
  default HttpRequest decodeBody(
      HttpRequest request, Operation<?, ?> operation, ChunkSignatures signatures) {
    return ContentEncodings.decoded(request, operation.requestEncodings(), maxBodyBytes(operation));
  }

  /**
   * The error for a body that is too large for an operation.
   *
   * @param operation null where it is not known before the body is read
   */
  default AwsError bodyTooLarge(Operation<?, ?> operation, int limitBytes) {
    return bodyTooLarge(limitBytes);
  }

  /** The error for a body that is too large. AWS documents no common one: 413 by RFC 9110. */
  default AwsError bodyTooLarge(int limitBytes) {
    return AwsError.client(
        "RequestEntityTooLargeException",
        413,
        "The request is larger than the limit of " + limitBytes + " bytes.");
  }

  /**
   * The error for what there is no memory for at the moment.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
   *     Error Types: ServiceUnavailable</a>
   */
  default AwsError busy() {
    return AwsError.server(
        "ServiceUnavailable",
        503,
        "The request has failed due to a temporary failure of the server.");
  }

  /** The error for a body that did not come in time: 408 by RFC 9110. */
  default AwsError requestTimeout() {
    return AwsError.client("RequestTimeout", 408, "The body of the request did not come in time.");
  }

  /** The error for what went wrong here, and is not the client's fault. */
  default AwsError internalFailure() {
    return AwsError.server(
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  /** An id for a new request. */
  default String newRequestId(Ids ids) {
    return ids.uuid();
  }

  /**
   * The status of a response, where the model's is not all there is to it.
   *
   * @param stated by the model
   */
  default int status(Operation<?, ?> operation, Struct output, int stated) {
    return stated;
  }

  /** Adds the headers that the answer of an operation carries and its model does not state. */
  default void addHeaders(RequestContext context, Headers headers) {}

  /** Adds the headers that every response of the service carries beyond the protocol's own. */
  default void addHeaders(Headers headers, String requestId) {}
}
