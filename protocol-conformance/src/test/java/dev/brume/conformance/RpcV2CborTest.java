package dev.brume.conformance;

import dev.brume.conformance.rpcv2cbor.RpcV2CborApi;
import dev.brume.core.schema.ProtocolId;

/** rpcv2Cbor. */
final class RpcV2CborTest extends ConformanceSuite {

  RpcV2CborTest() {
    super(ProtocolId.RPC_V2_CBOR, RpcV2CborApi.SERVICE);
  }
}
