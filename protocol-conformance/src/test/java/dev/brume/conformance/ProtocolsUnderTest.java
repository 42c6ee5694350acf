package dev.brume.conformance;

import dev.brume.core.protocol.AwsJsonProtocol;
import dev.brume.core.protocol.AwsQueryProtocol;
import dev.brume.core.protocol.Ec2QueryProtocol;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.RestJsonProtocol;
import dev.brume.core.protocol.RestXmlProtocol;
import dev.brume.core.protocol.RpcV2CborProtocol;
import dev.brume.core.schema.ProtocolId;
import org.opentest4j.TestAbortedException;

/** Where the suites find the protocols. */
final class ProtocolsUnderTest {
  private ProtocolsUnderTest() {}

  static Protocol of(ProtocolId id) {
    return switch (id) {
      case AWS_JSON_1_0 -> AwsJsonProtocol.version10();
      case AWS_JSON_1_1 -> AwsJsonProtocol.version11();
      case AWS_QUERY -> new AwsQueryProtocol();
      case EC2_QUERY -> new Ec2QueryProtocol();
      case RPC_V2_CBOR -> new RpcV2CborProtocol();
      case REST_JSON_1 -> new RestJsonProtocol();
      case REST_XML -> new RestXmlProtocol();
      case AWS_CBOR_1_1 -> throw new TestAbortedException("There is no class for " + id);
    };
  }
}
