package dev.brume.conformance;

import dev.brume.conformance.awsjson10.AwsJson10Api;
import dev.brume.core.schema.ProtocolId;

/** awsJson1_0. */
final class AwsJson10Test extends ConformanceSuite {

  AwsJson10Test() {
    super(ProtocolId.AWS_JSON_1_0, AwsJson10Api.SERVICE);
  }
}
