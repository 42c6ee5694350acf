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
import dev.brume.core.http.HttpResponse;
import dev.brume.core.id.Ids;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;

/**
 * How a service deviates from its model and its protocol on the wire. The defaults match most AWS
 * services; a service overrides what differs.
 */
public interface Dialect {
  /** The dialect of most services. */
  Dialect COMMON = new Dialect() {};

  /** The largest request body of operations that do not stream, unless a service overrides it. */
  int MAX_BODY_BYTES = 16 * 1024 * 1024;

  /**
   * The request in the form that the service's protocol expects, for example with parts of the host
   * moved to the path. Called when the service has been determined; the body is whole in the query
   * protocols.
   */
  default HttpRequest adapt(HttpRequest request, ProtocolId protocol, HostNames hosts) {
    return request;
  }

  /**
   * The service's variant of a protocol.
   *
   * @param common the variant of most services
   */
  default Protocol protocol(Protocol common) {
    return common;
  }

  /** Whether AWS accepts the operation from unsigned callers. */
  default boolean acceptsUnsigned(Operation<?, ?> operation) {
    return operation.isUnsignedAllowed();
  }

  /** The access-denied error. */
  default AwsError accessDenied(AccessDenial denial, ProtocolId protocol) {
    return AccessErrors.of(denial, protocol);
  }

  /**
   * The error as the service words it in {@code protocol}: a few services use older texts in some
   * protocols.
   */
  default AwsError worded(AwsError error, ProtocolId protocol) {
    return error;
  }

  /** Whether presigned requests must state how long they are valid. */
  default boolean needsExpiry() {
    return false;
  }

  /** The error for a rejected signature. */
  default AwsError signatureError(SignatureFault fault, ProtocolId protocol) {
    return SignatureErrors.of(fault, protocol);
  }

  /**
   * The region that a request must be signed for instead of {@code named}.
   *
   * @param named the region in the credential scope
   * @return null if {@code named} is accepted
   */
  default String regionInsteadOf(String named) {
    return null;
  }

  /** The rules for signing the service's requests. */
  default SignatureRules signatureRules() {
    return SignatureRules.COMMON;
  }

  /** The largest body of a request for {@code operation}, which does not stream, in bytes. */
  default int maxBodyBytes(Operation<?, ?> operation) {
    return MAX_BODY_BYTES;
  }

  /**
   * The request with its body decoded and its checksums verified. A streamed body is verified as it
   * passes.
   *
   * @param signatures verifies the chunks of a signed aws-chunked body; null if they are not
   *     verified or have been verified with the request's signature
   * @throws AwsError if the body does not match the headers
   */
  default HttpRequest decodeBody(
      HttpRequest request, Operation<?, ?> operation, ChunkSignatures signatures) {
    return ContentEncodings.decoded(request, operation.requestEncodings(), maxBodyBytes(operation));
  }

  /**
   * The error for a body that is too large for an operation.
   *
   * @param operation null if it is not known before the body is read
   */
  default AwsError bodyTooLarge(Operation<?, ?> operation, int limitBytes) {
    return bodyTooLarge(limitBytes);
  }

  /**
   * The error for a body that is too large. AWS documents no common error; 413 follows RFC 9110.
   */
  default AwsError bodyTooLarge(int limitBytes) {
    return AwsError.client(
        "RequestEntityTooLargeException",
        413,
        "The request is larger than the limit of " + limitBytes + " bytes.");
  }

  /**
   * The error when no memory is available for the request at the moment.
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

  /** The error for a body that did not arrive in time: 408 by RFC 9110. */
  default AwsError requestTimeout() {
    return AwsError.client("RequestTimeout", 408, "The body of the request did not come in time.");
  }

  /** The error for an internal failure. */
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
   * The status of a response, for operations whose status is not always the modelled one.
   *
   * @param stated the model's status
   */
  default int status(Operation<?, ?> operation, Struct output, int stated) {
    return stated;
  }

  /**
   * The response as it is sent in answer to {@code request}: some services compress.
   *
   * @param response complete but for what every response of the server carries
   */
  default HttpResponse sent(HttpRequest request, HttpResponse response) {
    return response;
  }

  /** Adds the operation's response headers that the model does not declare. */
  default void addHeaders(RequestContext context, Headers headers) {}

  /** Adds the headers that every response of the service carries in addition to the protocol's. */
  default void addHeaders(Headers headers, String requestId) {}
}
