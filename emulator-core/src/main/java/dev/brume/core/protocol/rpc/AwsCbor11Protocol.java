package dev.brume.core.protocol.rpc;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.cbor.CborCodec;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;

/**
 * The protocol of the AWS SDKs for Java with Kinesis, and of the first generation with DynamoDB:
 * awsJson with CBOR bodies. It has two versions, like the service's JSON protocol: {@code
 * application/x-amz-cbor-1.0} and {@code -1.1}. There is no published specification; the source is
 * the AWS SDK for Java.
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
