package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import java.util.List;
import java.util.Map;

/**
 * Answers for services that are not in the catalogue: each error names the requested service, in
 * the protocol of the request.
 */
final class UnknownService {
  private UnknownService() {}

  /** A request signed for an unknown service. */
  static Route named(String signingName, HttpRequest request) {
    String target = request.header("X-Amz-Target");
    String operation = target == null ? "" : " (asked for: " + target + ")";
    return refuse(
        signingName,
        guessProtocol(request),
        AwsError.server(
            "InternalFailure",
            501,
            "The service '" + signingName + "' is not implemented" + operation + "."));
  }

  /** An unsigned request with an unknown target. */
  static Route targeted(String target, HttpRequest request) {
    return refuse(
        "unknown",
        guessProtocol(request),
        AwsError.server(
            "InternalFailure",
            501,
            "The service of the operation '" + target + "' is not implemented."));
  }

  /** An unsigned query request whose action no service has. */
  static Route action(String action, HttpRequest request) {
    return refuse(
        "unknown",
        ProtocolId.AWS_QUERY,
        AwsError.client(
            "InvalidAction", 400, "The action " + action + " is not valid for this endpoint."));
  }

  /** A stand-in with nothing but the id and the protocols of {@code entry}. */
  static ServiceEntry inPlaceOf(ServiceEntry entry) {
    return entry(entry.id(), entry.protocols());
  }

  private static Route refuse(String name, ProtocolId protocol, AwsError error) {
    return new Route(entry(name, List.of(protocol)), null, error);
  }

  private static ServiceEntry entry(String name, List<ProtocolId> protocols) {
    ServiceSchema schema =
        new ServiceSchema(
            name, name, name, name, name, name, "", protocols, null, false, true, Map.of());
    Service service =
        new Service() {
          @Override
          public ServiceSchema schema() {
            return schema;
          }

          @Override
          public void bind(Binder binder) {
            // No operation is known.
          }
        };
    return new ServiceEntry(name, name, name, name, "", protocols, false, true, () -> service);
  }

  private static ProtocolId guessProtocol(HttpRequest request) {
    String type = request.header("Content-Type");
    if (request.header("X-Amz-Target") != null) {
      return type != null && type.startsWith("application/x-amz-json-1.0")
          ? ProtocolId.AWS_JSON_1_0
          : ProtocolId.AWS_JSON_1_1;
    }
    if (ProtocolSelector.RPC_V2_CBOR.equals(request.header(ProtocolSelector.SMITHY_PROTOCOL))) {
      return ProtocolId.RPC_V2_CBOR;
    }
    boolean isQuery =
        QueryString.has(request.query(), "Action")
            || (type != null && type.startsWith("application/x-www-form-urlencoded"));
    return isQuery ? ProtocolId.AWS_QUERY : ProtocolId.REST_JSON_1;
  }
}
