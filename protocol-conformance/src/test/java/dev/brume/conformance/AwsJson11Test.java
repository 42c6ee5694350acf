package dev.brume.conformance;

import dev.brume.conformance.awsjson11.AwsJson11Api;
import dev.brume.conformance.machinelearning.MachineLearningApi;
import dev.brume.core.schema.ProtocolId;

/** awsJson1_1. */
final class AwsJson11Test extends ConformanceSuite {

  AwsJson11Test() {
    super(ProtocolId.AWS_JSON_1_1, AwsJson11Api.SERVICE, MachineLearningApi.SERVICE);
  }
}
