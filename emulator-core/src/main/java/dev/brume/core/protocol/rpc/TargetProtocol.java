package dev.brume.core.protocol.rpc;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.StructCodec;
import dev.brume.core.protocol.event.EventOutput;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;
import java.util.zip.CRC32;

/**
 * The protocols in which {@code X-Amz-Target} names the operation and the body holds the whole
 * input.
 *
 * <p>Errors in the target answer UnknownOperationException, errors in the body
 * SerializationException, both with status 400 and without a message, as on DynamoDB and SQS.
 */
abstract sealed class TargetProtocol implements Protocol
    permits AwsCbor11Protocol, AwsJsonProtocol {
  private static final String TARGET = "X-Amz-Target";
  private static final String REQUEST_ID = "x-amzn-RequestId";
  private static final byte[] NOTHING = new byte[0];

  private final ProtocolId id;
  private final StructCodec codec;

  TargetProtocol(ProtocolId id, StructCodec codec) {
    this.id = id;
    this.codec = codec;
  }

  @Override
  public final ProtocolId id() {
    return id;
  }

  @Override
  public final OperationMatch match(ServiceSchema service, HttpRequest request) {
    String target = request.header(TARGET);
    String prefix = service.targetPrefix();
    if (!request.method().equals("POST")
        || target == null
        || !target.startsWith(prefix)
        || target.length() == prefix.length()
        || target.charAt(prefix.length()) != '.') {
      throw unknownOperation();
    }
    Operation<?, ?> operation = service.operation(target.substring(prefix.length() + 1));
    if (operation == null) {
      throw unknownOperation();
    }
    return OperationMatch.of(operation);
  }

  private static AwsError unknownOperation() {
    return AwsError.client("UnknownOperationException", 400, null);
  }

  @Override
  public final Struct decode(ServiceSchema service, OperationMatch match, HttpRequest request) {
    byte[] body = ((RequestBody.Whole) request.body()).bytes();
    Schema input = match.operation().input();
    if (body.length == 0 && input == Unit.SCHEMA) {
      return Unit.INSTANCE;
    }
    return codec.decode(input, body);
  }

  @Override
  public final HttpResponse encode(
      ServiceSchema service, Operation<?, ?> operation, Struct output, String requestId) {
    if (EventOutput.isIn(output)) {
      Headers headers = new Headers().add(REQUEST_ID, requestId);
      return EventOutput.respond(headers, output, codec, contentType(service));
    }
    byte[] body = output.schema() == Unit.SCHEMA ? NOTHING : codec.encode(output);
    return respond(service, 200, body, requestId);
  }

  @Override
  public final HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId) {
    byte[] body = codec.encodeError(errorType(service, error), error, false);
    HttpResponse response = respond(service, error.status(), body, requestId);
    QueryErrorHeader.add(response.headers(), service, error);
    error.headers().forEach(response.headers()::set);
    return response;
  }

  /** The media type of the responses. */
  abstract String contentType(ServiceSchema service);

  /** The value of {@code __type}. */
  abstract String errorType(ServiceSchema service, AwsError error);

  private HttpResponse respond(ServiceSchema service, int status, byte[] body, String requestId) {
    Headers headers = new Headers();
    headers.add(REQUEST_ID, requestId);
    headers.add("Content-Type", contentType(service));
    if (service.bodyChecksum()) {
      CRC32 checksum = new CRC32();
      checksum.update(body);
      headers.add("x-amz-crc32", Long.toString(checksum.getValue()));
    }
    return HttpResponse.of(status, headers, body);
  }
}
