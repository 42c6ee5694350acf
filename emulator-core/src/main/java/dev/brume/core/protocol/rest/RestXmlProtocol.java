package dev.brume.core.protocol.rest;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.HostId;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.protocol.xml.XmlCodec;
import dev.brume.core.protocol.xml.XmlErrors;
import dev.brume.core.protocol.xml.XmlWriter;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;

/**
 * XML over HTTP bindings: S3, and with wrapped errors S3 Control and Route 53. No Content-Type is
 * demanded of requests: S3 looks at none.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html">Smithy: restXml</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
public final class RestXmlProtocol extends RestProtocol {
  /** The one header that S3 refuses with words of its own. */
  private static final String OBJECT_SIZE = "x-amz-mp-object-size";

  private static final String UNKNOWN_OPERATION = "UnknownOperationException";

  /** What S3 Control's requests are signed for, too: the same servers answer them. */
  private static final String S3 = "s3";

  @Override
  public ProtocolId id() {
    return ProtocolId.REST_XML;
  }

  @Override
  PayloadCodec codec(ServiceSchema service) {
    return new XmlCodec(service);
  }

  @Override
  String mediaType() {
    return "application/xml";
  }

  @Override
  AwsError unknownOperation(ServiceSchema service, HttpRequest request, Iterable<String> methods) {
    if (!isOfS3(service)) {
      return AwsError.client(UNKNOWN_OPERATION, 404, null);
    }
    AwsError error =
        AwsError.client(
                "MethodNotAllowed",
                405,
                "The specified method is not allowed against this resource.")
            .withDetail("Method", request.method())
            .withDetail("ResourceType", resourceType(request.path()));
    String allowed = String.join(", ", methods);
    return allowed.isEmpty() ? error : error.withHeader("Allow", allowed);
  }

  private static String resourceType(String path) {
    int bucket = path.indexOf('/', 1);
    if (path.length() < 2) {
      return "SERVICE";
    }
    return bucket < 0 || bucket == path.length() - 1 ? "BUCKET" : "OBJECT";
  }

  private static boolean isOfS3(ServiceSchema service) {
    return !service.wrapsErrors() || service.signingName().equals(S3);
  }

  @Override
  AwsError malformedUri(ServiceSchema service, MalformedValue cause) {
    return isOfS3(service)
        ? AwsError.client("InvalidURI", 400, "Couldn't parse the specified URI.")
        : AwsError.client("MalformedInput", 400, cause.getMessage());
  }

  @Override
  AwsError malformedBinding(ServiceSchema service, MalformedBinding cause) {
    if (!isOfS3(service)) {
      return AwsError.client("MalformedInput", 400, cause.getMessage());
    }
    Member member = cause.member();
    if (OBJECT_SIZE.equals(member.locationName())) {
      return AwsError.client(
          "InvalidRequest",
          400,
          "Value for " + OBJECT_SIZE + " header is invalid: '" + cause.text() + "'");
    }
    String message =
        isInteger(member.target().type())
            ? "Provided " + member.locationName() + " not an integer or within integer range"
            : "Invalid Argument";
    return AwsError.client("InvalidArgument", 400, message)
        .withDetail("ArgumentName", String.valueOf(member.locationName()))
        .withDetail("ArgumentValue", cause.text());
  }

  private static boolean isInteger(ShapeType type) {
    return type.compareTo(ShapeType.BYTE) >= 0 && type.compareTo(ShapeType.LONG) <= 0;
  }

  @Override
  AwsError malformedBody(ServiceSchema service, MalformedValue cause) {
    return isOfS3(service)
        ? AwsError.client(
            "MalformedXML",
            400,
            "The XML you provided was not well-formed or did not validate against our published"
                + " schema")
        : AwsError.client("MalformedInput", 400, cause.getMessage());
  }

  @Override
  void checkMediaTypes(Operation<?, ?> operation, HttpRequest request) {
    // Neither S3 nor Route 53 looks at them.
  }

  @Override
  Headers commonHeaders(ServiceSchema service, String requestId) {
    Headers headers = new Headers();
    if (!isOfS3(service)) {
      return headers.add("x-amzn-RequestId", requestId);
    }
    return headers.add("x-amz-id-2", HostId.of(requestId)).add("x-amz-request-id", requestId);
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
    XmlCodec codec = new XmlCodec(service);
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
    } else if (error.code().equals(UNKNOWN_OPERATION)) {
      out.start(UNKNOWN_OPERATION).end(UNKNOWN_OPERATION);
    } else {
      wrapped(out.declaration(), service, error, requestId);
    }
    return HttpResponse.of(error.status(), headers, out.toBytes());
  }

  private static void bare(XmlWriter out, AwsError error, String requestId) {
    out.start("Error");
    XmlErrors.content(out, error, error.code());
    out.element("RequestId", requestId).element("HostId", HostId.of(requestId)).end("Error");
  }

  private static void wrapped(
      XmlWriter out, ServiceSchema service, AwsError error, String requestId) {
    out.start("ErrorResponse").namespace(null, service.xmlNamespace());
    out.start("Error");
    if (!isOfS3(service)) {
      out.element("Type", error.isClientFault() ? "Sender" : "Receiver");
    }
    XmlErrors.content(out, error, error.code());
    out.end("Error").element("RequestId", requestId);
    if (isOfS3(service)) {
      out.element("HostId", HostId.of(requestId));
    }
    out.end("ErrorResponse");
  }
}
