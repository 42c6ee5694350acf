package dev.brume.core.protocol;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;

/**
 * A wire protocol: decodes requests to input records and encodes output records as responses, by
 * schema alone. Independent of services. Stateless and safe for use by many threads.
 */
public interface Protocol {
  ProtocolId id();

  /**
   * This protocol for the response to {@code request}, if clients may choose the response's format.
   */
  default Protocol answering(HttpRequest request) {
    return this;
  }

  /**
   * The operation of {@code request}.
   *
   * @param request with a {@link dev.brume.core.http.RequestBody.Whole} body for the query
   *     protocols
   * @throws AwsError if there is no such operation, in this protocol's words
   */
  OperationMatch match(ServiceSchema service, HttpRequest request);

  /**
   * Reads the input. The body is {@link dev.brume.core.http.RequestBody.Whole} unless the operation
   * streams.
   *
   * @throws AwsError if the request is malformed (SerializationException, MalformedXML,
   *     MalformedInput …)
   */
  Struct decode(ServiceSchema service, OperationMatch match, HttpRequest request);

  /** Writes a successful response. */
  HttpResponse encode(
      ServiceSchema service, Operation<?, ?> operation, Struct output, String requestId);

  /**
   * Writes an error.
   *
   * @param operation the operation, or null if it was not determined
   */
  HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId);
}
