package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.schema.ProtocolId;
import java.util.List;
import java.util.Locale;

/**
 * Determines in which of a service's protocols a request is written.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">Smithy: AWS protocols</a>
 */
final class ProtocolSelector {
  static final String SMITHY_PROTOCOL = "Smithy-Protocol";
  static final String RPC_V2_CBOR = "rpc-v2-cbor";

  private ProtocolSelector() {}

  static ProtocolId select(List<ProtocolId> spoken, HttpRequest request) {
    if (spoken.size() == 1) {
      return spoken.get(0);
    }
    if (spoken.contains(ProtocolId.RPC_V2_CBOR)
        && RPC_V2_CBOR.equalsIgnoreCase(request.header(SMITHY_PROTOCOL))) {
      return ProtocolId.RPC_V2_CBOR;
    }
    String type = request.header("Content-Type");
    String contentType = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (request.header("X-Amz-Target") != null) {
      ProtocolId targeted = byContentType(spoken, contentType);
      return targeted != null ? targeted : firstTargeted(spoken);
    }
    for (ProtocolId protocol : spoken) {
      if (protocol == ProtocolId.AWS_QUERY || protocol == ProtocolId.EC2_QUERY) {
        return contentType.startsWith("application/x-amz-json") ? spoken.get(0) : protocol;
      }
    }
    return spoken.get(0);
  }

  private static ProtocolId byContentType(List<ProtocolId> spoken, String contentType) {
    ProtocolId meant = null;
    if (contentType.startsWith("application/x-amz-cbor-")
        || contentType.startsWith("application/cbor")) {
      meant = ProtocolId.AWS_CBOR_1_1;
    } else if (contentType.startsWith("application/x-amz-json-1.1")) {
      meant = ProtocolId.AWS_JSON_1_1;
    } else if (contentType.startsWith("application/x-amz-json-1.0")) {
      meant = ProtocolId.AWS_JSON_1_0;
    }
    return meant != null && spoken.contains(meant) ? meant : null;
  }

  private static ProtocolId firstTargeted(List<ProtocolId> spoken) {
    for (ProtocolId protocol : spoken) {
      if (protocol == ProtocolId.AWS_JSON_1_0 || protocol == ProtocolId.AWS_JSON_1_1) {
        return protocol;
      }
    }
    return spoken.get(0);
  }
}
