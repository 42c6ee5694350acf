package dev.brume.core.protocol.rpc;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.cbor.CborCodec;
import dev.brume.core.protocol.event.EventOutput;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;

/**
 * rpcv2Cbor: the path names service and operation, the body is CBOR. A request for anything but
 * {@code POST /service/{service}/operation/{operation}} (with an optional prefix) is an unknown
 * operation; an empty body is an empty input.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR</a>
 */
public final class RpcV2CborProtocol implements Protocol {
  private static final String MEDIA_TYPE = "application/cbor";
  private static final byte[] NOTHING = new byte[0];

  @Override
  public ProtocolId id() {
    return ProtocolId.RPC_V2_CBOR;
  }

  @Override
  public OperationMatch match(ServiceSchema service, HttpRequest request) {
    String[] path = request.path().split("/", -1);
    int last = path.length - 1;
    boolean shaped =
        last >= 4
            && path[last - 1].equals("operation")
            && path[last - 2].equals(service.targetPrefix())
            && path[last - 3].equals("service");
    Operation<?, ?> operation = shaped ? service.operation(path[last]) : null;
    if (operation == null || !request.method().equals("POST")) {
      throw AwsError.client("UnknownOperationException", 404, null);
    }
    return OperationMatch.of(operation);
  }

  @Override
  public Struct decode(ServiceSchema service, OperationMatch match, HttpRequest request) {
    byte[] body = ((RequestBody.Whole) request.body()).bytes();
    Schema input = match.operation().input();
    if (body.length == 0) {
      return input.create(new Object[input.memberCount()]);
    }
    return CborCodec.RPC_V2.decode(input, body);
  }

  @Override
  public HttpResponse encode(
      ServiceSchema service, Operation<?, ?> operation, Struct output, String requestId) {
    Headers headers = headers(requestId);
    if (output.schema() == Unit.SCHEMA) {
      return HttpResponse.of(200, headers, NOTHING);
    }
    if (EventOutput.isIn(output)) {
      return EventOutput.respond(headers, output, CborCodec.RPC_V2, MEDIA_TYPE);
    }
    headers.add("Content-Type", MEDIA_TYPE);
    return HttpResponse.of(200, headers, CborCodec.RPC_V2.encode(output));
  }

  @Override
  public HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId) {
    Headers headers = headers(requestId).add("Content-Type", MEDIA_TYPE);
    QueryErrorHeader.add(headers, service, error);
    error.headers().forEach(headers::set);
    String type = ErrorTypes.absolute(service, error);
    return HttpResponse.of(
        error.status(), headers, CborCodec.RPC_V2.encodeError(type, error, false));
  }

  private static Headers headers(String requestId) {
    return new Headers().add("smithy-protocol", "rpc-v2-cbor").add("x-amzn-RequestId", requestId);
  }
}
