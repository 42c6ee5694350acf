package dev.brume.core.protocol.rpc;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;

/**
 * awsJson1_0 and awsJson1_1. They differ in the content type and in {@code __type}, which only has
 * a namespace in 1.0.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class AwsJsonProtocol extends TargetProtocol {
  private final String contentType;
  private final boolean namespaced;

  private AwsJsonProtocol(ProtocolId id, String contentType, boolean namespaced) {
    super(id, JsonCodec.AWS_JSON);
    this.contentType = contentType;
    this.namespaced = namespaced;
  }

  /** awsJson1_0. */
  public static AwsJsonProtocol version10() {
    return new AwsJsonProtocol(ProtocolId.AWS_JSON_1_0, "application/x-amz-json-1.0", true);
  }

  /** awsJson1_1. */
  public static AwsJsonProtocol version11() {
    return new AwsJsonProtocol(ProtocolId.AWS_JSON_1_1, "application/x-amz-json-1.1", false);
  }

  @Override
  String contentType(ServiceSchema service) {
    return contentType;
  }

  @Override
  String errorType(ServiceSchema service, AwsError error) {
    return namespaced ? ErrorTypes.absolute(service, error) : error.shapeName();
  }
}
