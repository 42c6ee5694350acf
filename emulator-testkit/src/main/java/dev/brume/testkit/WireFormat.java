package dev.brume.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;

/**
 * The client's side of a protocol, implemented independently of the server's, so that each tests
 * the other.
 */
interface WireFormat {
  /** The request for an operation. */
  WireRequest write(Operation<?, ?> operation, ObjectNode input);

  /** The response with its output, or with the error's members. */
  WireAnswer read(Operation<?, ?> operation, WireAnswer answer);

  /** The implementation for a protocol. */
  static WireFormat of(ProtocolId protocol, ServiceSchema service) {
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1, AWS_CBOR_1_1 -> new TargetWireFormat(protocol, service);
      case AWS_QUERY, EC2_QUERY -> new QueryWireFormat(protocol, service);
      case REST_JSON_1, REST_XML -> new RestWireFormat(protocol, service);
      case RPC_V2_CBOR -> new RpcWireFormat(service);
    };
  }

  /** A response with an output. */
  static WireAnswer success(WireAnswer answer, JsonNode output) {
    return new WireAnswer(
        answer.operation(), answer.status(), answer.headers(), answer.body(), output, null, null);
  }

  /** A response with an error; {@code type} may have a namespace as prefix and a URL as suffix. */
  static WireAnswer failure(WireAnswer answer, JsonNode output, String type, String message) {
    String code = type;
    if (code != null && code.indexOf('#') >= 0) {
      code = code.substring(code.indexOf('#') + 1);
    }
    if (code != null && code.indexOf(':') >= 0) {
      code = code.substring(0, code.indexOf(':'));
    }
    return new WireAnswer(
        answer.operation(),
        answer.status(),
        answer.headers(),
        answer.body(),
        output,
        code,
        message);
  }

  /** The error in a JSON or CBOR body. */
  static WireAnswer failure(WireAnswer answer, ObjectNode body) {
    String type = body.path("__type").asText(answer.header("x-amzn-errortype"));
    JsonNode message = body.has("message") ? body.get("message") : body.path("Message");
    return failure(answer, body, type, message.isMissingNode() ? null : message.asText());
  }
}
