package dev.brume.core.gateway;

import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.query.AwsQueryProtocol;
import dev.brume.core.protocol.query.Ec2QueryProtocol;
import dev.brume.core.protocol.rest.RestJsonProtocol;
import dev.brume.core.protocol.rest.RestXmlProtocol;
import dev.brume.core.protocol.rpc.AwsCbor11Protocol;
import dev.brume.core.protocol.rpc.AwsJsonProtocol;
import dev.brume.core.protocol.rpc.RpcV2CborProtocol;
import dev.brume.core.schema.ProtocolId;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** The wire protocols, each created on first use. */
public final class Protocols implements Function<ProtocolId, Protocol> {
  private final AtomicReferenceArray<Protocol> known =
      new AtomicReferenceArray<>(ProtocolId.values().length);

  @Override
  public Protocol apply(ProtocolId id) {
    Protocol protocol = known.get(id.ordinal());
    if (protocol != null) {
      return protocol;
    }
    known.compareAndSet(id.ordinal(), null, create(id));
    return known.get(id.ordinal());
  }

  private static Protocol create(ProtocolId id) {
    return switch (id) {
      case AWS_JSON_1_0 -> AwsJsonProtocol.version10();
      case AWS_JSON_1_1 -> AwsJsonProtocol.version11();
      case AWS_QUERY -> new AwsQueryProtocol();
      case EC2_QUERY -> new Ec2QueryProtocol();
      case AWS_CBOR_1_1 -> new AwsCbor11Protocol();
      case RPC_V2_CBOR -> new RpcV2CborProtocol();
      case REST_JSON_1 -> new RestJsonProtocol();
      case REST_XML -> new RestXmlProtocol();
    };
  }
}
