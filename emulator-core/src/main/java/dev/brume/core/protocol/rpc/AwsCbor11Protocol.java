package dev.brume.core.protocol.rpc;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.cbor.CborCodec;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;

/**
 * What the AWS SDKs for Java speak to Kinesis, and those of the first generation to DynamoDB:
 * awsJson with bodies in CBOR. Like JSON it comes in two versions, after that of the service's
 * JSON: {@code application/x-amz-cbor-1.0} and {@code -1.1}. No specification is published; the
 * facts are those of the AWS SDK for Java.
 */
public final class AwsCbor11Protocol extends TargetProtocol {
  public AwsCbor11Protocol() {
    super(ProtocolId.AWS_CBOR_1_1, CborCodec.AWS_CBOR);
  }

  private static boolean isVersion10(ServiceSchema service) {
    return service.protocols().contains(ProtocolId.AWS_JSON_1_0);
  }

  @Override
  String contentType(ServiceSchema service) {
    return isVersion10(service) ? "application/x-amz-cbor-1.0" : "application/x-amz-cbor-1.1";
  }

  @Override
  String errorType(ServiceSchema service, AwsError error) {
    return isVersion10(service) ? ErrorTypes.absolute(service, error) : error.shapeName();
  }
}
