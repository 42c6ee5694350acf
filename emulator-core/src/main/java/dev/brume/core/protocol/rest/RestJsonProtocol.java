package dev.brume.core.protocol.rest;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.protocol.SerializationErrors;
import dev.brume.core.protocol.event.EventStreams;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;

/**
 * JSON over HTTP bindings: Lambda, API Gateway, Scheduler, Pipes.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">Smithy:
 *     restJson1</a>
 */
public final class RestJsonProtocol extends RestProtocol {
  private static final String JSON = "application/json";

  @Override
  public ProtocolId id() {
    return ProtocolId.REST_JSON_1;
  }

  @Override
  PayloadCodec codec(ServiceSchema service) {
    return JsonCodec.REST_JSON;
  }

  @Override
  String mediaType() {
    return JSON;
  }

  @Override
  AwsError unknownOperation(ServiceSchema service, HttpRequest request, Iterable<String> methods) {
    String allowed = String.join(", ", methods);
    return allowed.isEmpty()
        ? AwsError.client("UnknownOperationException", 404, null)
        : AwsError.client("UnknownOperationException", 405, null).withHeader("Allow", allowed);
  }

  @Override
  AwsError malformedUri(ServiceSchema service, MalformedValue cause) {
    return SerializationErrors.error(cause.getMessage());
  }

  @Override
  AwsError malformedBinding(ServiceSchema service, MalformedBinding cause) {
    return SerializationErrors.error(cause.getMessage());
  }

  @Override
  AwsError malformedBody(ServiceSchema service, MalformedValue cause) {
    return SerializationErrors.error(cause.getMessage());
  }

  /**
   * Refuses a body of another media type than the model's, and a client that does not accept the
   * response's type.
   */
  @Override
  void checkMediaTypes(Operation<?, ?> operation, HttpRequest request) {
    boolean empty = request.body() instanceof RequestBody.Whole whole && whole.length() == 0;
    String sent = request.header("Content-Type");
    String wanted = empty ? null : mediaType(operation.input(), "");
    if (wanted != null && !(wanted.equals("*/*") || wanted.equalsIgnoreCase(bare(sent)))) {
      throw AwsError.client("UnsupportedMediaTypeException", 415, null);
    }
    String accepted = request.header("Accept");
    if (accepted != null && !isAccepted(accepted, mediaType(operation.output(), null))) {
      throw AwsError.client("NotAcceptableException", 406, null);
    }
  }

  /** The media type of the body, {@code * / *} for any; {@code bodiless} without a body. */
  private static String mediaType(Schema schema, String bodiless) {
    boolean empty = schema.memberCount() == 0 && schema != Unit.SCHEMA;
    String type = empty ? JSON : bodiless;
    for (Member member : schema.members()) {
      if (member.location() == Location.PAYLOAD) {
        return payloadType(member.target());
      }
      type = member.location() == Location.BODY ? JSON : type;
    }
    return type;
  }

  private static String payloadType(Schema target) {
    if (target.mediaType() != null) {
      return target.mediaType();
    }
    return switch (target.type()) {
      case BLOB -> "*/*";
      case STRING, ENUM -> "text/plain";
      case UNION -> target.isStreaming() ? EventStreams.MEDIA_TYPE : JSON;
      default -> JSON;
    };
  }

  /** A media type without its parameters; empty for null. */
  private static String bare(String mediaType) {
    if (mediaType == null) {
      return "";
    }
    int parameters = mediaType.indexOf(';');
    return (parameters < 0 ? mediaType : mediaType.substring(0, parameters)).strip();
  }

  private static boolean isAccepted(String accepted, String type) {
    if (type == null || type.equals("*/*")) {
      return true;
    }
    String family = type.substring(0, type.indexOf('/')) + "/*";
    for (String part : accepted.split(",")) {
      String range = bare(part);
      if (range.equals("*/*") || range.equalsIgnoreCase(type) || range.equalsIgnoreCase(family)) {
        return true;
      }
    }
    return false;
  }

  @Override
  Headers commonHeaders(ServiceSchema service, String requestId) {
    return new Headers().add("x-amzn-RequestId", requestId);
  }

  @Override
  HttpResponse encodeBody(
      ServiceSchema service,
      Operation<?, ?> operation,
      int status,
      ResponseBindings output,
      Struct value) {
    if (value.schema() == Unit.SCHEMA || status == 204 || status == 304) {
      return output.empty(status);
    }
    return output.document(status, JsonCodec.REST_JSON.encodeBody(value));
  }

  @Override
  public HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId) {
    Headers headers = commonHeaders(service, requestId).add("x-amzn-errortype", error.shapeName());
    error.headers().forEach(headers::set);
    if (error.value() != null) {
      new ResponseBindings(error.value(), JsonCodec.REST_JSON, JSON, headers).writeHeaders();
    }
    headers.set("Content-Type", JSON);
    byte[] body = JsonCodec.REST_JSON.encodeError(null, error, true);
    return HttpResponse.of(error.status(), headers, body);
  }
}
