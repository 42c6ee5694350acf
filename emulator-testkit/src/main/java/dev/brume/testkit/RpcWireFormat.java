package dev.brume.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ServiceSchema;

/** rpcv2Cbor. */
final class RpcWireFormat implements WireFormat {
  private final ServiceSchema service;

  RpcWireFormat(ServiceSchema service) {
    this.service = service;
  }

  @Override
  public WireRequest write(Operation<?, ?> operation, ObjectNode input) {
    WireRequest request =
        new WireRequest(
            "POST", "/service/" + service.targetPrefix() + "/operation/" + operation.name());
    request.header("smithy-protocol", "rpc-v2-cbor");
    request.header("Content-Type", "application/cbor");
    request.header("Accept", "application/cbor");
    request.body(CborTrees.write(operation.input(), input, false));
    return request;
  }

  @Override
  public WireAnswer read(Operation<?, ?> operation, WireAnswer answer) {
    boolean isError = answer.status() >= 300;
    ObjectNode body = CborTrees.read(isError ? null : operation.output(), answer.body(), false);
    return isError ? WireFormat.failure(answer, body) : WireFormat.success(answer, body);
  }
}
