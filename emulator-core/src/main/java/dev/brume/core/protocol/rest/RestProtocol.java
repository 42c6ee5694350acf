package dev.brume.core.protocol.rest;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.protocol.PercentDecoder;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The common part of restXml and restJson1: operations are identified by method and URI, and
 * members are sent in all parts of the messages.
 */
abstract sealed class RestProtocol implements Protocol permits RestJsonProtocol, RestXmlProtocol {
  /** By service; replaced as a whole at a service's first request. */
  private volatile Map<ServiceSchema, RestRouter> routers = new IdentityHashMap<>();

  /** The format of a service's bodies. */
  abstract PayloadCodec codec(ServiceSchema service);

  /** The Content-Type of such bodies. */
  abstract String mediaType();

  /** No operation has that path and query; those with that path accept {@code methods}. */
  abstract AwsError unknownOperation(
      ServiceSchema service, HttpRequest request, Iterable<String> methods);

  /** A path or query string that can't be decoded. */
  abstract AwsError malformedUri(ServiceSchema service, MalformedValue cause);

  /** A label, parameter or header that is not a value of its shape. */
  abstract AwsError malformedBinding(ServiceSchema service, MalformedBinding cause);

  /** A body that is not a document of the operation's input. */
  abstract AwsError malformedBody(ServiceSchema service, MalformedValue cause);

  /** Refuses unacceptable content types and Accept headers. */
  abstract void checkMediaTypes(Operation<?, ?> operation, HttpRequest request);

  /** The headers that every response carries. */
  abstract Headers commonHeaders(ServiceSchema service, String requestId);

  /** A response without payload member. */
  abstract HttpResponse encodeBody(
      ServiceSchema service,
      Operation<?, ?> operation,
      int status,
      ResponseBindings output,
      Struct value);

  private RestRouter router(ServiceSchema service) {
    RestRouter known = routers.get(service);
    if (known != null) {
      return known;
    }
    synchronized (this) {
      Map<ServiceSchema, RestRouter> more = new IdentityHashMap<>(routers);
      RestRouter router = more.computeIfAbsent(service, RestRouter::of);
      routers = more;
      return router;
    }
  }

  @Override
  public final OperationMatch match(ServiceSchema service, HttpRequest request) {
    RestRouter router = router(service);
    try {
      RestRouter.Match match = router.match(request, QueryParameters.of(request.query()));
      if (match == null) {
        throw unknownOperation(service, request, router.methods(request.path()));
      }
      Map<String, String> labels = new LinkedHashMap<>();
      match
          .encodedLabels()
          .forEach((name, value) -> labels.put(name, PercentDecoder.decode(value)));
      return new OperationMatch(match.operation(), labels);
    } catch (MalformedValue e) {
      throw malformedUri(service, e);
    }
  }

  @Override
  public final Struct decode(ServiceSchema service, OperationMatch match, HttpRequest request) {
    checkMediaTypes(match.operation(), request);
    QueryParameters query;
    try {
      query = QueryParameters.of(request.query());
    } catch (MalformedValue e) {
      throw malformedUri(service, e);
    }
    try {
      return new RequestBindings(request, match.labels(), query, codec(service))
          .read(match.operation().input());
    } catch (MalformedBinding e) {
      throw malformedBinding(service, e);
    } catch (MalformedValue e) {
      throw malformedBody(service, e);
    }
  }

  @Override
  public final HttpResponse encode(
      ServiceSchema service, Operation<?, ?> operation, Struct output, String requestId) {
    Headers headers = commonHeaders(service, requestId);
    ResponseBindings bindings = new ResponseBindings(output, codec(service), mediaType(), headers);
    bindings.writeHeaders();
    int status = bindings.status(operation.status());
    Member payload = bindings.payload();
    return payload == null
        ? encodeBody(service, operation, status, bindings, output)
        : bindings.payload(status, payload);
  }
}
