package dev.brume.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;

/** awsJson 1.0 and 1.1, and CBOR under {@code X-Amz-Target}. */
final class TargetWireFormat implements WireFormat {
  private final ProtocolId protocol;
  private final ServiceSchema service;

  TargetWireFormat(ProtocolId protocol, ServiceSchema service) {
    this.protocol = protocol;
    this.service = service;
  }

  @Override
  public WireRequest write(Operation<?, ?> operation, ObjectNode input) {
    WireRequest request = new WireRequest("POST", "/");
    request.header("X-Amz-Target", service.targetPrefix() + "." + operation.name());
    request.header("Content-Type", mediaType());
    request.body(isCbor() ? CborTrees.write(operation.input(), input, true) : bytes(input));
    return request;
  }

  private static byte[] bytes(ObjectNode input) {
    return WireClient.bytes(input);
  }

  private boolean isCbor() {
    return protocol == ProtocolId.AWS_CBOR_1_1;
  }

  private String mediaType() {
    return switch (protocol) {
      case AWS_JSON_1_0 -> "application/x-amz-json-1.0";
      case AWS_CBOR_1_1 -> "application/x-amz-cbor-1.1";
      default -> "application/x-amz-json-1.1";
    };
  }

  @Override
  public WireAnswer read(Operation<?, ?> operation, WireAnswer answer) {
    boolean isError = answer.status() >= 300;
    ObjectNode body =
        isCbor()
            ? CborTrees.read(isError ? null : operation.output(), answer.body(), true)
            : WireClient.object(answer.body());
    return isError ? WireFormat.failure(answer, body) : WireFormat.success(answer, body);
  }
}
