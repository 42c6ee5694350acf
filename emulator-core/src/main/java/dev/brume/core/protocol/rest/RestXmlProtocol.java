package dev.brume.core.protocol.rest;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.protocol.xml.XmlCodec;
import dev.brume.core.protocol.xml.XmlErrors;
import dev.brume.core.protocol.xml.XmlWriter;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;

/**
 * XML over HTTP bindings. No Content-Type is required: no service with this protocol checks it.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html">Smithy: restXml</a>
 */
public final class RestXmlProtocol extends RestProtocol {
  private final RestXmlDialect dialect;

  /** The protocol as Smithy describes it. */
  public RestXmlProtocol() {
    this(RestXmlDialect.COMMON);
  }

  /** The protocol in a service's variant. */
  public RestXmlProtocol(RestXmlDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public ProtocolId id() {
    return ProtocolId.REST_XML;
  }

  @Override
  PayloadCodec codec(ServiceSchema service) {
    return xmlCodec(service);
  }

  private XmlCodec xmlCodec(ServiceSchema service) {
    return new XmlCodec(service, dialect.validatesDocuments());
  }

  @Override
  String mediaType() {
    return "application/xml";
  }

  @Override
  AwsError unknownOperation(ServiceSchema service, HttpRequest request, Iterable<String> methods) {
    return dialect.unknownOperation(request, methods);
  }

  @Override
  AwsError malformedUri(ServiceSchema service, MalformedValue cause) {
    return dialect.malformedUri(cause);
  }

  @Override
  AwsError malformedBinding(ServiceSchema service, MalformedBinding cause) {
    return dialect.malformedBinding(cause);
  }

  @Override
  AwsError malformedBody(ServiceSchema service, MalformedValue cause) {
    return dialect.malformedBody(cause);
  }

  @Override
  void checkMediaTypes(Operation<?, ?> operation, HttpRequest request) {
    // No service checks them.
  }

  @Override
  Headers commonHeaders(ServiceSchema service, String requestId) {
    return dialect.commonHeaders(requestId);
  }

  @Override
  HttpResponse encodeBody(
      ServiceSchema service,
      Operation<?, ?> operation,
      int status,
      ResponseBindings output,
      Struct value) {
    if (hasNoBody(status)) {
      return output.empty(status);
    }
    if (!output.hasBodyMembers()) {
      return service.wrapsErrors() ? output.document(status, new byte[0]) : output.empty(status);
    }
    XmlCodec codec = xmlCodec(service);
    return output.document(
        status,
        operation.isOutputUnwrapped() ? codec.encodeUnwrapped(value) : codec.encodeBody(value));
  }

  private static boolean hasNoBody(int status) {
    return status == 204 || status == 304;
  }

  @Override
  public HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId) {
    Headers headers = commonHeaders(service, requestId);
    error.headers().forEach(headers::set);
    if (hasNoBody(error.status())) {
      return HttpResponse.of(error.status(), headers, new byte[0]);
    }
    if (error.value() != null) {
      new ResponseBindings(error.value(), codec(service), mediaType(), headers).writeHeaders();
    }
    headers.set("Content-Type", mediaType());
    XmlWriter out = new XmlWriter();
    if (!service.wrapsErrors()) {
      bare(out.declaration(), error, requestId);
    } else if (error.code().equals(RestXmlDialect.UNKNOWN_OPERATION)) {
      out.start(RestXmlDialect.UNKNOWN_OPERATION).end(RestXmlDialect.UNKNOWN_OPERATION);
    } else {
      wrapped(out.declaration(), service, error, requestId);
    }
    return HttpResponse.of(error.status(), headers, out.toBytes());
  }

  private void bare(XmlWriter out, AwsError error, String requestId) {
    out.start("Error");
    dialect.beforeCode(out, error);
    XmlErrors.content(out, error, error.code());
    out.element("RequestId", requestId);
    dialect.afterRequestId(out, requestId);
    out.end("Error");
  }

  private void wrapped(XmlWriter out, ServiceSchema service, AwsError error, String requestId) {
    out.start("ErrorResponse").namespace(null, service.xmlNamespace());
    out.start("Error");
    dialect.beforeCode(out, error);
    XmlErrors.content(out, error, error.code());
    out.end("Error").element("RequestId", requestId);
    dialect.afterRequestId(out, requestId);
    out.end("ErrorResponse");
  }
}
