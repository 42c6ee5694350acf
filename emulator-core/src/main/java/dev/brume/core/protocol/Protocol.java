package dev.brume.core.protocol;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;

/**
 * A wire protocol: turns requests into input records and output records into responses, by schema
 * alone. It knows no service. Stateless and safe for use by many threads.
 */
public interface Protocol {
  ProtocolId id();

  /** This protocol as it answers {@code request}, where a client may choose the form of answers. */
  default Protocol answering(HttpRequest request) {
    return this;
  }

  /**
   * The operation that {@code request} asks for.
   *
   * @param request with a {@link dev.brume.core.http.RequestBody.Whole} body for the query
   *     protocols
   * @throws AwsError where there is no such operation, in this protocol's words
   */
  OperationMatch match(ServiceSchema service, HttpRequest request);

  /**
   * Reads the input. The body is {@link dev.brume.core.http.RequestBody.Whole} unless the operation
   * streams.
   *
   * @throws AwsError where the request is malformed (SerializationException, MalformedXML,
   *     MalformedInput …)
   */
  Struct decode(ServiceSchema service, OperationMatch match, HttpRequest request);

  /** Writes a success. */
  HttpResponse encode(
      ServiceSchema service, Operation<?, ?> operation, Struct output, String requestId);

  /**
   * Writes an error.
   *
   * @param operation what was asked for, or null where that did not become clear
   */
  HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId);
}
